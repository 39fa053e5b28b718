"""The figures by which drafts are compared, and the list of moves from one to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from graph.entities.batch import Frozen, PairId, Settings


@dataclass(frozen=True)
class Figures:
    """Of one draft. `total`: the summed fit. `worst_off`, `median`: of the startups' own sums. `missing`: places that
    startups want and do not have, of `short` startups. `least_load`, `most_load`: startups of the supervisor with the
    fewest and the most. `below_least`: supervisors with fewer than they are to have. `newcomers`: who would guide
    somebody for the first time."""

    total: float
    worst_off: float
    median: float
    missing: int
    short: int
    least_load: int
    most_load: int
    below_least: int
    newcomers: int


@dataclass(frozen=True)
class Move:
    """What changes for one startup: who leaves, who comes."""

    startup_id: str
    out: tuple[str, ...]
    into: tuple[str, ...]


def figures_of(pairs: Iterable[PairId], settings: Settings, frozen: Frozen) -> Figures:
    """The figures of some pairs."""
    chosen = sorted(pairs)
    sums = {one: 0.0 for one, wanting in settings.startups.items() if wanting.wants}
    has, loads = Counter(one for one, _ in chosen), Counter(person for _, person in chosen)
    for pair in chosen:
        sums[pair[0]] = sums.get(pair[0], 0.0) + frozen.fit.get(pair, 0.0)
    missing = {one: max(0, wanting.wants - has[one]) for one, wanting in settings.startups.items()}
    held = [loads[one] for one in settings.supervisors]
    return Figures(
        total=sum(sums.values()),
        worst_off=min(sums.values(), default=0.0),
        median=median(sums.values()) if sums else 0.0,
        missing=sum(missing.values()),
        short=sum(count > 0 for count in missing.values()),
        least_load=min(held, default=0),
        most_load=max(held, default=0),
        below_least=sum(loads[one] < load.least for one, load in settings.supervisors.items()),
        newcomers=sum(one in frozen.newcomers for one in loads),
    )


def moves_between(before: Iterable[PairId], after: Iterable[PairId]) -> list[Move]:
    """What changes from one draft to another, by startup."""
    old, new = frozenset(before), frozenset(after)
    out, into = sorted(old - new), sorted(new - old)
    return [
        Move(one, tuple(who for s, who in out if s == one), tuple(who for s, who in into if s == one))
        for one in sorted({startup for startup, _ in old ^ new})
    ]

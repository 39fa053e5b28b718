"""The smallest sets of changes that make a cohort solvable, each by one min-cost flow in which a change costs one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from matching.allocation.cohort import Cohort, Ints
from matching.allocation.network import Network
from matching.allocation.shortage import Change, ChangeKind, Mend

_MOST_ABSENT = 250_000
_ALONE = (
    ChangeKind.RAISE_MOST, ChangeKind.ALLOW_PAIR, ChangeKind.ADD_PAIR, ChangeKind.LOWER_DEMAND, ChangeKind.LOWER_LEAST,
)  # fmt: skip


def smallest_mends(cohort: Cohort) -> list[Mend]:
    """For each kind of change that mends a cohort alone, a smallest set; and one of all kinds where that is smaller.

    Smallest first. Pairs without a score are tried while there are at most 250,000 of them.
    """
    found = [mend for kind in _ALONE if (mend := _mend(cohort, (kind,))) is not None]
    together = _mend(cohort, _ALONE)
    if together is not None and all(together.size < mend.size for mend in found):
        found.append(together)
    return sorted(found, key=lambda mend: mend.size)


def _mend(cohort: Cohort, kinds: Sequence[ChangeKind]) -> Mend | None:
    """The smallest set of changes of these kinds; None where they do not mend it."""
    fixed = cohort.loads(cohort.fixed)
    demand = cohort.demand - cohort.served(cohort.fixed)
    least = np.maximum(cohort.least - fixed, 0)
    free = np.flatnonzero(~cohort.fixed)
    network, arcs = Network(cohort), dict[ChangeKind, slice]()
    network.add_pairs(free, np.zeros_like(free))
    network.add_loads(np.maximum(cohort.most - fixed, least) - least, 0)
    everything = np.full(len(least), int(demand.sum()))
    pairs = {ChangeKind.ALLOW_PAIR: cohort.forbidden, ChangeKind.ADD_PAIR: _absent(cohort)}
    for kind in kinds:
        if kind is ChangeKind.RAISE_MOST:
            arcs[kind] = network.add_loads(everything, 1)
        elif kind is ChangeKind.LOWER_DEMAND:
            arcs[kind] = network.add_unserved(demand, 1)
        elif kind is ChangeKind.LOWER_LEAST:
            arcs[kind] = network.add_unasked(least, 1)
        else:
            some = pairs[kind]
            arcs[kind] = network.add_between(some[:, 0], some[:, 1], np.ones(len(some), dtype=np.int64))
    flows = network.solve(np.concatenate([demand, -least, [int(least.sum() - demand.sum())]]))
    if flows is None:
        return None
    return Mend(tuple(change for kind in kinds for change in _changes(cohort, kind, flows[arcs[kind]], pairs)))


def _changes(cohort: Cohort, kind: ChangeKind, flows: Ints, pairs: dict[ChangeKind, Ints]) -> Iterator[Change]:
    sides = {
        ChangeKind.RAISE_MOST: (cohort.expert_ids, cohort.most, 1),
        ChangeKind.LOWER_DEMAND: (cohort.project_ids, cohort.demand, -1),
        ChangeKind.LOWER_LEAST: (cohort.expert_ids, cohort.least, -1),
    }
    for place in np.flatnonzero(flows).tolist():
        if kind in sides:
            ids, numbers, sign = sides[kind]
            by = int(flows[place])
            yield Change(kind, ids[place], to=int(numbers[place]) + sign * by, by=by)
        else:
            project, expert = pairs[kind][place].tolist()
            yield Change(kind, cohort.project_ids[project], cohort.expert_ids[expert])


def _absent(cohort: Cohort) -> Ints:
    """Pairs that have no score and are not forbidden: shape (m, 2)."""
    shape = (len(cohort.project_ids), len(cohort.expert_ids))
    if shape[0] * shape[1] > _MOST_ABSENT:
        return np.zeros((0, 2), dtype=np.int64)
    known = np.zeros(shape, dtype=bool)
    known[cohort.project, cohort.expert] = True
    known[cohort.forbidden[:, 0], cohort.forbidden[:, 1]] = True
    return np.argwhere(~known)

"""Re-ranking for exploration and diversity: room for newcomers, random exploration, a cap per organisation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
FIT, NEWCOMER, CHANCE, AIRING = "fit", "newcomer", "chance", "airing"
# By lot from so many pages below: farther down, chance would show what nobody could use.
_WINDOW = 3


@dataclass(frozen=True)
class Policy:
    """How a page differs from the order of fit.

    `newcomers` and `chance` are shares of all places (0: none); a newcomer, or who is drawn by lot, must have at
    least `least` of the score that the page's last one has. At most `per_organisation` of one employer or pool
    stand on a page (0: any number), as long as who comes instead has all but `cost` of their score. Beyond a Gini
    coefficient of exposure of `uneven`, who was shown often makes room (exposure.py; 1: never).
    """

    newcomers: float = 0.12
    chance: float = 0.05
    per_organisation: int = 3
    least: float = 0.4
    cost: float = 0.1
    uneven: float = 0.25
    page: int = 5
    seed: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the order of fit stays as it is."""
        return self.newcomers <= 0 and self.chance <= 0 and self.per_organisation <= 0 and self.uneven >= 1


PLAIN = Policy(newcomers=0.0, chance=0.0, per_organisation=0, uneven=1.0)


@dataclass(frozen=True)
class Slot:
    """One place of the list: which candidate, their place by fit (from 1), what the place is for, and how likely it
    was, given the pages before, that this page shows them."""

    candidate: int
    by_fit: int
    why: str = FIT
    probability: float = 1.0


def rerank(
    score: Numbers,
    is_new: NDArray[np.bool_],
    organisations: Sequence[frozenset[str] | frozenset[int]],
    policy: Policy,
    *,
    key: str,
    limit: int,
) -> list[Slot]:
    """The first `limit` places for candidates that stand in the order of fit, best first.

    `organisations` names each candidate's employer and pools. `key` names the need and the day: the same key gives
    the same page. Chosen by systematic sampling, so that each one's chance is known exactly and is noted.
    """
    left = list(range(len(score)))
    slots: list[Slot] = []
    while left and len(slots) < limit:
        number = len(slots) // policy.page
        size = min(policy.page, limit - len(slots), len(left))
        page = _page(left, size, score, is_new, organisations, policy, f"{policy.seed}|{key}|{number}")
        taken = {slot.candidate for slot in page}
        left = [at for at in left if at not in taken]
        slots += page
    return slots


def _page(
    left: list[int],
    size: int,
    score: Numbers,
    is_new: NDArray[np.bool_],
    organisations: Sequence[frozenset[str] | frozenset[int]],
    policy: Policy,
    key: str,
) -> list[Slot]:
    by_fit = _mixed(left, size, score, organisations, policy)
    floor = policy.least * float(score[by_fit[-1]])
    rest = [at for at in left if at not in set(by_fit) and score[at] >= floor]
    others = [at for at in rest[: _WINDOW * policy.page] if not is_new[at]]
    newcomers = [at for at in rest if is_new[at]]
    wanted = max(0.0, policy.newcomers * size - float(is_new[by_fit].sum()))
    first = _inclusion(score[newcomers], wanted)
    second = _inclusion(np.ones(len(others)), policy.chance * size)
    # Both from one draw: where the two expect less than one together, no page has more than one.
    lots = [Slot(at, at + 1, NEWCOMER, float(chance)) for at, chance in zip(newcomers, first, strict=True)]
    lots += [Slot(at, at + 1, CHANCE, float(chance)) for at, chance in zip(others, second, strict=True)]
    drawn = [lots[at] for at in _draw(np.concatenate([first, second]), key)]
    kept = by_fit[: size - len(drawn)]
    counts = _counts(float(first.sum() + second.sum()))
    slots = [Slot(at, at + 1, FIT, _stays(counts, size - 1 - place)) for place, at in enumerate(kept)]
    return _laid(slots, drawn[: size - len(kept)], key)


def _mixed(
    left: list[int], size: int, score: Numbers, organisations: Sequence[frozenset[str] | frozenset[int]], policy: Policy
) -> list[int]:
    """The next `size` by fit; who would be one too many of their organisation makes room for somebody about as good."""
    chosen: list[int] = []
    waiting = left[: size * (_WINDOW + 1)]
    while len(chosen) < size:
        first = waiting[0]
        near = [at for at in waiting if score[at] >= (1 - policy.cost) * score[first]]
        pick = next((at for at in near if not _is_crowded(at, chosen, organisations, policy.per_organisation)), first)
        chosen.append(pick)
        waiting.remove(pick)
    return chosen


def _is_crowded(
    at: int, chosen: list[int], organisations: Sequence[frozenset[str] | frozenset[int]], most: int
) -> bool:  # fmt: skip
    if most <= 0:
        return False
    return any(
        sum(organisation in organisations[other] for other in chosen) >= most for organisation in organisations[at]
    )


def _inclusion(weights: Numbers, wanted: float) -> Numbers:
    """The chance of each to be drawn, in proportion to the weights, at most 1 each, `wanted` in all."""
    chances = np.zeros(len(weights))
    open_ = np.asarray(weights, dtype=np.float64) > 0
    while open_.any() and wanted - chances.sum() > 1e-12:
        room = wanted - float(chances[~open_].sum())
        share = room * weights[open_] / weights[open_].sum()
        if (share < 1).all():
            chances[open_] = share
            break
        full = np.flatnonzero(open_)[share >= 1]
        chances[full] = 1.0
        open_[full] = False
    return chances


def _draw(chances: Numbers, key: str) -> list[int]:
    """Who is drawn: systematic sampling, one point in [0, 1) for all, each with exactly their chance."""
    edges = np.concatenate([[0.0], np.cumsum(chances)]) + point(key)
    return [int(at) for at in np.flatnonzero(np.floor(edges[1:] + 1e-12) > np.floor(edges[:-1] + 1e-12))]


def point(key: str) -> float:
    """A number in [0, 1) that looks drawn by lot, and is the same for the same key everywhere."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") / 2.0**64


def _counts(expected: float) -> dict[int, float]:
    """How likely each number of drawn ones is: a draw gives the whole number below its mean, or above."""
    whole = int(np.floor(expected + 1e-12))
    part = max(0.0, expected - whole)
    return {whole: 1 - part, whole + 1: part} if part > 0 else {whole: 1.0}


def _stays(counts: dict[int, float], room: int) -> float:
    """The chance that at most `room` are drawn, so that somebody with so many behind them on the page stays."""
    return round(min(1.0, sum(chance for number, chance in counts.items() if number <= room)), 6)


def _laid(kept: list[Slot], drawn: list[Slot], key: str) -> list[Slot]:
    """The drawn ones among the lower half of the page, in a place by lot; who fits best stays on top."""
    slots = list(kept)
    for number, slot in enumerate(drawn):
        lowest = min(len(slots), (len(kept) + len(drawn) + 1) // 2)
        at = lowest + int(point(f"{key}|place|{number}") * (len(slots) - lowest + 1))
        slots.insert(at, slot)
    return slots

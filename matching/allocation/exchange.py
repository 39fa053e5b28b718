"""Chains of exchanges that raise one project of a draft while everybody whom they touch stays above a floor.

A project drops one expert and takes another, whose project takes a third in turn, until an expert with a free place is
reached or the first one comes back: an augmenting cycle in the residual network of the transportation problem, with
the floor as a condition on each node. Searched by Bellman-Ford over the experts, all arcs of a round at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.allocation.cohort import Cohort, Floats, Ints, Mask

_DEPTH = 4
EPSILON = 1e-9


@dataclass(frozen=True)
class Chain:
    """Pairs to drop and pairs to take; `lost`: what the total loses by it."""

    dropped: Ints
    taken: Ints
    lost: float


@dataclass(frozen=True)
class _Round:
    """Of each expert reached in a round: the pair by which it is taken, and the pair dropped for it."""

    taken: Ints
    dropped: Ints


class Exchanges:
    """A draft that is changed by chains. `gain` (n,): what a pair adds to the total, its score or with a price."""

    def __init__(self, cohort: Cohort, gain: Floats, chosen: Mask) -> None:
        self.cohort, self.gain, self.chosen = cohort, gain, chosen.copy()
        self.sums, self.loads = cohort.sums(chosen), cohort.loads(chosen)
        self.total = float(gain[chosen].sum())
        self.scanned = 0
        self._sort_rows()
        self._index()

    def highest(self, project: int) -> Chain | None:
        """The chain of a few links that raises a project and leaves the least sum of those touched highest."""
        return self._search(project, self.sums[project], by_floor=True)

    def cheapest(self, project: int, floor: float) -> Chain | None:
        """The chain of a few links that loses the least total, with everybody touched at the floor or above."""
        found = self._search(project, floor - EPSILON, by_floor=False)
        return None if found is None or self.floor_of(found) < floor - EPSILON else found

    def floor_of(self, chain: Chain) -> float:
        """The least sum that a chain leaves to anybody it touches."""
        cohort = self.cohort
        after = self.sums.copy()
        np.add.at(after, cohort.project[chain.dropped], -cohort.score[chain.dropped])
        np.add.at(after, cohort.project[chain.taken], cohort.score[chain.taken])
        return float(after[cohort.project[chain.taken]].min())

    def apply(self, chain: Chain) -> None:
        """Change the draft."""
        cohort = self.cohort
        self.chosen[chain.dropped], self.chosen[chain.taken] = False, True
        for pairs, sign in ((chain.dropped, -1), (chain.taken, 1)):
            np.add.at(self.sums, cohort.project[pairs], sign * cohort.score[pairs])
            np.add.at(self.loads, cohort.expert[pairs], sign)
        self.total -= chain.lost
        self._index()

    def _sort_rows(self) -> None:
        """The pairs of each project by falling score, with keys by which those above a bound are found at once."""
        cohort = self.cohort
        self._top = float(cohort.score.max(initial=0.0))
        self._span = self._top - float(cohort.score.min(initial=0.0)) + 1.0
        key = cohort.project * self._span + np.minimum(self._top - cohort.score, self._span)
        self._by_score = np.argsort(key, kind="stable")
        self._keys = key[self._by_score]

    def _index(self) -> None:
        """The pairs that may be dropped, by expert and by project."""
        held = np.flatnonzero(self.chosen & ~self.cohort.fixed)
        by_expert = np.argsort(self.cohort.expert[held], kind="stable")
        self._held, self._of_expert = held, held[by_expert]
        experts, projects = len(self.cohort.expert_ids), len(self.cohort.project_ids)
        self._expert_starts = np.searchsorted(self.cohort.expert[self._of_expert], np.arange(experts + 1))
        self._project_starts = np.searchsorted(self.cohort.project[held], np.arange(projects + 1))

    def _search(self, project: int, floor: float, *, by_floor: bool) -> Chain | None:
        """Bellman-Ford from a project: labels are the total lost so far, or the negative of the floor kept so far."""
        cohort = self.cohort
        begun = self._held[self._project_starts[project] : self._project_starts[project + 1]]
        label = np.full(len(cohort.expert_ids), np.inf)
        root = np.full(len(cohort.expert_ids), -1)
        rounds: list[_Round] = []
        best: tuple[float, int, int] | None = None
        dropping, before = begun, np.full(len(begun), -np.inf if by_floor else 0.0)
        for depth in range(_DEPTH):
            if by_floor and best is not None:
                floor = max(floor, -best[0])
            taken, dropped, value = self._arcs(dropping, before, floor, by_floor=by_floor)
            reached, found = self._shorten(label, taken, dropped, value)
            rounds.append(found)
            if not len(reached):
                break
            first = found.dropped[reached]
            root[reached] = first if depth == 0 else root[cohort.expert[first]]
            best = _better(best, label, depth, reached[self._can_end(reached, root[reached])])
            if by_floor and best is not None:
                reached = reached[label[reached] < best[0]]  # a chain's floor only falls on the way
            dropping, counts = self._held_by(reached)
            before = np.repeat(label[reached], counts)
            others = cohort.project[dropping] != project
            dropping, before = dropping[others], before[others]
        return None if best is None else self._chain(rounds, best[1], best[2])

    def _arcs(self, dropping: Ints, before: Floats, floor: float, *, by_floor: bool) -> tuple[Ints, Ints, Floats]:
        """Every pair that may be taken for one that is dropped, and the label that it would give."""
        cohort = self.cohort
        projects = cohort.project[dropping]
        kept = self.sums[projects] - cohort.score[dropping]
        first = cohort.starts[projects]
        lowest = np.clip(self._top - (floor - kept) + EPSILON, 0.0, self._span)
        counts = np.searchsorted(self._keys, projects * self._span + lowest, side="right") - first
        counts = np.clip(counts, 0, cohort.starts[projects + 1] - first)
        which = np.repeat(np.arange(len(dropping)), counts)
        offsets = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        taken = self._by_score[offsets + np.repeat(first, counts)]
        self.scanned += len(taken)
        after = kept[which] + cohort.score[taken]
        allowed = (after > floor) & ~self.chosen[taken]
        which, taken = which[allowed], taken[allowed]
        if by_floor:
            return taken, dropping[which], np.maximum(before[which], -after[allowed])
        return taken, dropping[which], before[which] + self.gain[dropping[which]] - self.gain[taken]

    def _shorten(self, label: Floats, taken: Ints, dropped: Ints, value: Floats) -> tuple[Ints, _Round]:
        """Lower the labels, ties by the first pair; the experts whose label fell."""
        experts = self.cohort.expert[taken]
        least = np.full(len(label), np.inf)
        np.minimum.at(least, experts, value)
        reached = np.flatnonzero(least < label - EPSILON)
        label[reached] = least[reached]
        by_taken, by_dropped = np.full(len(label), -1), np.full(len(label), -1)
        winners = np.flatnonzero(value == least[experts])[::-1]
        by_taken[experts[winners]], by_dropped[experts[winners]] = taken[winners], dropped[winners]
        return reached, _Round(by_taken, by_dropped)

    def _can_end(self, reached: Ints, roots: Ints) -> Mask:
        """A free place, with the first expert left above the least load; or the first expert's own place again."""
        cohort, first = self.cohort, self.cohort.expert[roots]
        is_free = (self.loads[reached] < cohort.most[reached]) & (self.loads[first] > cohort.least[first])
        result: Mask = is_free | (reached == first)
        return result

    def _held_by(self, experts: Ints) -> tuple[Ints, Ints]:
        first, counts = self._expert_starts[experts], np.diff(self._expert_starts)[experts]
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return self._of_expert[np.repeat(first, counts) + offsets], counts

    def _chain(self, rounds: list[_Round], depth: int, expert: int) -> Chain | None:
        taken, dropped = [], []
        for found in reversed(rounds[: depth + 1]):
            taken.append(found.taken[expert])
            dropped.append(found.dropped[expert])
            expert = int(self.cohort.expert[dropped[-1]])
        if len({*taken, *dropped}) < 2 * len(taken):
            return None  # a pair twice: the search came back to where it had been
        away, here = np.array(dropped), np.array(taken)
        return Chain(away, here, float(self.gain[away].sum() - self.gain[here].sum()))


def _better(
    best: tuple[float, int, int] | None, label: Floats, depth: int, ends: Ints
) -> tuple[float, int, int] | None:
    if not len(ends):
        return best
    end = int(ends[np.argmin(label[ends])])
    value = float(label[end])
    return best if best is not None and best[0] <= value + EPSILON else (value, depth, end)

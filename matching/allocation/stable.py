"""Stable drafts: no project and expert who would both rather have each other.

Many-to-many deferred acceptance with projects proposing (Gale and Shapley, 1962; Roth, 1984), under responsive
preferences over single partners and with partners that are not acceptable (Manlove: Algorithmics of matching under
preferences, 2013, chapter 5). Of all pairwise stable drafts the projects like this one best.
"""

from __future__ import annotations

import heapq

import numpy as np

from matching.allocation.cohort import Cohort, Floats, Ints, Mask


def deferred_acceptance(cohort: Cohort) -> Mask:
    """Each project asks down its list until its demand is met; an expert keeps the best of those who asked.

    Fixed pairs hold their places. Least loads are no part of stability: with them a stable draft need not exist.
    """
    chosen = cohort.fixed.copy()
    wanted = (cohort.demand - cohort.served(chosen)).tolist()
    free = (cohort.most - cohort.loads(chosen)).tolist()
    liked_by_expert = _places(preference_of_experts(cohort), cohort.expert).tolist()
    lists = [_list_of(cohort, project) for project in range(len(wanted))]
    next_of = [0] * len(lists)
    kept: list[list[tuple[int, int]]] = [[] for _ in free]  # of each expert, the least liked first
    asking = [project for project, count in enumerate(wanted) if count > 0]
    while asking:
        project = asking.pop()
        while wanted[project] > 0 and next_of[project] < len(lists[project]):
            pair = lists[project][next_of[project]]
            next_of[project] += 1
            expert = int(cohort.expert[pair])
            heapq.heappush(kept[expert], (-liked_by_expert[pair], pair))
            wanted[project] -= 1
            if len(kept[expert]) > max(free[expert], 0):
                refused = int(cohort.project[heapq.heappop(kept[expert])[1]])
                wanted[refused] += 1
                if refused != project:
                    asking.append(refused)
    chosen[[pair for pairs in kept for _, pair in pairs]] = True
    return chosen


def check_stability(cohort: Cohort, chosen: Mask) -> Ints:
    """The blocking pairs of a draft: not chosen, and both would rather have each other than what they have.

    A side would rather have a partner while it has a free place, or where it likes the partner better than the least
    liked of those it has, fixed pairs aside. Empty where the draft is stable.
    """
    by_project = _would_rather(preference_of_projects(cohort), cohort.project, cohort.demand, cohort.fixed, chosen)
    by_expert = _would_rather(preference_of_experts(cohort), cohort.expert, cohort.most, cohort.fixed, chosen)
    return np.flatnonzero(~chosen & by_project & by_expert)


def preference_of_projects(cohort: Cohort) -> Ints:
    """Places (n,) of all pairs by what projects like: their own wishes by rank, then the score, then the id."""
    return _order(cohort.wish_of_project, cohort.score, cohort.expert)


def preference_of_experts(cohort: Cohort) -> Ints:
    """The same by what experts like."""
    return _order(cohort.wish_of_expert, cohort.score, cohort.project)


def _order(wish: Floats, score: Floats, partner: Ints) -> Ints:
    order = np.lexsort((partner, -score, wish))
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _places(preference: Ints, side: Ints) -> Ints:
    """A preference over all pairs, told among the pairs of each on a side: 0 the best liked."""
    order = np.lexsort((preference, side))
    counts = np.bincount(side)
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places


def _list_of(cohort: Cohort, project: int) -> list[int]:
    pairs = np.arange(cohort.starts[project], cohort.starts[project + 1])
    pairs = pairs[~cohort.fixed[pairs]]
    order = np.lexsort((cohort.expert[pairs], -cohort.score[pairs], cohort.wish_of_project[pairs]))
    listed: list[int] = pairs[order].tolist()
    return listed


def _would_rather(preference: Ints, side: Ints, places: Ints, fixed: Mask, chosen: Mask) -> Mask:
    """Of each pair, whether one side would take it for the least liked of its own or for a free place."""
    worst = np.full(len(places), -1)
    own = np.flatnonzero(chosen & ~fixed)
    np.maximum.at(worst, side[own], preference[own])
    has_place = np.bincount(side[chosen], minlength=len(places)) < places
    result: Mask = has_place[side] | (preference < worst[side])
    return result

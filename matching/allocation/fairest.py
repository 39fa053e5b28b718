"""The fairest draft: leximin among those whose total is near enough to the best.

A draft is better than another where its smallest sum is larger, or as large and its second smallest is larger, and so
on (Rawls' difference principle made lexicographic by Sen, 1970; for allocations of reviewers: Garg et al., Assigning
papers to referees, 2010). Already the smallest sum alone is NP-hard to maximise for a demand of two or more, so chains
of exchanges raise the projects one by one from the worst off, and what they reach is held against a bound.
"""

from __future__ import annotations

import heapq

import numpy as np

from matching.allocation.cohort import Cohort, Floats, Mask
from matching.allocation.exchange import EPSILON, Chain, Exchanges
from matching.allocation.leximin import Levels, own_limits, prove_levels

_LEAST_SCANS, _SCANS_OF_A_PAIR = 10_000_000, 60  # what the search may look at: a bound that is no clock's
_HALVINGS = 4
_SMALL = 0.05  # of what may be lost in all, and again of that: a chain that costs less is taken without a second look


def fairest(cohort: Cohort, gain: Floats, best: Mask, max_loss: float) -> Levels:
    """Raise the worst off of the draft of the best total, and prove how far that went.

    `gain` (n,) adds up to the total that is bounded: at least the best less `max_loss` (0 to 1) of its size.
    """
    total = float(gain[best].sum())
    least_total = total - max_loss * abs(total)
    search = Exchanges(cohort, gain, best)
    _raise_all(search, least_total, min(max_loss, _SMALL) * _SMALL * abs(total))
    return prove_levels(cohort, gain, least_total, search.chosen)


def _raise_all(search: Exchanges, least_total: float, small: float) -> None:
    """Raise whoever stands lowest, again and again; who cannot rise is left until somebody around them moves."""
    cohort = search.cohort
    limits, most_scans = own_limits(cohort), max(_LEAST_SCANS, _SCANS_OF_A_PAIR * len(cohort.score))
    waiting = [(float(search.sums[place]), int(place)) for place in np.flatnonzero(cohort.demand > 0)]
    heapq.heapify(waiting)
    while waiting and search.scanned < most_scans:
        reached, project = heapq.heappop(waiting)
        if reached != search.sums[project] or reached >= limits[project] - EPSILON:
            continue
        chain = _chain_for(search, project, least_total, small)
        if chain is not None:
            search.apply(chain)
            for touched in np.unique(cohort.project[chain.taken]).tolist():
                heapq.heappush(waiting, (float(search.sums[touched]), touched))


def _chain_for(search: Exchanges, project: int, least_total: float, small: float) -> Chain | None:
    """The chain that leaves those it touches highest, among those that the total still allows."""
    left = search.total - least_total
    highest = search.highest(project)
    if highest is None:
        return None
    now, target = float(search.sums[project]), search.floor_of(highest)
    if target <= now + EPSILON:
        return None
    if highest.lost <= min(small, left):
        return highest
    for _ in range(_HALVINGS):
        chain = search.cheapest(project, target)
        if chain is not None and chain.lost <= left + EPSILON:
            return chain
        target = (now + target) / 2
    return None

"""Graph proximity features: paths of past collaboration between seeker and provider, shared employers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.features.feature_group import FeatureGroup
from matching.features.query import RankingQuery
from matching.history.decisions import Column, counted, decisions_of

_FARTHEST = 5


class Closeness(FeatureGroup):
    """Paths between the two over startups and providers who worked together; NaN where the seeker worked with nobody.

    `shared_neighbours`: paths of three steps, each counting less the busier those on it are (Adamic and Adar 2003),
    log1p. `steps_away`: the fewest steps, 1, 3 or 5, 7 for more.
    """

    names = ("shared_neighbours", "steps_away")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        mine = _worked_with(query)
        if len(mine) == 0:
            return [np.full(query.count, np.nan)] * len(self.names)
        return [column[query.rows] for column in _paths(query, mine)]


class SameEmployer(FeatureGroup):
    """`same_employer`: with how many others of the provider's employer the seeker worked, log1p; NaN where the employer
    is unknown or the seeker worked with nobody."""

    names = ("same_employer",)

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        mine = _worked_with(query)
        return (_colleagues(query, mine)[query.rows] if len(mine) else np.full(query.count, np.nan),)


def _worked_with(query: RankingQuery) -> NDArray[np.int64]:
    """The rows of those with whom the seeker worked."""
    own = decisions_of(query.history).of_seeker(query.seeker.startup.id)
    return np.unique(query.history.rows[own[query.history.guided[own]]])


def _paths(query: RankingQuery, mine: NDArray[np.int64]) -> tuple[Column, Column]:
    worked = _worked(query)
    start = np.zeros(query.index.count)
    start[mine] = 1
    seekers, providers = (_fading(np.asarray(worked.sum(axis=axis)).ravel()) for axis in (1, 0))
    near = ((worked @ (start * providers)) * seekers) @ worked
    steps, reached = np.full(query.index.count, _FARTHEST + 2.0), start > 0
    steps[reached] = 1
    for away in range(3, _FARTHEST + 1, 2):
        reached = ((worked @ reached.astype(np.float64)) > 0).astype(np.float64) @ worked > 0
        steps[reached & (steps > away)] = away
    return np.log1p(np.asarray(near)), steps


def _worked(query: RankingQuery) -> sparse.csr_matrix:
    """(seekers, rows of the index): a one for each two who worked together; kept with the history."""
    history = query.history
    if "worked" not in history.remembered:
        decisions, who = decisions_of(history), np.flatnonzero(history.guided)
        shape = len(decisions.names), query.index.count
        table = sparse.csr_matrix((np.ones(len(who)), (decisions.seekers[who], history.rows[who])), shape=shape)
        table.data[:] = 1
        history.remembered["worked"] = table
    found: sparse.csr_matrix = history.remembered["worked"]
    return found


def _fading(degree: Column) -> Column:
    return np.where(degree > 0, 1 / np.log2(1 + np.maximum(degree, 1)), 0)


def _colleagues(query: RankingQuery, mine: NDArray[np.int64]) -> Column:
    employers = query.index.employers.astype(np.int64)
    known = mine[employers[mine] >= 0]
    of_each = counted(employers[known], int(employers.max(initial=0)) + 1)
    found = of_each[np.maximum(employers, 0)]
    found[known] -= 1
    return np.where(employers >= 0, np.log1p(found), np.nan)

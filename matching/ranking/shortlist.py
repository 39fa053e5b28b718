"""Candidate retrieval: a cheap linear score selects whom to rank closely."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.features.pair_features import PairFeatures
from matching.features.query import RankingQuery
from matching.features.relevance import cheap_columns
from matching.history.provider_history import History
from matching.ranking.baseline_ranker import WEIGHTS
from matching.relevance.evidence import AskedFor
from matching.relevance.line import shipped_line

Mask = NDArray[np.bool_]
# Up to so many are all looked at closely, and the order of everybody is exact; of more, so many.
LOOKED_AT_ALL, SHORTLIST = 10_000, 1_000
# What is quick to work out for everybody, and decides most.
_CHEAP = ("fields", "text", "stage")
_WEIGHT = {weight.feature: weight.seeker + weight.provider + weight.outcome for weight in WEIGHTS}
_CENTRE = {weight.feature: weight.centre for weight in WEIGHTS}


def shortlist(
    query: RankingQuery, features: PairFeatures, candidates: Mask, size: int = SHORTLIST
) -> NDArray[np.int64]:
    """The rows of the best `size` candidates, ascending.

    One pass over the text vectors and one over the tags, stages and past answers; the sum of log-odds that the starting
    rules give to these columns stands in for the product of chances of all.
    """
    rows = np.flatnonzero(candidates)
    if len(rows) <= size:
        return rows
    worth = (cheap_worth(query, features) if query.seeker.asked is None else cheap_fit(query, query.seeker.asked))[rows]
    return np.sort(rows[np.argpartition(-worth, size)[:size]])


def cheap_fit(query: RankingQuery, asked: AskedFor) -> NDArray[np.float32]:
    """(providers,) float32: how far along the learned line by all that is quick to look up for everybody."""
    seeker, parts = query.seeker, [part.evidence for part in query.index.parts]
    return shipped_line().roughly_along(cheap_columns(seeker.need, seeker.startup, asked, query.index, parts))


def cheap_worth(query: RankingQuery, features: PairFeatures) -> NDArray[np.float32]:
    """(providers,) float32: higher is better."""
    worth = own_worth(query.history).copy()
    for group, transformer in zip(features.groups, features.transformers_, strict=True):
        if group in _CHEAP:
            for name, column in zip(transformer.names, transformer.columns(query), strict=True):
                moved = np.asarray(column, dtype=np.float32) - np.float32(_CENTRE[name])
                moved *= np.float32(_WEIGHT[name])
                moved[np.isnan(moved)] = 0
                worth += moved
    return worth


def own_worth(history: History) -> NDArray[np.float32]:
    """What the starting rules give each provider for their own history, whoever asks; remembered with it."""
    known: NDArray[np.float32] | None = history.remembered.get("own_worth")
    if known is None:
        columns = {
            "accept_rate": history.accept_rate,
            "answer_days": np.log1p(np.maximum(history.answer_days_shrunk, 0)),
            "rating": history.rating_shrunk,
            "finished_share": history.finished_share,
            "waiting": np.log1p(history.pending),
        }
        parts = [_WEIGHT[name] * np.nan_to_num(values - _CENTRE[name]) for name, values in columns.items()]
        known = np.asarray(np.sum(parts, axis=0, dtype=np.float64), dtype=np.float32)
        history.remembered["own_worth"] = known
    return known

"""Co-choice features: whom those who chose alike chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.features.collaborative import item_item_model_of
from matching.features.feature_group import FeatureGroup
from matching.features.query import RankingQuery
from matching.history.decisions import Column, Decisions, counted, decisions_of

# Few chosen say little of a taste: sums of likenesses are divided by their number and this.
_TASTE = 2.0


class Together(FeatureGroup):
    """Whom those who chose alike chose: `chosen_together` (log1p of how many other seekers chose both this provider
    and one whom this seeker chose), `affinity` (collaborative.py); how like the provider's text is to those whom the
    seeker chose (`liked_text`) and passed over (`refused_text`); NaN where the seeker chose nobody."""

    names = ("chosen_together", "affinity", "liked_text", "refused_text")

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        decisions = decisions_of(query.history)
        own = decisions.of_seeker(query.seeker.startup.id)
        liked, refused = own[decisions.wanted[own]], own[decisions.passed[own]]
        return [
            _together(query, decisions, liked),
            _affinity(query, liked),
            _taste(query, liked),
            _taste(query, refused),
        ]


def _together(query: RankingQuery, decisions: Decisions, liked: NDArray[np.int64]) -> Column:
    if len(liked) == 0:
        return np.full(query.count, np.nan)
    return np.log1p(chosen_with(query, decisions, np.unique(query.history.rows[liked])))[query.rows]


def chosen_with(query: RankingQuery, decisions: Decisions, mine: NDArray[np.int64]) -> Column:
    """(all rows,) how many other seekers chose each provider and one of `mine`."""
    history, seekers = query.history, decisions.seekers
    wanted = np.flatnonzero(decisions.wanted)
    alike = np.unique(seekers[wanted[np.isin(history.rows[wanted], mine)]])
    alike = alike[~np.isin(alike, seekers[decisions.of_seeker(query.seeker.startup.id)[:1]])]
    theirs = wanted[np.isin(seekers[wanted], alike)]
    once = np.unique(np.column_stack([np.searchsorted(alike, seekers[theirs]), history.rows[theirs]]), axis=0)
    # Whoever chose only the one that both chose says nothing of that one.
    found = counted(once[:, 1].astype(np.int64), query.index.count)
    for row in mine:
        others = once[np.isin(once[:, 1], mine[mine != row]), 0]
        found[row] = np.isin(once[once[:, 1] == row, 0], others).sum()
    return found


def _affinity(query: RankingQuery, liked: NDArray[np.int64]) -> Column:
    model = item_item_model_of(query.history)
    if model is None:
        return np.full(query.count, np.nan)
    kept = query.history.remembered
    if "affinity_rows" not in kept:
        kept["affinity_rows"] = query.index.rows_of(model.providers)
    rows, tags = kept["affinity_rows"], np.asarray(sorted(query.seeker.tag_shares), dtype=np.int64)
    scores = model.scores(query.history.table.provider_ids[liked], tags)
    found = np.zeros(query.index.count)
    found[rows[rows >= 0]] = scores[rows >= 0]
    return found[query.rows]


def _taste(query: RankingQuery, past: NDArray[np.int64]) -> Column:
    """Mean likeness of text to those of some past proposals, the provider's own left out; NaN where there are none."""
    people = np.unique(query.history.rows[past])
    if len(people) == 0:
        return np.full(query.count, np.nan)
    vectors = np.stack([part.vectors[at] for part, at in map(query.index.locate, people.tolist())])
    sums = np.zeros(query.index.count)
    sums[query.rows] = query.index.text_scores(vectors.sum(axis=0, dtype=np.float32), query.rows)
    n = np.full(query.index.count, float(len(people)))
    sums[people] -= (vectors.astype(np.float64) ** 2).sum(axis=1)
    n[people] -= 1
    return np.where(n > 0, sums / (n + _TASTE), np.nan)[query.rows]

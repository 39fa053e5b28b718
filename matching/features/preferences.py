"""Preference features: coverage of the need by kind of tag, and choices by provider category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.features.feature_group import FeatureGroup
from matching.features.query import RankingQuery
from matching.history.decisions import Column, decisions_of, share
from matching.index.tags import INDUSTRY

# A share of yes counts as if so many answers had been as everybody's are.
_WEIGHT = 8.0
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]


class Preferences(FeatureGroup):
    """How each side's answers went for kinds of people, and what is covered of what is asked for.

    `industries_covered` (by information) and `topics_covered` (each alike): as `need_covered`, by kind of tag.
    `category_wanted_alike`, `category_yes_alike`: in requests alike, the share of yes to, and of, such a category.
    `own_category`, `own_near`: this seeker's share of yes to the category, and to its own region or to others.
    """

    names = (
        "industries_covered", "topics_covered", "category_wanted_alike", "category_yes_alike", "own_category",
        "own_near",
    )  # fmt: skip

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        return [*_covered(query), *_by_category(query), *_own(query)]


def _covered(query: RankingQuery) -> list[Column]:
    """The shares of the need's industries (by information) and of its topics (each alike) that each provider names."""
    weights, tags, seeker = query.tag_weights, query.index.tags, query.seeker
    topics, by_worth = np.zeros_like(weights), np.zeros_like(weights)
    asked = [code for code in tags.codes((), seeker.need.topics or seeker.startup.topics) if code < len(topics)]
    topics[asked] = 1
    for code in np.flatnonzero(weights):
        by_worth[code] = weights[code] * tags.keys[int(code)].startswith(INDUSTRY)
    return [_share_of(query, kind) for kind in (by_worth, topics)]


def _share_of(query: RankingQuery, weights: NDArray[np.float32]) -> Column:
    total = float(weights.sum())
    if total <= 0:
        return np.full(query.count, np.nan)
    return query.index.tag_scores(weights, query.rows).astype(np.float64) / total


def _by_category(query: RankingQuery) -> list[Column]:
    history, decisions = query.history, decisions_of(query.history)
    group = query.index.categories.astype(np.int64) + 1
    of, likeness = _of_rows(group, history.rows), query.past_likeness.astype(np.float64)
    size = int(group.max(initial=0)) + 1
    found = []
    for yes, no in ((decisions.wanted, decisions.passed), (history.guided, history.refused)):
        usual = _rates(yes, no, of, size, share(yes.sum(), yes.sum() + no.sum()))
        found.append(_rates(yes, no, of, size, usual, likeness)[group][query.rows])
    return found


def _own(query: RankingQuery) -> list[Column]:
    history, decisions, index = query.history, decisions_of(query.history), query.index
    own = decisions.of_seeker(query.seeker.startup.id)
    yes, no = decisions.wanted[own], decisions.passed[own]
    usual = share(decisions.wanted.sum(), decisions.wanted.sum() + decisions.passed.sum())
    near = np.where(index.regions < 0, 2, (index.regions == query.seeker.region).astype(np.int64))
    found = []
    for group in (index.categories.astype(np.int64) + 1, near):
        rates = _rates(yes, no, _of_rows(group, history.rows[own]), int(group.max(initial=0)) + 1, usual)
        found.append(rates[group][query.rows])
    return found


def _of_rows(group: Rows, rows: Rows) -> Rows:
    """The group of each proposal's provider; nobody's (whose answers are never counted) is the first."""
    return np.where(rows >= 0, group[np.maximum(rows, 0)], 0) if len(group) else np.zeros(len(rows), dtype=np.int64)


def _rates(yes: Mask, no: Mask, of: Rows, size: int, usual: Column | float, weights: Column | None = None) -> Column:
    """By group the share of yes, held near what is usual."""
    sums = [
        np.bincount(of[mask], weights=None if weights is None else weights[mask], minlength=size) for mask in (yes, no)
    ]
    return np.asarray((sums[0] + _WEIGHT * usual) / (sums[0] + sums[1] + _WEIGHT), dtype=np.float64)

"""Behavioural features: acceptance habits of both sides, experience with the request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.features.feature_group import FeatureGroup
from matching.features.query import RankingQuery
from matching.history.decisions import Column, Decisions, counted, decisions_of, share, shrunk

_RATE, _RATING, _RESULT = 4.0, 3.0, 2.0
# A lift's prior counts as much as so many engagements.
_PRIOR = 3.0
_RARE = 1e-3
_ALIKE = 0.25


class Habits(FeatureGroup):
    """How often each side says yes, is told yes, and how it rates; shrunk to everybody's, NaN for somebody unknown.

    `*_n`: log1p of how many answers stand behind; `provider_yes_of_late`: as `accept_rate`, an answer of a year ago
    counting half.
    """

    names = (
        "provider_wanted", "provider_wanted_n", "provider_asked_n", "provider_yes_of_late", "provider_rates",
        "provider_rated_n", "seeker_says_yes", "seeker_says_n", "seeker_wanted", "seeker_wanted_n", "seeker_rates",
        "seeker_rated",
    )  # fmt: skip

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        kept = query.history.remembered
        if "habits" not in kept:
            kept["habits"] = _provider_habits(query)
        own = _seeker_habits(query)
        return [column[query.rows] for column in kept["habits"]] + [np.full(query.count, value) for value in own]


class Experience(FeatureGroup):
    """What came of each provider's past proposals, of all, of those at the need's stage, from the seeker's region and
    country, of those about the same.

    A proposal counts by how much of this need's information it was about. `lift_*`: the log of the provider's
    share there over everybody's, smoothed; `*_of_late`: halved every year. Rates are shrunk to the provider's own or
    everybody's; NaN where nothing like it happened.
    """

    names = (
        "engaged_n", "engaged_of_late", "engaged_at_stage", "lift_stage", "lift_region", "lift_country", "lift_alike",
        "alike_of_late",
        "years_since_alike", "yes_alike", "wanted_alike", "well_alike", "rated_alike", "refusals_alike",
    )  # fmt: skip

    def columns(self, query: RankingQuery) -> Sequence[NDArray[Any]]:
        history, decisions = query.history, decisions_of(query.history)
        likeness = query.past_likeness
        late = np.exp2(-decisions.age).astype(np.float32)
        total = query.per_provider(history.guided, np.ones(len(likeness), dtype=np.float32)).astype(np.float64)
        return [
            np.log1p(total),
            np.log1p(query.per_provider(history.guided, late)),
            *_of_stage(query, total),
            _of_place(query, query.history.table.regions, query.seeker.startup.region, total),
            _of_place(query, query.history.table.countries, query.seeker.startup.country, total),
            _lift(query, likeness, total),
            np.log1p(query.per_provider(history.guided, likeness * late)),
            _since_alike(query, decisions),
            *_of_alike(query, decisions),
            np.log1p(query.per_provider(history.refused, likeness)),
        ]


def _provider_habits(query: RankingQuery) -> list[Column]:
    history, decisions, size = query.history, decisions_of(query.history), query.index.count
    table, rows = history.table, history.rows
    wanted, passed = (counted(rows[mask], size) for mask in (decisions.wanted, decisions.passed))
    said = wanted + passed
    late = np.exp2(-decisions.age)
    yes = counted(rows[history.guided], size, late[history.guided])
    answered = yes + counted(rows[history.refused], size, late[history.refused])
    rated = history.over & ~np.isnan(table.rating_by_provider)
    ratings, n = (
        counted(rows[rated], size, table.rating_by_provider[rated].astype(np.float64)),
        counted(rows[rated], size),
    )
    return [
        shrunk(wanted, said, _RATE, share(wanted.sum(), said.sum())),
        np.log1p(said),
        np.log1p(history.asked),
        shrunk(yes, answered, _RATE, history.priors["accept_rate"]),
        shrunk(ratings, n, _RATING, share(ratings.sum(), n.sum(), 3.8)),
        np.log1p(history.ratings),
    ]


def _seeker_habits(query: RankingQuery) -> list[float]:
    history, decisions, table = query.history, decisions_of(query.history), query.history.table
    own = decisions.of_seeker(query.seeker.startup.id)
    wanted, passed = float(decisions.wanted[own].sum()), float(decisions.passed[own].sum())
    yes, no = float(history.guided[own].sum()), float(history.refused[own].sum())
    met = own[history.over[own]]
    gave, got = (_known(column[met]) for column in (table.rating_by_seeker, table.rating_by_provider))
    usual = share(decisions.wanted.sum(), decisions.wanted.sum() + decisions.passed.sum())
    return [
        _mean(wanted, wanted + passed, _RATE, usual),
        float(np.log1p(wanted + passed)),
        _mean(yes, yes + no, _RATE, history.priors["accept_rate"]),
        float(np.log1p(yes + no)),
        _mean(float(gave.sum()), len(gave), _RATING, history.priors["rating"]),
        _mean(float(got.sum()), len(got), _RATING, 3.8),
    ]


def _of_stage(query: RankingQuery, total: Column) -> tuple[Column, Column]:
    history, wanted = query.history, query.seeker.stages
    if not wanted:
        unknown = np.full(query.count, np.nan)
        return unknown, unknown
    here, lift = _lifted(query, history.guided & ((history.table.stages & wanted) > 0), total)
    return np.log1p(here), lift


def _of_place(query: RankingQuery, places: NDArray[np.bytes_], place: str | None, total: Column) -> Column:
    if not place:
        return np.full(query.count, np.nan)
    return _lifted(query, query.history.guided & (places == place.encode()), total)[1]


def _lifted(query: RankingQuery, mask: NDArray[np.bool_], total: Column) -> tuple[Column, Column]:
    """How often each provider engaged under a mask, and the log of that share over everybody's, smoothed."""
    here = query.per_provider(mask, np.ones(len(mask), dtype=np.float32)).astype(np.float64)
    usual = max(float(mask.sum()) / max(int(query.history.guided.sum()), 1), _RARE)
    return here, np.log((here + _PRIOR * usual) / (total + _PRIOR) / usual)


def _lift(query: RankingQuery, likeness: NDArray[np.float32], total: Column) -> Column:
    guided = query.history.guided
    usual = max(float(likeness[guided].sum(dtype=np.float64)) / max(int(guided.sum()), 1), _RARE)
    here = query.per_provider(guided, likeness)
    return np.asarray(np.log((here + _PRIOR * usual) / (total + _PRIOR) / usual), dtype=np.float64)


def _since_alike(query: RankingQuery, decisions: Decisions) -> Column:
    mask = query.history.guided & (query.past_likeness >= _ALIKE)
    last = np.full(query.index.count, np.inf)
    np.minimum.at(last, query.history.rows[mask], decisions.age[mask])
    return np.where(np.isinf(last), np.nan, last)[query.rows]


def _of_alike(query: RankingQuery, decisions: Decisions) -> list[Column]:
    """Rates over proposals about the same: the provider's yes, the seekers', what ended well, ratings."""
    history, table, likeness = query.history, query.history.table, query.past_likeness

    def total(mask: NDArray[np.bool_], values: NDArray[np.float32] | None = None) -> Column:
        weights = likeness if values is None else likeness * values
        return query.per_provider(mask, weights).astype(np.float64)

    own = history.accept_rate[query.rows].astype(np.float64)
    rate = np.where(np.isnan(own), history.priors["accept_rate"], own)
    yes, no = total(history.guided), total(history.refused)
    wanted, passed = total(decisions.wanted), total(decisions.passed)
    usual = share(decisions.wanted.sum(), decisions.wanted.sum() + decisions.passed.sum())
    ended = history.over & (table.ended_well >= 0)
    rated = history.over & ~np.isnan(table.rating_by_seeker)
    return [
        np.where(yes + no > 0, (yes + _RATE * rate) / (yes + no + _RATE), np.nan),
        shrunk(wanted, wanted + passed, _RATE, usual),
        shrunk(total(history.done_well), total(ended), _RESULT, history.priors["finished_share"]),
        shrunk(total(rated, np.nan_to_num(table.rating_by_seeker)), total(rated), _RATING, history.priors["rating"]),
    ]


def _known(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return values[~np.isnan(values)]


def _mean(total: float, n: float, weight: float, expected: float) -> float:
    return (total + weight * expected) / (n + weight) if n else float("nan")

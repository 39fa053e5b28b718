"""Feature groups of a learned model: habits of both sides, experience with what is asked, who chose alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.features.collaborative import affinity_of
from matching.features.feature_group import FeatureGroup
from matching.features.query import Pairs
from matching.history.decisions import Column, Told, counted, share, shrunk, told_of

_RATE, _RATING, _RESULT = 4.0, 3.0, 2.0
# A lift's prior counts as much as so many engagements.
_PRIOR = 3.0
_RARE = 1e-3
_ALIKE = 0.25
# Few chosen say little of a taste: sums of likenesses are divided by their number and this.
_TASTE = 2.0


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

    def columns(self, pairs: Pairs) -> Sequence[NDArray[Any]]:
        kept = pairs.history.remembered
        if "habits" not in kept:
            kept["habits"] = _provider_habits(pairs)
        own = _seeker_habits(pairs)
        return [column[pairs.rows] for column in kept["habits"]] + [np.full(pairs.count, value) for value in own]


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

    def columns(self, pairs: Pairs) -> Sequence[NDArray[Any]]:
        history, told = pairs.history, told_of(pairs.history)
        likeness = pairs.past_likeness
        late = np.exp2(-told.age).astype(np.float32)
        total = pairs.per_provider(history.guided, np.ones(len(likeness), dtype=np.float32)).astype(np.float64)
        return [
            np.log1p(total),
            np.log1p(pairs.per_provider(history.guided, late)),
            *_of_stage(pairs, total),
            _of_place(pairs, pairs.history.table.regions, pairs.seeker.startup.region, total),
            _of_place(pairs, pairs.history.table.countries, pairs.seeker.startup.country, total),
            _lift(pairs, likeness, total),
            np.log1p(pairs.per_provider(history.guided, likeness * late)),
            _since_alike(pairs, told),
            *_of_alike(pairs, told),
            np.log1p(pairs.per_provider(history.refused, likeness)),
        ]


class Together(FeatureGroup):
    """Whom those who chose alike chose: `chosen_together` (log1p of how many other seekers chose both this provider
    and one whom this seeker chose), `affinity` (affinity.py); how like the provider's text is to those whom the seeker
    chose (`liked_text`) and passed over (`refused_text`); NaN where the seeker chose nobody."""

    names = ("chosen_together", "affinity", "liked_text", "refused_text")

    def columns(self, pairs: Pairs) -> Sequence[NDArray[Any]]:
        told = told_of(pairs.history)
        own = told.of_seeker(pairs.seeker.startup.id)
        liked, refused = own[told.wanted[own]], own[told.passed[own]]
        return [
            _together(pairs, told, liked),
            _affinity(pairs, liked),
            _taste(pairs, liked),
            _taste(pairs, refused),
        ]


def _provider_habits(pairs: Pairs) -> list[Column]:
    history, told, size = pairs.history, told_of(pairs.history), pairs.index.count
    table, rows = history.table, history.rows
    wanted, passed = (counted(rows[mask], size) for mask in (told.wanted, told.passed))
    said = wanted + passed
    late = np.exp2(-told.age)
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


def _seeker_habits(pairs: Pairs) -> list[float]:
    history, told, table = pairs.history, told_of(pairs.history), pairs.history.table
    own = told.of_seeker(pairs.seeker.startup.id)
    wanted, passed = float(told.wanted[own].sum()), float(told.passed[own].sum())
    yes, no = float(history.guided[own].sum()), float(history.refused[own].sum())
    met = own[history.over[own]]
    gave, got = (_known(column[met]) for column in (table.rating_by_seeker, table.rating_by_provider))
    usual = share(told.wanted.sum(), told.wanted.sum() + told.passed.sum())
    return [
        _mean(wanted, wanted + passed, _RATE, usual),
        float(np.log1p(wanted + passed)),
        _mean(yes, yes + no, _RATE, history.priors["accept_rate"]),
        float(np.log1p(yes + no)),
        _mean(float(gave.sum()), len(gave), _RATING, history.priors["rating"]),
        _mean(float(got.sum()), len(got), _RATING, 3.8),
    ]


def _of_stage(pairs: Pairs, total: Column) -> tuple[Column, Column]:
    history, wanted = pairs.history, pairs.seeker.stages
    if not wanted:
        unknown = np.full(pairs.count, np.nan)
        return unknown, unknown
    here, lift = _lifted(pairs, history.guided & ((history.table.stages & wanted) > 0), total)
    return np.log1p(here), lift


def _of_place(pairs: Pairs, places: NDArray[np.bytes_], place: str | None, total: Column) -> Column:
    if not place:
        return np.full(pairs.count, np.nan)
    return _lifted(pairs, pairs.history.guided & (places == place.encode()), total)[1]


def _lifted(pairs: Pairs, mask: NDArray[np.bool_], total: Column) -> tuple[Column, Column]:
    """How often each provider engaged under a mask, and the log of that share over everybody's, smoothed."""
    here = pairs.per_provider(mask, np.ones(len(mask), dtype=np.float32)).astype(np.float64)
    usual = max(float(mask.sum()) / max(int(pairs.history.guided.sum()), 1), _RARE)
    return here, np.log((here + _PRIOR * usual) / (total + _PRIOR) / usual)


def _lift(pairs: Pairs, likeness: NDArray[np.float32], total: Column) -> Column:
    guided = pairs.history.guided
    usual = max(float(likeness[guided].sum(dtype=np.float64)) / max(int(guided.sum()), 1), _RARE)
    here = pairs.per_provider(guided, likeness)
    return np.asarray(np.log((here + _PRIOR * usual) / (total + _PRIOR) / usual), dtype=np.float64)


def _since_alike(pairs: Pairs, told: Told) -> Column:
    mask = pairs.history.guided & (pairs.past_likeness >= _ALIKE)
    last = np.full(pairs.index.count, np.inf)
    np.minimum.at(last, pairs.history.rows[mask], told.age[mask])
    return np.where(np.isinf(last), np.nan, last)[pairs.rows]


def _of_alike(pairs: Pairs, told: Told) -> list[Column]:
    """Rates over proposals about the same: the provider's yes, the seekers', what ended well, ratings."""
    history, table, likeness = pairs.history, pairs.history.table, pairs.past_likeness

    def total(mask: NDArray[np.bool_], values: NDArray[np.float32] | None = None) -> Column:
        weights = likeness if values is None else likeness * values
        return pairs.per_provider(mask, weights).astype(np.float64)

    own = history.accept_rate[pairs.rows].astype(np.float64)
    rate = np.where(np.isnan(own), history.priors["accept_rate"], own)
    yes, no = total(history.guided), total(history.refused)
    wanted, passed = total(told.wanted), total(told.passed)
    usual = share(told.wanted.sum(), told.wanted.sum() + told.passed.sum())
    ended = history.over & (table.ended_well >= 0)
    rated = history.over & ~np.isnan(table.rating_by_seeker)
    return [
        np.where(yes + no > 0, (yes + _RATE * rate) / (yes + no + _RATE), np.nan),
        shrunk(wanted, wanted + passed, _RATE, usual),
        shrunk(total(history.done_well), total(ended), _RESULT, history.priors["finished_share"]),
        shrunk(total(rated, np.nan_to_num(table.rating_by_seeker)), total(rated), _RATING, history.priors["rating"]),
    ]


def _together(pairs: Pairs, told: Told, liked: NDArray[np.int64]) -> Column:
    if len(liked) == 0:
        return np.full(pairs.count, np.nan)
    return np.log1p(chosen_with(pairs, told, np.unique(pairs.history.rows[liked])))[pairs.rows]


def chosen_with(pairs: Pairs, told: Told, mine: NDArray[np.int64]) -> Column:
    """(all rows,) how many other seekers chose each provider and one of `mine`."""
    history, seekers = pairs.history, told.seekers
    wanted = np.flatnonzero(told.wanted)
    alike = np.unique(seekers[wanted[np.isin(history.rows[wanted], mine)]])
    alike = alike[~np.isin(alike, seekers[told.of_seeker(pairs.seeker.startup.id)[:1]])]
    theirs = wanted[np.isin(seekers[wanted], alike)]
    once = np.unique(np.column_stack([np.searchsorted(alike, seekers[theirs]), history.rows[theirs]]), axis=0)
    # Whoever chose only the one that both chose says nothing of that one.
    found = counted(once[:, 1].astype(np.int64), pairs.index.count)
    for row in mine:
        others = once[np.isin(once[:, 1], mine[mine != row]), 0]
        found[row] = np.isin(once[once[:, 1] == row, 0], others).sum()
    return found


def _affinity(pairs: Pairs, liked: NDArray[np.int64]) -> Column:
    model = affinity_of(pairs.history)
    if model is None:
        return np.full(pairs.count, np.nan)
    kept = pairs.history.remembered
    if "affinity_rows" not in kept:
        kept["affinity_rows"] = pairs.index.rows_of(model.providers)
    rows, tags = kept["affinity_rows"], np.asarray(sorted(pairs.seeker.tag_shares), dtype=np.int64)
    scores = model.scores(pairs.history.table.provider_ids[liked], tags)
    found = np.zeros(pairs.index.count)
    found[rows[rows >= 0]] = scores[rows >= 0]
    return found[pairs.rows]


def _taste(pairs: Pairs, past: NDArray[np.int64]) -> Column:
    """Mean likeness of text to those of some past proposals, the provider's own left out; NaN where there are none."""
    people = np.unique(pairs.history.rows[past])
    if len(people) == 0:
        return np.full(pairs.count, np.nan)
    vectors = np.stack([part.vectors[at] for part, at in map(pairs.index.locate, people.tolist())])
    sums = np.zeros(pairs.index.count)
    sums[pairs.rows] = pairs.index.text_scores(vectors.sum(axis=0, dtype=np.float32), pairs.rows)
    n = np.full(pairs.index.count, float(len(people)))
    sums[people] -= (vectors.astype(np.float64) ** 2).sum(axis=1)
    n[people] -= 1
    return np.where(n > 0, sums / (n + _TASTE), np.nan)[pairs.rows]


def _known(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return values[~np.isnan(values)]


def _mean(total: float, n: float, weight: float, expected: float) -> float:
    return (total + weight * expected) / (n + weight) if n else float("nan")

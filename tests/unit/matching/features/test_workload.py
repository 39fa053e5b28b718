"""How much somebody took on of late, as a column of a learned model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.entities.profile import ProfileRecord
from matching.features.cases import ALL_FOLDS, Cases, InteractionEvents
from matching.features.workload import load_columns

PEOPLE = [ProfileRecord(id="two", name="Two", capacity=2), ProfileRecord(id="unknown", name="Unknown")]
DAY = 1000


def answered(provider: int, days: Sequence[int], yes: Sequence[float], fold: int = ALL_FOLDS) -> InteractionEvents:
    count, told = len(days), np.asarray(days, dtype=np.int64)
    zeros, nothing = np.zeros(count, dtype=np.int64), np.full(count, np.nan)
    return InteractionEvents(
        asks=zeros, seekers=zeros, providers=zeros + provider, seen_on=told - 3, said_on=told - 3, told_on=told,
        seeker_yes=np.ones(count), provider_yes=np.asarray(yes, dtype=float), outcome=nothing,
        rating_by_seeker=nothing, rating_by_provider=nothing,
        ratings_by_seeker=nothing, ratings_by_provider=nothing, folds=zeros + fold,
    )  # fmt: skip


def columns(events: InteractionEvents, provider: int = 0) -> tuple[float, float, float]:
    case = (np.asarray([at], dtype=np.int64) for at in (0, provider, DAY, ALL_FOLDS))
    load, full, refused = load_columns(Cases(*case), events, PEOPLE)
    return float(load[0]), float(full[0]), float(refused[0])


def test_what_was_taken_on_in_the_last_90_days_counts_by_place() -> None:
    assert columns(answered(0, [DAY - 10, DAY - 89, DAY - 91], [1, 1, 1]))[:2] == (1.0, 1.0)
    assert columns(answered(0, [DAY - 10], [1]))[:2] == (0.5, 0.0)


def test_refusals_of_the_last_60_days_count_apart() -> None:
    load, _, refused = columns(answered(0, [DAY - 5, DAY - 59, DAY - 61], [0, 0, 0]))

    assert (load, round(refused, 6)) == (0.0, round(float(np.log1p(2)), 6))


def test_no_answer_of_the_day_itself_or_later_counts() -> None:
    assert columns(answered(0, [DAY, DAY + 1], [1, 0])) == (0.0, 0.0, 0.0)


def test_the_load_of_somebody_whose_places_are_unknown_is_missing() -> None:
    assert np.isnan(columns(answered(1, [DAY - 5], [1]), provider=1)[:2]).all()


def test_nothing_is_told_where_days_do_not_tell_what_came_before() -> None:
    assert np.isnan(columns(answered(0, [DAY - 5], [1], fold=2))).all()

"""Fit: bounded, additive, and never good without the help that is asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.ranking.fit import OF_QUESTIONS, by_profiles, by_question
from matching.relevance.line import COLUMNS, shipped_line
from matching.results import FLOORS, band_of

LINE = shipped_line()
NAMES = ("shared_bits", "need_covered", "profile_share", "text_fit", "stage_fit", "ticket_fit")


def row(**values: float) -> np.ndarray:
    """One pair: of the judged pairs' means but for what is given."""
    return np.asarray([[values.get(name, LINE.means[name]) for name in COLUMNS]], dtype=np.float32)


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("far", [-1e6, 1e6])
def test_no_column_moves_a_fit_farther_than_the_judged_pairs_did(name: str, far: float) -> None:
    edge = LINE.lows[name] if far < 0 else LINE.highs[name]

    assert by_question(row(**{name: far})).values[0] == pytest.approx(by_question(row(**{name: edge})).values[0])


def test_a_good_fit_takes_the_help_that_is_asked_for() -> None:
    everything_else = {name: LINE.highs[name] for name in ("meaning", "meaning_above_usual", "tags", "field", "stage")}
    without = by_question(row(**everything_else, area_words=0.0, area_meaning=-0.5))
    named = by_question(row(**everything_else, area_words=2.0, area_meaning=-0.5))

    assert band_of(without.values[0]) == "possible"
    assert band_of(named.values[0]) != "possible"
    assert without.values[0] == pytest.approx(FLOORS["good"], abs=0.01)


def test_whoever_has_done_it_elsewhere_comes_before_whoever_is_of_the_field_and_has_not() -> None:
    elsewhere = by_question(row(area_words=4.0, area_meaning=2.0, tags=0.0, field=0.0))
    of_the_field = by_question(row(area_words=0.0, area_meaning=-0.5, tags=0.6, field=1.0))

    assert elsewhere.values[0] > of_the_field.values[0]


def test_what_is_not_known_says_nothing() -> None:
    unknown = np.full((1, len(COLUMNS)), np.nan, dtype=np.float32)

    assert set(by_question(unknown).terms) == set(OF_QUESTIONS)
    assert by_question(unknown).values[0] == pytest.approx(1 / (1 + np.exp(-LINE.shift)))


@given(st.integers(0, 10_000))
def test_parts_add_up_to_the_distance_from_the_average_candidate(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns = random.normal(0, 1, (20, len(COLUMNS))).astype(np.float32)
    filled = random.uniform(0, 1, (20, len(NAMES))).astype(np.float32)
    candidates = random.random(20) < 0.7

    for fit in (by_question(columns), by_profiles(NAMES, filled)):
        total = np.sum(list(fit.parts(candidates).values()), axis=0)
        usual = fit.log_odds[candidates].mean() if candidates.any() else fit.log_odds.mean()
        np.testing.assert_allclose(total, fit.log_odds - usual, atol=1e-9)

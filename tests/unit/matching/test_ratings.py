"""Scores corrected for the severity of raters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from graph.domain.evaluations import Audience, audience_of, window_start
from matching.evaluation.ratings import Ratings, estimate
from matching.evaluation.spreads import SEVERITY, SPREAD, evaluate
from tests.bench.bench_ratings import covered, plain_means
from tests.bench.made_ratings import make_ratings


def test_scores_are_those_of_the_closed_form() -> None:
    made = make_ratings(3, 12, 9, 60)
    ratings = replace(made.ratings, weights=np.linspace(0.2, 1.0, 60))
    fitted = estimate(ratings, plug_in=True)
    of_supervisors, of_raters = np.eye(12)[ratings.supervisors], np.eye(9)[ratings.raters]
    noise = np.diag(fitted.sd_rest**2 / ratings.weights)
    covariance = (
        fitted.sd_supervisor**2 * of_supervisors @ of_supervisors.T
        + fitted.sd_rater**2 * of_raters @ of_raters.T
        + noise
    )
    inverse, ones = np.linalg.inv(covariance), np.ones(60)
    mean = ones @ inverse @ ratings.scores / (ones @ inverse @ ones)

    closed = mean + fitted.sd_supervisor**2 * of_supervisors.T @ inverse @ (ratings.scores - mean)

    assert fitted.mean == pytest.approx(mean)
    assert fitted.score == pytest.approx(closed)


def test_variances_are_near_the_truth_and_scores_nearer_than_plain_means() -> None:
    made = [make_ratings(seed) for seed in range(4)]
    fitted = [estimate(one.ratings) for one in made]

    assert np.mean([one.sd_supervisor for one in fitted]) == pytest.approx(0.4, abs=0.1)
    assert np.mean([one.sd_rater for one in fitted]) == pytest.approx(0.5, abs=0.1)
    assert np.mean([one.sd_rest for one in fitted]) == pytest.approx(0.6, abs=0.06)
    for one, world in zip(fitted, made, strict=True):
        plain = np.abs(plain_means(world.ratings) - world.quality).mean()
        assert np.abs(one.score - world.quality).mean() < 0.85 * plain
        assert covered(one, world.quality) > 0.88


def test_who_was_rated_by_the_harsh_is_not_buried() -> None:
    """Two of one quality, one rated by the lenient and one by the harsh, whom others' ratings show to be so."""
    chance = np.random.default_rng(5)
    harsh = np.array([-1.0] * 10 + [1.0] * 10)
    who = np.concatenate([np.repeat(np.arange(2, 12), 20), np.zeros(8, int), np.ones(8, int)])
    by = np.concatenate([np.tile(np.arange(20), 10), np.arange(8), np.arange(10, 18)])
    scores = 3.5 + harsh[by] + chance.normal(0, 0.3, len(who))
    ratings = Ratings(who, by, scores, np.ones(len(who)), 12, 20)

    fitted, plain = estimate(ratings), plain_means(ratings)

    assert plain[1] - plain[0] > 1.5
    assert abs(fitted.score[1] - fitted.score[0]) < 0.3


def test_one_rating_stays_near_the_mean_with_a_wide_interval() -> None:
    made = make_ratings(1, 30, 30, 300).ratings
    one = replace(
        made, supervisors=np.append(made.supervisors, 30), raters=np.append(made.raters, 0),
        scores=np.append(made.scores, 1.0), weights=np.append(made.weights, 1.0), n_supervisors=31,
    )  # fmt: skip

    fitted = estimate(one)

    assert fitted.score[30] > 1 + 0.5 * (fitted.mean - 1)
    assert fitted.sd[30] > 1.3 * np.median(fitted.sd)


def test_a_spread_of_the_raters_is_taken_only_where_it_predicts_better() -> None:
    assert evaluate(make_ratings(2, count=800).ratings).model == SEVERITY
    scattered = make_ratings(2, count=800, spread=0.6)
    found = evaluate(scattered.ratings)

    assert found.model == SPREAD
    error = np.abs(found.estimates.score - scattered.quality).mean()
    assert error < np.abs(estimate(scattered.ratings).score - scattered.quality).mean()


def test_shown_by_the_number_of_different_startups() -> None:
    assert [audience_of(count) for count in (0, 2, 3, 4, 5, 40)] == [
        Audience.NOBODY, Audience.NOBODY, Audience.OWN, Audience.OWN, Audience.PUBLIC, Audience.PUBLIC,
    ]  # fmt: skip
    assert window_start(date(2028, 2, 29)) == date(2026, 2, 28)

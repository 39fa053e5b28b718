"""Ranking metrics against numbers done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from matching.metrics.calibration import calibration_error, head_report
from matching.metrics.inequality import gini
from matching.metrics.ranking import interval, per_seeker


def test_metrics_of_two_seekers() -> None:
    # The first seeker's two hits stand first and third; the second's only hit stands on place 25.
    found = per_seeker(np.asarray([0, 2, 24]), np.asarray([0, 0, 1]), np.asarray([2, 1]))

    assert found["recall_at_20"].tolist() == [1.0, 0.0]
    assert found["mrr"].tolist() == [1.0, 1 / 25]
    assert found["mutual_accept_at_5"].tolist() == [0.4, 0.0]
    best = 1 + 1 / np.log2(3)
    assert found["ndcg_at_10"][0] == pytest.approx((1 + 1 / np.log2(4)) / best)
    assert found["ndcg_at_10"][1] == 0


def test_hits_beyond_the_ideal_length_do_not_lower_the_best_score() -> None:
    found = per_seeker(np.arange(30), np.zeros(30, dtype=np.int64), np.asarray([30]))
    assert found["ndcg_at_10"][0] == pytest.approx(1)
    assert found["ndcg_at_20"][0] == pytest.approx(1)


def test_an_interval_holds_its_mean_and_narrows_with_more_seekers() -> None:
    values = np.random.default_rng(1).random(1000)
    few, many = interval(values[:50]), interval(values)
    assert few.low < few.value < few.high
    assert many.high - many.low < few.high - few.low
    assert interval(values) == many


def test_chances_that_come_true_as_often_as_they_say_are_calibrated() -> None:
    rng = np.random.default_rng(0)
    chances = rng.random(20_000)
    happened = rng.random(20_000) < chances
    assert calibration_error(chances, happened) < 0.02
    assert calibration_error(np.clip(chances * 0.3, 0, 1), happened) > 0.2


def test_one_class_alone_has_no_auc() -> None:
    assert head_report(np.asarray([0.2, 0.9]), np.asarray([True, True]))["auc"] is None


def test_gini_is_nothing_when_all_are_alike_and_large_when_one_has_all() -> None:
    assert gini(np.full(10, 3)) == pytest.approx(0)
    assert gini(np.asarray([0] * 9 + [5])) == pytest.approx(0.9)

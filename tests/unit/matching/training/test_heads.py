"""Heads: their files give the chances of scikit-learn, and few answers leave the order of the starting rules."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from matching.features.cases import ALL_FOLDS, Cases, InteractionEvents
from matching.features.habits import HABIT_NAMES, habit_columns
from matching.models.artifact import log_odds
from matching.models.onnx import Session
from matching.training.estimators import Estimator, Linear, Trees
from matching.training.heads import Labelled, Split, learn_head


def columns(n: int, seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    matrix = rng.normal(size=(n, 9)).astype(np.float32)
    matrix[rng.random(matrix.shape) < 0.2] = np.nan
    matrix[:, 4] = np.round(matrix[:, 4])
    return matrix


@pytest.mark.parametrize("make", [lambda: Linear(0.1), Trees], ids=["linear", "trees"])
@pytest.mark.parametrize("fractional", [False, True])
def test_a_file_gives_the_chances_of_scikit_learn(make: Callable[[], Estimator], *, fractional: bool) -> None:
    matrix, rng = columns(800), np.random.default_rng(1)
    odds = np.nan_to_num(matrix[:, 0]) - np.nan_to_num(matrix[:, 5], nan=1.0)
    answers = (rng.random(800) < 1 / (1 + np.exp(-odds))).astype(float)
    if fractional:
        answers[::7] = 0.5
    fitted, fresh = make().fit(matrix, answers, np.ones(800)), columns(3000, seed=9)

    found = Session(fitted.to_onnx()).chances(fresh)

    np.testing.assert_allclose(found, 1 / (1 + np.exp(-fitted.odds(fresh))), atol=2e-6)


def test_trees_believe_the_rows_that_weigh_most() -> None:
    matrix, rng = columns(2000), np.random.default_rng(2)
    truth = np.nan_to_num(matrix[:, 0]) > 0
    is_wrong = rng.random(2000) < 0.7
    answers = np.where(is_wrong, ~truth, truth).astype(float)

    odds = Trees().fit(matrix, answers, np.where(is_wrong, 0.05, 1.0)).odds(matrix)

    assert ((odds > 0) == truth).mean() > 0.95


@pytest.mark.parametrize("n", [10, 30, 60])
def test_few_answers_by_chance_hardly_change_the_order_of_the_starting_rules(n: int) -> None:
    for seed in range(5):
        rng = np.random.default_rng(seed)
        matrix, baseline = columns(n, seed), rng.uniform(0.1, 0.6, (n, 3))
        parts = np.array_split(rng.permutation(n), 5)
        splits = [Split(np.setdiff1d(np.arange(n), part), part, matrix, baseline) for part in parts]
        answers = (rng.random(n) < 0.5).astype(float)
        head = learn_head("seeker", Labelled(matrix, baseline, answers, np.ones(n), splits))

        assert head.info["weight"] <= 0.35
        assert head.info["base_slope"] > 0.35


def test_many_telling_answers_outweigh_the_starting_rules() -> None:
    n, rng = 400, np.random.default_rng(0)
    matrix, baseline = np.nan_to_num(columns(n)), rng.uniform(0.1, 0.6, (n, 3))
    answers = (rng.random(n) < 1 / (1 + np.exp(-2 * matrix[:, 0]))).astype(float)
    parts = np.array_split(rng.permutation(n), 5)
    splits = [Split(np.setdiff1d(np.arange(n), part), part, matrix, baseline) for part in parts]

    head = learn_head("seeker", Labelled(matrix, baseline, answers, np.ones(n), splits))

    assert head.info["weight"] > 0.8
    known = log_odds(baseline)[:, 0]
    assert np.corrcoef(log_odds(head.held), matrix[head.held_rows, 0])[0, 1] > 0.8
    assert abs(np.corrcoef(log_odds(head.held), known[head.held_rows])[0, 1]) < 0.5


def test_somebody_who_answered_once_is_expected_to_do_as_their_group_does() -> None:
    n = 41
    providers = np.asarray([*range(20), *range(20, 40), 40])
    yes = np.asarray([1.0] * 20 + [0.0] * 20 + [0.0])
    none = np.full(n, np.nan)
    days, fold = np.full(n, 100), np.full(n, ALL_FOLDS)
    events = InteractionEvents(
        np.arange(n), np.arange(n), providers, days, days, days, none, yes, none, none, none, none, none, fold
    )
    kind = np.asarray([0] * 20 + [1] * 20 + [0])
    cases = Cases(np.asarray([50, 50]), np.asarray([40, 20]), np.asarray([200, 200]), np.asarray([ALL_FOLDS] * 2))

    found = habit_columns(cases, events, np.arange(60), {"seekers": np.zeros(60, dtype=np.int64), "providers": kind})

    willing, hard = found[HABIT_NAMES.index("provider_says_yes")]
    assert willing > 0.55
    assert hard < 0.2


def test_the_answer_to_expect_keeps_its_weight_where_answers_are_few() -> None:
    """Forty answers cannot deny log-odds that rest on all answers together."""
    rng = np.random.default_rng(4)
    expected = rng.normal(size=40).astype(np.float32)
    matrix = np.hstack([expected[:, None], rng.normal(size=(40, 20)), np.zeros((40, 3))]).astype(np.float32)
    answers = (rng.random(40) < 1 / (1 + np.exp(-expected))).astype(float)

    held = Linear(0.001, 0, expected=0).fit(matrix, answers, np.ones(40))
    free = Linear(0.001, 0).fit(matrix, answers, np.ones(40))

    assert held.weights[0] / held.scale[0] == pytest.approx(1, abs=0.25)
    assert free.weights[0] / free.scale[0] < 0.1

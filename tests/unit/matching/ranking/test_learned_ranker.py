"""The learned ranker behind the starting rules' interface."""

from __future__ import annotations

import numpy as np
import pytest

from graph.domain.kinds import MENTOR
from matching.features.pair_features import GROUPS
from matching.models.card import ModelError, UnusableCode
from matching.ranking import learned_ranker as module
from matching.ranking.baseline_ranker import BaselineRanker
from matching.ranking.learned_ranker import LearnedRanker
from matching.results import Fact
from tests.support.models import make_model

MEMBERS = {group: GROUPS[group].names for group in MENTOR.features}
NAMES = tuple(name for members in MEMBERS.values() for name in members)
COUNT = 300


def rows_of(
    seed: int = 5,
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float32]], np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    random = np.random.default_rng(seed)
    matrix = random.random((COUNT, len(NAMES)), dtype=np.float32)
    matrix[random.random(matrix.shape) < 0.2] = np.nan
    return matrix, random.random(COUNT) < 0.8


def ranker_with(weight: float = 1.0) -> LearnedRanker:
    return LearnedRanker(make_model(weight=weight), BaselineRanker(NAMES), NAMES)


@pytest.mark.parametrize("weight", [0.0, 0.4, 1.0])
def test_contributions_add_up_to_the_difference_from_an_average_candidate(weight: float) -> None:
    matrix, candidates = rows_of()
    ranker = ranker_with(weight)
    scored = ranker.score(matrix, candidates, {})
    rows = np.flatnonzero(candidates)[:20]

    sums = ranker.sums_of(scored, rows, MEMBERS)

    for row, parts in zip(rows, sums, strict=True):
        assert set(parts) == set(MENTOR.features)
        assert sum(parts.values()) == pytest.approx(ranker.difference(scored, int(row)), abs=1e-6)


def test_the_same_list_has_the_same_contributions_each_time() -> None:
    matrix, candidates = rows_of()
    first, second = ranker_with(), ranker_with()
    rows = np.flatnonzero(candidates)[:5]

    assert first.sums_of(first.score(matrix, candidates, {}), rows, MEMBERS) == second.sums_of(
        second.score(matrix, candidates, {}), rows, MEMBERS
    )


def test_what_the_model_does_not_use_moves_nothing() -> None:
    matrix, candidates = rows_of()
    ranker = ranker_with(weight=1.0)
    scored = ranker.score(matrix, candidates, {})

    sums = ranker.sums_of(scored, np.flatnonzero(candidates)[:20], MEMBERS)

    assert max(abs(parts["place"]) for parts in sums) < 1e-9
    assert max(abs(parts["text"]) for parts in sums) > 0.1


def test_scores_are_the_product_of_the_model_s_chances() -> None:
    matrix, candidates = rows_of()
    ranker = ranker_with()

    scored = ranker.score(matrix, candidates, {})

    assert np.allclose(scored.score[candidates], scored.chances[candidates].prod(axis=1), atol=1e-6)
    assert ranker.id == "model-1"


def test_of_many_the_model_orders_the_best_and_the_rest_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, candidates = rows_of()
    monkeypatch.setattr(module, "_CLOSELY", 50)
    ranker = ranker_with()
    known = ranker.baseline.score(matrix, candidates, {}).score

    score = ranker.score(matrix, candidates, {}).score

    rows = np.flatnonzero(candidates)
    best = rows[np.argsort(-known[rows], kind="stable")]
    assert score[best[:50]].min() >= score[best[50:]].max()
    assert (np.diff(score[best[50:]]) <= 0).all()


def test_a_model_that_needs_unknown_features_is_refused() -> None:
    model = make_model(features=("text_fit", "moon_phase"), weights={"text_fit": 1.0})

    with pytest.raises(ModelError) as refused:
        LearnedRanker(model, BaselineRanker(NAMES), NAMES)
    assert refused.value.fact == Fact(UnusableCode.LACKING_FEATURES, {"features": ("moon_phase",)})

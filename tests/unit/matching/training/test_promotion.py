"""The gate of the model store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matching.models.card import ModelCard
from matching.training.promotion import judge, losses
from tests.support.models import make_model


def card(**values: Any) -> ModelCard:
    rival, metrics = values.pop("rival", {}), values.pop("more", {})
    made = make_model(**values).card
    return replace(made, rival=rival, metrics={**made.metrics, **metrics})


def by_region(own: float, other: float, n: int = 40) -> dict[str, Any]:
    return {"region": {"Shanghai": {"n": n, "ndcg_at_10": own, "baseline": other, "rival": other}}}


def test_what_beats_the_starting_rules_by_more_than_the_half_width_is_promoted() -> None:
    verdict = judge(card(ndcg=(0.40, 0.36, 0.44), baseline=0.35))

    assert verdict.is_promoted
    figures = {"figure": 0.40, "other_figure": 0.35, "gain": pytest.approx(0.05), "half": pytest.approx(0.04)}
    assert verdict.params == {"against": "rules", **figures}


def test_what_beats_them_by_no_more_than_the_half_width_is_rejected_with_the_figures() -> None:
    verdict = judge(card(ndcg=(0.40, 0.36, 0.44), baseline=0.37))

    assert (verdict.is_promoted, verdict.code) == (False, "no_better")
    assert verdict.params["against"] == "rules"
    assert verdict.params["gain"] == pytest.approx(0.03)
    assert verdict.params["half"] == pytest.approx(0.04)


def test_an_equal_candidate_without_spread_is_no_better() -> None:
    assert not judge(card(ndcg=(0.4, 0.4, 0.4), baseline=0.4)).is_promoted


def test_the_serving_model_is_what_counts_when_one_serves() -> None:
    rival = {"id": "model-0", "ndcg_at_10": {"value": 0.39, "low": 0.35, "high": 0.43}}

    verdict = judge(card(baseline=0.1, rival=rival))

    assert not verdict.is_promoted
    assert verdict.params["against"] == "serving"


def test_a_difference_judged_seeker_by_seeker_counts_before_two_intervals() -> None:
    gain = {"ndcg_at_10_gain": {"value": 0.02, "low": 0.01, "high": 0.03}}

    assert not judge(card(baseline=0.38)).is_promoted
    assert judge(card(baseline=0.38, more=gain)).is_promoted


def test_a_slice_that_loses_more_than_a_twentieth_stops_it() -> None:
    verdict = judge(card(slices=by_region(0.30, 0.33)))

    assert (verdict.is_promoted, verdict.code) == (False, "loses_slice")
    assert (verdict.params["slice"], verdict.params["group"]) == ("region", "Shanghai")
    assert verdict.params["loss"] == pytest.approx(0.03 / 0.33)
    assert judge(card(slices=by_region(0.32, 0.33))).is_promoted


def test_a_loss_in_a_slice_that_chance_explains_stops_nothing() -> None:
    slices = by_region(0.30, 0.33)
    of_chance, sure = ({"value": -0.03, "low": -0.07, "high": high} for high in (0.01, -0.01))

    slices["region"]["Shanghai"]["ndcg_at_10_gain"] = of_chance
    assert judge(card(slices=slices)).is_promoted
    slices["region"]["Shanghai"]["ndcg_at_10_gain"] = sure
    assert judge(card(slices=slices)).code == "loses_slice"


def test_a_slice_of_a_few_seekers_stops_nothing() -> None:
    few = card(slices=by_region(0.1, 0.3, n=3))

    assert judge(few).is_promoted
    assert list(losses(few)) == []


def test_a_candidate_that_nobody_could_judge_is_kept_back() -> None:
    verdict = judge(replace(make_model().card, metrics={}))

    assert (verdict.is_promoted, verdict.code) == (False, "not_judged")


def test_a_serving_model_that_knows_the_answers_stops_a_candidate_without_being_compared() -> None:
    verdict = judge(card(ndcg=(0.9, 0.89, 0.91), rival={"id": "model-0"}))

    assert (verdict.is_promoted, verdict.code) == (False, "too_soon")

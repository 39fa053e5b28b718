"""What the gate said of a model, in both languages."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace

import pytest

from matching.explanation.fact_json import dump_fact
from matching.models.card import ModelError, UnusableCode
from matching.results import Fact, Param
from matching.training import promotion
from tests.support.models import make_model, stored
from webapp.operations.models import judge_model
from webapp.words.models import VERDICTS, group_words, model_reason, why_unusable
from webapp.words.speaking import in_both

FIGURES: dict[str, Param] = {"against": "rules", "figure": 0.4, "other_figure": 0.37, "gain": 0.03, "half": 0.04}
FILES: dict[str, Param] = {"name": "card.json", "versions": "{}", "features": ("text_fit", "moon_phase")}
LOSS: dict[str, Param] = {"slice": "region", "group": "Shanghai", "loss": 0.09}


def said(fact: Fact) -> tuple[str, str]:
    model = replace(stored(make_model(), "job-1"), verdict=dump_fact(fact))
    return in_both(lambda: model_reason(model))


def test_every_verdict_has_a_sentence_in_both_languages() -> None:
    codes = {
        call.args[0].value
        for module in (promotion, judge_model)
        for call in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Verdict"
        and isinstance(call.args[0], ast.Constant)
    }  # fmt: skip

    assert codes | set(UnusableCode) == set(VERDICTS)
    for code in VERDICTS:
        english, chinese = said(Fact(code, {**FIGURES, **LOSS, **FILES}))
        assert english
        assert english != chinese


@pytest.mark.parametrize("code", UnusableCode)
def test_every_reason_why_a_model_can_not_be_used_is_said_in_both_languages(code: UnusableCode) -> None:
    english, chinese = in_both(lambda: why_unusable(ModelError(code, **FILES)))

    assert "%(" not in english + chinese
    assert english != chinese


def test_what_a_model_lacks_is_listed_as_each_language_lists() -> None:
    english, chinese = in_both(lambda: why_unusable(ModelError(UnusableCode.LACKING_FEATURES, **FILES)))

    assert "text_fit, moon_phase." in english
    assert "text_fit、moon_phase。" in chinese


def test_a_verdict_names_its_figures_and_what_it_was_compared_with() -> None:
    assert said(Fact("no_better", FIGURES)) == (
        "It does not clearly beat the starting rules on the same held-out requests "
        "(NDCG@10 0.400 / 0.370, +0.030 ± 0.040).",
        "在同一批留作检验的需求上，没有明显优于初始规则（NDCG@10 0.400 / 0.370, +0.030 ± 0.040）。",
    )


def test_a_verdict_names_the_group_that_loses() -> None:
    english, chinese = said(Fact("loses_slice", {**FIGURES, **LOSS}))

    assert "loses 9% among those of the region Shanghai" in english
    assert "“地区：上海”一组中下降9%" in chinese


@pytest.mark.parametrize(
    ("name", "group", "words"),
    [
        ("industry", "robotics", ("those of the field Robotics", "领域：机器人")),
        ("newcomer", "yes", ("those who never asked before", "首次提出需求者")),
    ],
)
def test_groups_are_named_in_the_words_of_both_languages(name: str, group: str, words: tuple[str, str]) -> None:
    assert in_both(lambda: group_words(name, group)) == words


def test_a_model_of_before_is_told_as_it_was_written() -> None:
    old = replace(stored(make_model(), "job-1"), reason="No better.", reason_zh="没有更好。")

    assert in_both(lambda: model_reason(old)) == ("No better.", "没有更好。")

"""Each hard rule is said in both languages, in the words of each kind."""

from __future__ import annotations

import pytest

from graph.domain.eligibility import NearRule, RuleCode
from graph.domain.kinds import KINDS
from webapp.words.rules import SENTENCES, TITLES, rule_count, rule_sentence, rule_title
from webapp.words.speaking import in_both


@pytest.mark.parametrize(
    ("kind", "code"), [(kind.name, code) for kind in KINDS.values() for code in (*kind.rules, *NearRule)]
)
def test_a_rule_has_a_sentence_in_both_languages(kind: str, code: RuleCode) -> None:
    english, chinese = in_both(lambda: rule_sentence(kind, code, "Gu Mingche"))

    assert "Gu Mingche" in english
    assert "Gu Mingche" in chinese
    assert english != chinese


def test_no_sentence_stands_for_a_rule_that_a_kind_does_not_have() -> None:
    assert all(set(SENTENCES[name]) == set(kind.rules) for name, kind in KINDS.items())
    assert set(TITLES) == {*RuleCode, *NearRule}


@pytest.mark.parametrize("code", [*RuleCode, *NearRule])
def test_a_rule_has_a_title_and_a_count_in_both_languages(code: RuleCode) -> None:
    for say in (lambda: rule_title(code), lambda: rule_count(code, 1), lambda: rule_count(code, 3)):
        english, chinese = in_both(say)
        assert english
        assert english != chinese


def test_a_supervisor_guides_and_an_investor_talks() -> None:
    said = {kind: in_both(lambda kind=kind: rule_sentence(kind, "already_engaged", "Lu")) for kind in KINDS}  # type: ignore[misc]

    assert said["mentor"] == ("Lu guides you already.", "Lu已在辅导贵企业。")
    assert said["investor"] == ("You already talk with Lu.", "贵企业已在与Lu洽谈。")


def test_no_rule_says_that_an_investor_guides_anybody() -> None:
    said = [in_both(lambda code=code: rule_sentence("investor", code, "Lu")) for code in SENTENCES["investor"]]  # type: ignore[misc]

    assert not any("guide" in english or "辅导" in chinese for english, chinese in said)

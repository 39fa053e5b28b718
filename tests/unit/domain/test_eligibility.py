"""The rules of who may be asked: what a past decision means, and one answer for a pair as in a mask."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from graph.domain.eligibility import (
    NEVER,
    RULES,
    Decision,
    PairFacts,
    RuleCode,
    bearing_of,
    bearings,
    language_bits,
    paused_until_ordinal,
    refusal,
    refusal_at_accepting,
)
from graph.domain.kinds import KINDS
from graph.domain.reach import Reach, reach_code
from graph.domain.states.requests import RequestState
from graph.domain.states.work import EngagementState

DAY = date(2026, 11, 22)
ACCEPTED, DECLINED, DISMISSED = RequestState.ACCEPTED, RequestState.DECLINED, RequestState.DISMISSED
FREE = PairFacts(0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 0b11, 0b10, reach_code(Reach.ACCOUNT), DAY.toordinal())
FORBIDDEN = {
    RuleCode.OUTSIDE_POOL: replace(FREE, reserving=1),
    RuleCode.CONFLICT: replace(FREE, conflicts=1),
    RuleCode.ALREADY_ENGAGED: replace(FREE, engaged=1),
    RuleCode.ALREADY_ASKED: replace(FREE, asked=1),
    RuleCode.DISMISSED: replace(FREE, dismissed=1),
    RuleCode.DECLINED_BEFORE: replace(FREE, declined=1),
    RuleCode.PAUSED: replace(FREE, paused_until=DAY.toordinal() + 1),
    RuleCode.NO_FREE_PLACE: replace(FREE, taken=3),
    RuleCode.LANGUAGE: replace(FREE, languages=0b100),
    RuleCode.UNREACHABLE: replace(FREE, reach=reach_code(Reach.NONE)),
}


@pytest.mark.parametrize(
    ("decision", "need_id", "code"),
    [
        (Decision("p", RequestState.ASKED, "n-1"), "n-2", RuleCode.ALREADY_ASKED),
        (Decision("p", DISMISSED, "n-1"), "n-1", RuleCode.DISMISSED),
        (Decision("p", DISMISSED, "n-1"), "n-2", None),
        (Decision("p", DECLINED, "n-1"), "n-1", RuleCode.DECLINED_BEFORE),
        (Decision("p", DECLINED, "n-1"), "n-2", None),
        (Decision("p", DECLINED, "n-1", is_for_conflict=True), "n-2", RuleCode.DECLINED_BEFORE),
        (Decision("p", DECLINED, "n-1", date(2026, 11, 23)), "n-2", RuleCode.DECLINED_BEFORE),
        (Decision("p", DECLINED, "n-1", date(2026, 11, 22)), "n-1", None),
        (Decision("p", ACCEPTED, "n-1", engagement_state=EngagementState.OPEN), "n-2", RuleCode.ALREADY_ENGAGED),
        (Decision("p", ACCEPTED, "n-1", engagement_state=EngagementState.CLOSED), "n-2", None),
        (Decision("p", ACCEPTED, "n-1", engagement_state=EngagementState.CLOSED), "n-1", RuleCode.ALREADY_ENGAGED),
        (Decision("p", RequestState.SAVED, "n-1"), "n-1", None),
        (Decision("p", RequestState.WITHDRAWN, "n-1"), "n-1", None),
    ],
)
def test_what_was_decided_before_forbids_as_the_rules_say(
    decision: Decision, need_id: str, code: RuleCode | None
) -> None:
    assert bearing_of(decision, need_id, DAY) == code
    assert bearings([decision, decision], need_id, DAY) == ({code: 2} if code else {})


@pytest.mark.parametrize("code", RuleCode)
def test_each_rule_forbids_what_it_names_and_nothing_else_does(code: RuleCode) -> None:
    facts = FORBIDDEN[code]

    assert refusal(FREE, RuleCode) is None
    assert refusal(facts, RuleCode) is code
    assert refusal(facts, [other for other in RuleCode if other is not code]) is None
    assert refusal_at_accepting(facts, RuleCode) is (code if RULES[code].holds_at_accepting else None)


@pytest.mark.parametrize("code", RuleCode)
def test_a_rule_says_of_many_what_it_says_of_each(code: RuleCode) -> None:
    pairs = [FREE, *FORBIDDEN.values()]
    columns: dict[str, Any] = {
        field.name: np.asarray([getattr(pair, field.name) for pair in pairs]) for field in fields(PairFacts)
    }
    many = PairFacts(**{**columns, "wanted_languages": FREE.wanted_languages, "today": FREE.today})

    assert RULES[code].forbids(many).tolist() == [bool(RULES[code].forbids(pair)) for pair in pairs]


def test_the_first_rule_of_the_kind_is_the_reason() -> None:
    facts = replace(FREE, reserving=1, conflicts=1, taken=3)

    assert refusal(facts, KINDS["mentor"].rules) is RuleCode.OUTSIDE_POOL
    assert refusal(facts, KINDS["investor"].rules) is RuleCode.CONFLICT


def test_what_is_not_known_of_languages_forbids_nothing() -> None:
    for known, wanted in (((), ("zh",)), (("en",), ()), ((), ())):
        languages, wanted_languages = language_bits(known, wanted)
        facts = replace(FREE, languages=languages, wanted_languages=wanted_languages)
        assert refusal(facts, RuleCode) is None
    languages, wanted_languages = language_bits(("zh", "en"), ("fr", "en"))
    assert languages & wanted_languages
    languages, wanted_languages = language_bits(("zh",), ("fr", "en"))
    assert not languages & wanted_languages


def test_a_pause_without_an_end_lasts() -> None:
    assert paused_until_ordinal(is_paused=True, until=None) == NEVER
    assert paused_until_ordinal(is_paused=True, until=DAY) == DAY.toordinal()
    assert paused_until_ordinal(is_paused=False, until=DAY) == 0

"""Words keyed by a state, a reason, an outcome or an action: complete, and said in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from graph.domain.bounces import BounceReason
from graph.domain.kinds import KINDS, Outcome
from graph.domain.reasons import DeclineReason, DismissReason, WithdrawReason
from graph.domain.states.accounts import AccountState
from graph.domain.states.jobs import JobState
from graph.domain.states.models import ModelState
from graph.domain.states.requests import REQUESTS, NeedState, RequestState
from graph.taxonomy import load
from webapp.words import bounces, outcomes, refusals, states, timeline
from webapp.words.by_subject import STATES
from webapp.words.sentences import Sentence
from webapp.words.speaking import in_both

ENDS = {state for state in RequestState if state.is_over}
TIMELINE = {*REQUESTS.actions, "plan_session", "close_engagement", "close_work_on_behalf"} - timeline.LEFT_OUT
TABLES: dict[str, tuple[Mapping[Any, object], Iterable[str]]] = {
    "needs": (states.NEED_TABS, NeedState),
    "outcomes": (outcomes.OUTCOMES, Outcome),
    "dismissals": (refusals.DISMISSALS, DismissReason),
    "declines to seekers": (refusals.DECLINES_TO_SEEKER, DeclineReason),
    "declines to providers": (refusals.DECLINES_TO_PROVIDER, DeclineReason),
    "declines in mails": (refusals.DECLINES_IN_MAILS, DeclineReason),
    "bounces": (bounces.BOUNCES, BounceReason),
    "withdrawals": (refusals.WITHDRAWALS, WithdrawReason),
    "ends to providers": (refusals.ENDS_TO_PROVIDER, ENDS),
    "ends on a timeline": (timeline.ENDED, ENDS),
    "steps on a timeline": (timeline.HAPPENED, TIMELINE),
    **{states.__name__: (looks, states) for states, looks in STATES.items()},
}
GAPS = {"name": "Lu", "supervisor": "Lu", "need": "x"}


def sentences(table: Mapping[Any, object]) -> Iterator[tuple[str, Sentence]]:
    for code, entry in table.items():
        sentence = entry[1] if isinstance(entry, tuple) else entry
        assert isinstance(sentence, Sentence), code
        yield code, sentence


def test_what_pages_show_has_the_look_of_its_states() -> None:
    assert {AccountState, RequestState, ModelState, JobState} <= set(STATES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_every_code_and_no_other(name: str) -> None:
    table, codes = TABLES[name]

    assert set(table) == set(codes)


@pytest.mark.parametrize("name", TABLES)
def test_every_entry_is_said_in_both_languages(name: str) -> None:
    for code, sentence in sentences(TABLES[name][0]):
        english, chinese = in_both(lambda it=sentence: it.say(GAPS))  # type: ignore[misc]
        assert english, code
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese), code


def test_outcomes_are_those_of_the_exchange_format() -> None:
    assert set(load().list("outcomes").terms) == set(Outcome)
    assert all(set(kind.outcomes) <= set(Outcome) for kind in KINDS.values())


def test_a_result_is_named_where_there_is_one() -> None:
    assert in_both(lambda: outcomes.result_words(None)) == ("", "")
    assert in_both(lambda: outcomes.result_words("none")) == ("", "")
    assert in_both(lambda: outcomes.result_words("hired")) == ("Hired", "已录用")
    assert in_both(lambda: outcomes.ended_status(None)[1]) == ("Ended", "已结束")

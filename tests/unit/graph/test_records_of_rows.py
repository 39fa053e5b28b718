"""Rows as records: stored codes are members of their enums, and an unknown one is refused in a sentence."""

from __future__ import annotations

import pytest

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason
from graph.domain.states.requests import RequestState
from graph.domain.states.terms import Availability
from graph.errors import UnknownStateError
from graph.query_runner import Row
from graph.repositories.interactions import interaction_from_row
from graph.repositories.profiles import profile_from_row


def interaction(**values: str | None) -> Row:
    row: Row = {"id": "i", "kind": "mentor", "seeker_id": "s", "provider_id": "p"}
    codes = dict.fromkeys(("state", "seeker_decision", "provider_decision", "outcome", "decline_reason"))
    tags = dict.fromkeys(("industries", "topics", "seeker_industries", "seeker_topics"))
    return {**row, **codes, **tags, **values}


def test_codes_of_an_interaction_are_members_of_their_enums() -> None:
    row = interaction(
        state="declined",
        seeker_decision="accepted",
        provider_decision="declined",
        outcome="none",
        decline_reason="no_time",
    )

    record = interaction_from_row(row)

    assert record.state is RequestState.DECLINED
    assert (record.seeker_decision, record.provider_decision) == (Answer.ACCEPTED, Answer.DECLINED)
    assert isinstance(record.seeker_decision, Answer)
    assert record.outcome is Outcome.NONE
    assert record.decline_reason is DeclineReason.NO_TIME


def test_what_is_not_stored_was_not_said() -> None:
    record = interaction_from_row(interaction())

    assert (record.state, record.decline_reason) == (None, None)
    assert record.seeker_decision is record.provider_decision is Answer.NONE
    assert record.outcome is Outcome.NONE


@pytest.mark.parametrize("name", ["state", "seeker_decision", "provider_decision", "outcome", "decline_reason"])
def test_a_code_of_an_interaction_that_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(UnknownStateError, match=r"'lost'.*install the version that wrote it"):
        interaction_from_row(interaction(**{name: "lost"}))


def test_availability_of_a_profile_is_a_member_of_its_enum() -> None:
    assert profile_from_row({"id": "p", "state": "paused"}).state is Availability.PAUSED
    assert profile_from_row({"id": "p", "state": None}).state is Availability.ACTIVE


def test_an_availability_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownStateError, match="Availability 'away'"):
        profile_from_row({"id": "p", "state": "away"})

"""The shape and the word of every state that a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from graph.domain.states.accounts import AccountState
from graph.domain.states.jobs import JobState
from graph.domain.states.models import ModelState
from graph.domain.states.requests import NeedState, RequestState
from webapp.words.sentences import Sentence

Look = tuple[str, Sentence]
ACCOUNTS: Mapping[AccountState, Look] = {
    AccountState.ACTIVE: ("good", Sentence("Active")),
    AccountState.INVITED: ("new", Sentence("Invited, not opened yet")),
    AccountState.DISABLED: ("paused", Sentence("Disabled")),
}
REQUESTS: Mapping[RequestState, Look] = {
    RequestState.SHOWN: ("new", Sentence("Proposed")),
    RequestState.SAVED: ("new", Sentence("Saved")),
    RequestState.DISMISSED: ("paused", Sentence("Not for us")),
    RequestState.ASKED: ("waiting", Sentence("Waiting for an answer")),
    RequestState.ACCEPTED: ("good", Sentence("Accepted")),
    RequestState.DECLINED: ("paused", Sentence("Declined")),
    RequestState.WITHDRAWN: ("paused", Sentence("Withdrawn")),
    RequestState.EXPIRED: ("slow", Sentence("No answer in time")),
}
MODELS: Mapping[ModelState, Look] = {
    ModelState.CANDIDATE: ("waiting", Sentence("Being judged")),
    ModelState.SERVING: ("good", Sentence("Serves")),
    ModelState.REJECTED: ("paused", Sentence("Rejected")),
    ModelState.RETIRED: ("draft", Sentence("Served earlier")),
}
JOBS: Mapping[JobState, Look] = {
    JobState.WAITING: ("waiting", Sentence("Waiting")),
    JobState.RUNNING: ("waiting", Sentence("Running")),
    JobState.DONE: ("good", Sentence("Done")),
    JobState.FAILED: ("stop", Sentence("Failed")),
    JobState.CANCELLED: ("paused", Sentence("Cancelled")),
}
NEED_TABS: Mapping[NeedState, Sentence] = {
    NeedState.OPEN: Sentence("Open"),
    NeedState.DRAFT: Sentence("Drafts"),
    NeedState.CLOSED: Sentence("Closed"),
}
LOOKS: Mapping[type[StrEnum], Mapping[Any, Look]] = {
    AccountState: ACCOUNTS,
    RequestState: REQUESTS,
    ModelState: MODELS,
    JobState: JOBS,
}


def look_of(state: StrEnum) -> tuple[str, str]:
    """Shape and word of a state in the reader's language."""
    shape, sentence = LOOKS[type(state)][state]
    return shape, sentence.say({})


def state_choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    """Every state of a sort with its word, for a filter."""
    return [(state.value, look_of(state)[1]) for state in states]


def need_tabs() -> list[tuple[NeedState, str]]:
    """The lists of needs, the open ones first."""
    return [(state, sentence.say({})) for state, sentence in NEED_TABS.items()]

"""The shape and the word of every state that a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from graph.domain.states.requests import NeedState
from webapp.words.by_subject import STATES
from webapp.words.sentences import Sentence

NEED_TABS: Mapping[NeedState, Sentence] = {
    NeedState.OPEN: Sentence("Open"),
    NeedState.DRAFT: Sentence("Drafts"),
    NeedState.CLOSED: Sentence("Closed"),
}


def look_of(state: StrEnum) -> tuple[str, str]:
    """Shape and word of a state in the reader's language."""
    shape, sentence = STATES[type(state)][state]
    return shape, sentence.say({})


def state_choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    """Every state of a sort with its word, for a filter."""
    return [(state.value, look_of(state)[1]) for state in states]


def need_tabs() -> list[tuple[NeedState, str]]:
    """The lists of needs, the open ones first."""
    return [(state, sentence.say({})) for state, sentence in NEED_TABS.items()]

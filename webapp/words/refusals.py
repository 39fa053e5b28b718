"""Why somebody said no, took a name off a list or took a request back, said to each who reads it."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.reasons import DeclineReason, DismissReason, WithdrawReason
from graph.domain.states.requests import RequestState
from graph.entities.requests import Request
from webapp.words.sentences import Sentence

DISMISSALS: Mapping[DismissReason, Sentence] = {
    DismissReason.WRONG_FIELD: Sentence("Not our field"),
    DismissReason.WRONG_STAGE: Sentence("Not for our stage"),
    DismissReason.KNOW_ALREADY: Sentence("We know each other already"),
    DismissReason.TOO_FAR: Sentence("Too far away"),
    DismissReason.OTHER: Sentence("Another reason"),
}
DECLINES_TO_SEEKER: Mapping[DeclineReason, Sentence] = {
    DeclineReason.NO_TIME: Sentence("no time at present"),
    DeclineReason.WRONG_FIELD: Sentence("not their field"),
    DeclineReason.CONFLICT: Sentence("a conflict of interest"),
    DeclineReason.OTHER: Sentence("another reason"),
}
DECLINES_TO_PROVIDER: Mapping[DeclineReason, Sentence] = {
    DeclineReason.NO_TIME: Sentence("No time now"),
    DeclineReason.WRONG_FIELD: Sentence("Not my field"),
    DeclineReason.CONFLICT: Sentence("A conflict of interest"),
    DeclineReason.OTHER: Sentence("Another reason"),
}
DECLINES_IN_MAILS: Mapping[DeclineReason, Sentence] = {
    DeclineReason.NO_TIME: Sentence("%(supervisor)s has no time now for: %(need)s."),
    DeclineReason.WRONG_FIELD: Sentence("%(supervisor)s thinks that this is not the right field: %(need)s."),
    DeclineReason.CONFLICT: Sentence(
        "%(supervisor)s declared a conflict of interest and will not be proposed to you again."
    ),
    DeclineReason.OTHER: Sentence("%(supervisor)s declined: %(need)s."),
}
WITHDRAWALS: Mapping[WithdrawReason, Sentence] = {
    WithdrawReason.BY_STARTUP: Sentence("They withdrew it"),
    WithdrawReason.NEED_CLOSED: Sentence("They withdrew it"),
    WithdrawReason.PLACE_FILLED: Sentence("Their place was filled"),
}
ENDS_TO_PROVIDER: Mapping[RequestState, tuple[str, Sentence]] = {
    RequestState.ACCEPTED: ("good", Sentence("You accepted")),
    RequestState.DECLINED: ("paused", Sentence("You declined")),
    RequestState.WITHDRAWN: ("draft", WITHDRAWALS[WithdrawReason.BY_STARTUP]),
    RequestState.EXPIRED: ("draft", Sentence("Ended without an answer")),
}


def dismiss_choices() -> list[tuple[str, str]]:
    """Why somebody is not for a startup, for a form."""
    return [(reason.value, sentence.say({})) for reason, sentence in DISMISSALS.items()]


def dismissal_words(code: str | None) -> str:
    """Why a startup took somebody off its list; empty where it said nothing."""
    return DISMISSALS[DismissReason(code)].say({}) if code else ""


def decline_to_seeker(code: str | None) -> str:
    """Why a provider said no, in a sentence; empty where nobody did, and for what came in from files without a why."""
    return DECLINES_TO_SEEKER[DeclineReason(code)].say({}) if code else ""


def decline_to_provider(code: str | None) -> str:
    """Why they themselves said no, as they chose it; empty where they did not."""
    return DECLINES_TO_PROVIDER[DeclineReason(code)].say({}) if code else ""


def end_to_provider(request: Request) -> tuple[str, str]:
    """Shape and words of how a request ended that waits no more."""
    shape, sentence = ENDS_TO_PROVIDER[request.state]
    if request.state is RequestState.WITHDRAWN and request.withdraw_reason:
        sentence = WITHDRAWALS[WithdrawReason(request.withdraw_reason)]
    return shape, sentence.say({})

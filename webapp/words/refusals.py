"""Why somebody said no, took a name off a list or took a request back, said to each who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.domain.kinds import KINDS
from graph.domain.reasons import IN_WORDS, NAMES_A_DAY, DeclineReason, DismissReason, WithdrawReason
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
    DeclineReason.AMOUNT: Sentence("not an amount that they put in"),
    DeclineReason.STAGE: Sentence("not a stage at which they invest"),
    DeclineReason.VALUATION: Sentence("the valuation"),
    DeclineReason.LATER: Sentence("not yet: come back later"),
    DeclineReason.CONFLICT: Sentence("a conflict of interest"),
    DeclineReason.OTHER: Sentence("another reason"),
    DeclineReason.PASSED_ON: Sentence("suggests somebody else"),
}
DECLINES_TO_PROVIDER: Mapping[DeclineReason, Sentence] = {
    DeclineReason.NO_TIME: Sentence("No time now"),
    DeclineReason.WRONG_FIELD: Sentence("Not my field"),
    DeclineReason.AMOUNT: Sentence("Not an amount that we put in"),
    DeclineReason.STAGE: Sentence("Not our stage"),
    DeclineReason.VALUATION: Sentence("The valuation"),
    DeclineReason.LATER: Sentence("Come back when …"),
    DeclineReason.CONFLICT: Sentence("A conflict of interest"),
    DeclineReason.OTHER: Sentence("Another reason"),
    DeclineReason.PASSED_ON: Sentence("Suggested a colleague"),
}
DECLINES_IN_MAILS: Mapping[DeclineReason, Sentence] = {
    DeclineReason.NO_TIME: Sentence("%(supervisor)s has no time now for: %(need)s."),
    DeclineReason.WRONG_FIELD: Sentence("%(supervisor)s thinks that this is not the right field: %(need)s."),
    DeclineReason.AMOUNT: Sentence("%(supervisor)s does not put in such an amount: %(need)s."),
    DeclineReason.STAGE: Sentence("%(supervisor)s does not invest at this stage: %(need)s."),
    DeclineReason.VALUATION: Sentence("%(supervisor)s declined because of the valuation: %(need)s."),
    DeclineReason.LATER: Sentence("%(supervisor)s says not yet, and when to come back: %(need)s."),
    DeclineReason.CONFLICT: Sentence(
        "%(supervisor)s declared a conflict of interest and will not be proposed to you again."
    ),
    DeclineReason.OTHER: Sentence("%(supervisor)s declined: %(need)s."),
    DeclineReason.PASSED_ON: Sentence("%(supervisor)s suggests somebody else for: %(need)s."),
}
DECLINE_EFFECTS: Mapping[DeclineReason, Sentence] = {
    DeclineReason.NO_TIME: Sentence(
        "Nobody proposes you for this need until the day you give; from then on they may ask again."
    ),
    DeclineReason.WRONG_FIELD: Sentence("Rankings learn from it: requests like this one come to you less often."),
    DeclineReason.AMOUNT: Sentence("They are told that it is the amount. Your ticket stands in your profile."),
    DeclineReason.STAGE: Sentence("They are told that it is the stage. Your stages stand in your profile."),
    DeclineReason.VALUATION: Sentence("They are told that it is the valuation, and may ask again when it has changed."),
    DeclineReason.LATER: Sentence(
        "They read what has to be there first. With a day, nobody proposes you for this need before it."
    ),
    DeclineReason.CONFLICT: Sentence("It is noted between you two, and you are never proposed to them again."),
    DeclineReason.OTHER: Sentence("Nothing follows but your sentence to them."),
}
DECLINE_BUTTONS: Mapping[DeclineReason, Sentence] = {
    DeclineReason.NO_TIME: Sentence("Decline for now"),
    DeclineReason.WRONG_FIELD: Sentence("Decline as not my field"),
    DeclineReason.AMOUNT: Sentence("Decline for the amount"),
    DeclineReason.STAGE: Sentence("Decline for the stage"),
    DeclineReason.VALUATION: Sentence("Decline for the valuation"),
    DeclineReason.LATER: Sentence("Decline until then"),
    DeclineReason.CONFLICT: Sentence("Decline for a conflict"),
    DeclineReason.OTHER: Sentence("Decline with this sentence"),
}
WITHDRAWALS: Mapping[WithdrawReason, Sentence] = {
    WithdrawReason.BY_STARTUP: Sentence("They withdrew it"),
    WithdrawReason.NEED_CLOSED: Sentence("They withdrew it"),
    WithdrawReason.PLACE_FILLED: Sentence("Their place was filled"),
    WithdrawReason.BY_INCUBATOR: Sentence("Their incubator withdrew it for them"),
    WithdrawReason.TERM_ENDED: Sentence("It ended with your term in the pool"),
    WithdrawReason.CONFLICT: Sentence("It ended for a conflict of interest"),
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


@dataclass(frozen=True)
class DeclineChoice:
    """One way to say no, as its form tells it: what it is, what follows, and what may be written with it."""

    code: DeclineReason
    title: str
    effect: str
    button: str

    @property
    def has_day(self) -> bool:
        return self.code in NAMES_A_DAY

    @property
    def may_pause(self) -> bool:
        """Whether whoever has no time now may want no other requests either."""
        return self.code is DeclineReason.NO_TIME

    @property
    def has_words(self) -> bool:
        return self.code in IN_WORDS


def decline_choices(kind: str) -> list[DeclineChoice]:
    """The ways to say no to a request of a kind."""
    return [
        DeclineChoice(
            code, DECLINES_TO_PROVIDER[code].say({}), DECLINE_EFFECTS[code].say({}), DECLINE_BUTTONS[code].say({})
        )
        for code in KINDS[kind].decline_reasons
    ]


def end_to_provider(request: Request) -> tuple[str, str]:
    """Shape and words of how a request ended that waits no more."""
    shape, sentence = ENDS_TO_PROVIDER[request.state]
    if request.state is RequestState.WITHDRAWN and request.withdraw_reason:
        sentence = WITHDRAWALS[WithdrawReason(request.withdraw_reason)]
    if request.decline_reason is DeclineReason.PASSED_ON:
        sentence = DECLINES_TO_PROVIDER[DeclineReason.PASSED_ON]
    return shape, sentence.say({})

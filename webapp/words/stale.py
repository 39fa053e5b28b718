"""What became of something since a page about it was shown: said to each side, exactly."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.reasons import WithdrawReason
from graph.domain.roles import Side
from graph.domain.states.requests import NeedState, RequestState
from webapp.words.sentences import Sentence

_REQUEST: Mapping[Side, Mapping[str, Sentence]] = {
    Side.SEEKER: {
        RequestState.SHOWN: Sentence("It stands on the list as before, perhaps by what you did in another tab."),
        RequestState.SAVED: Sentence("It was saved already, perhaps by you in another tab."),
        RequestState.DISMISSED: Sentence("It was put aside already, perhaps by you in another tab."),
        RequestState.ASKED: Sentence("They were asked already, perhaps by you in another tab, and have not answered."),
        RequestState.ACCEPTED: Sentence("They accepted meanwhile."),
        RequestState.DECLINED: Sentence("They declined meanwhile."),
        RequestState.WITHDRAWN: Sentence("It was withdrawn already, perhaps by you in another tab."),
        RequestState.EXPIRED: Sentence("It ended meanwhile, because nobody answered in time."),
    },
    Side.PROVIDER: {
        RequestState.ASKED: Sentence("It waits for your answer again, perhaps by what you did in another tab."),
        RequestState.ACCEPTED: Sentence("You accepted it already, perhaps in another tab."),
        RequestState.DECLINED: Sentence("You declined it already, perhaps in another tab."),
        RequestState.WITHDRAWN: Sentence("The startup withdrew it."),
        WithdrawReason.PLACE_FILLED: Sentence("Somebody else took the place: they accepted before you."),
        WithdrawReason.TERM_ENDED: Sentence("It ended with your term in the pool."),
        WithdrawReason.CONFLICT: Sentence("It ended, because a conflict of interest stands between you."),
        RequestState.EXPIRED: Sentence("It ended by itself, because it waited too long."),
    },
}
_NEED: Mapping[Side, Mapping[str, Sentence]] = {
    Side.SEEKER: {
        NeedState.DRAFT: Sentence("This need is a draft."),
        NeedState.OPEN: Sentence("This need was opened already, perhaps by you in another tab."),
        NeedState.CLOSED: Sentence("This need was closed, perhaps by you in another tab."),
        "gone": Sentence("This draft was deleted, perhaps by you in another tab."),
    },
    Side.PROVIDER: {
        NeedState.CLOSED: Sentence("The startup closed its need."),
        "filled": Sentence("Somebody else took the place: they accepted before you."),
    },
}
_WORK: Mapping[str, Mapping[str, Sentence]] = {
    "engagement": {"closed": Sentence("This work was closed by one of the two sides.")},
    "wait": {
        "free": Sentence("A place is free by now: you can ask."),
        "waiting": Sentence("You are on this waiting list already, perhaps by you in another tab."),
        "offered": Sentence("A place is held for you: you can ask."),
    },
    "batch": {
        "changed": Sentence("Somebody else changed the settings of this batch while you did."),
        "waits": Sentence("Some have not answered yet."),
        "at_work": Sentence("This batch is being worked on just now."),
        "nobody_new": Sentence("Everybody in this draft is asked already."),
        "answered": Sentence("Somebody has answered: the release stands."),
        "finished": Sentence("This batch is finished."),
        "cancelled": Sentence("This batch was given up."),
    },
    "session": {
        "planned": Sentence("This meeting is planned."),
        "held": Sentence("It is noted already that this meeting took place."),
        "cancelled": Sentence("This meeting was cancelled by one of the two sides."),
        "rated": Sentence("You rated this meeting already, perhaps in another tab."),
        "too_old": Sentence("This meeting is too long ago to be rated."),
        "gone": Sentence("This meeting does not stand any more."),
    },
}


def what_happened(what: str, state: str, side: Side | None) -> str:
    """What a request, a need, work or a meeting is by now; empty for what only machines meet."""
    by_side: Mapping[str, Mapping[Side, Mapping[str, Sentence]]] = {"request": _REQUEST, "need": _NEED}
    found = by_side[what].get(side, {}) if what in by_side and side is not None else _WORK.get(what, {})
    sentence = found.get(state)
    return sentence.say({}) if sentence else ""

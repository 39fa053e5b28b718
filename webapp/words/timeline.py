"""What happened with a request, told to the startup."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.states.requests import RequestState
from webapp.words.sentences import Sentence

HAPPENED: Mapping[str, tuple[str, Sentence]] = {
    "save_proposal": ("new", Sentence("You saved %(name)s for later.")),
    "unsave_proposal": ("paused", Sentence("You took %(name)s off your saved list.")),
    "dismiss_proposal": ("paused", Sentence("You took %(name)s off your list.")),
    "undo_dismissal": ("new", Sentence("You put %(name)s back on your list.")),
    "ask_for_introduction": ("waiting", Sentence("You asked %(name)s.")),
    "ask_on_behalf": ("waiting", Sentence("Your incubator asked %(name)s in your name.")),
    "remind_of_request": ("slow", Sentence("Your incubator reminded %(name)s.")),
    "extend_request": ("waiting", Sentence("Your incubator let the request wait longer.")),
    "ask_question": ("waiting", Sentence("%(name)s asked you something.")),
    "answer_question": ("waiting", Sentence("You answered.")),
    "forward_request": ("waiting", Sentence("%(name)s was told of it by who answers for them.")),
    "remind_supervisor": ("slow", Sentence("We reminded %(name)s.")),
    "accept_proposal": ("good", Sentence("%(name)s accepted.")),
    "decline_proposal": ("stop", Sentence("%(name)s declined.")),
    "pass_request_on": ("new", Sentence("%(name)s suggests somebody else.")),
    "undo_decline": ("waiting", Sentence("%(name)s took the answer back and will decide again.")),
    "withdraw_request": ("paused", Sentence("You withdrew the request.")),
    "withdraw_proposal": ("paused", Sentence("The request was withdrawn, because the place is filled.")),
    "withdraw_on_behalf": ("paused", Sentence("Your incubator took the request back in your name.")),
    "withdraw_with_term": ("paused", Sentence("%(name)s left the pool of your incubator, so the request ended.")),
    "withdraw_for_conflict": (
        "paused",
        Sentence("A conflict of interest stands between you, so the request ended."),
    ),
    "expire_proposal": ("slow", Sentence("There was no answer in time.")),
    "plan_session": ("new", Sentence("A meeting was planned.")),
    "close_engagement": ("good", Sentence("The work together was closed.")),
    "close_work_on_behalf": ("paused", Sentence("Your incubator closed the work together.")),
}
READ = ("new", Sentence("%(name)s read it."))
LEFT_OUT = frozenset({"tell_next_best"})
"""Steps of a request that only the log needs."""
ENDED: Mapping[RequestState, Sentence] = {
    RequestState.ACCEPTED: HAPPENED["accept_proposal"][1],
    RequestState.DECLINED: HAPPENED["decline_proposal"][1],
    RequestState.WITHDRAWN: Sentence("The request was withdrawn."),
    RequestState.EXPIRED: HAPPENED["expire_proposal"][1],
}

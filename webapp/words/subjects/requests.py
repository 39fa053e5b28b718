"""What is said of proposals and the requests that come of them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from graph.domain.states.requests import RequestState
from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    states={
        RequestState: {
            RequestState.SHOWN: ("new", Sentence("Proposed")),
            RequestState.SAVED: ("new", Sentence("Saved")),
            RequestState.DISMISSED: ("paused", Sentence("Not for us")),
            RequestState.ASKED: ("waiting", Sentence("Waiting for an answer")),
            RequestState.ACCEPTED: ("good", Sentence("Accepted")),
            RequestState.DECLINED: ("paused", Sentence("Declined")),
            RequestState.WITHDRAWN: ("paused", Sentence("Withdrawn")),
            RequestState.EXPIRED: ("slow", Sentence("No answer in time")),
        },
    },
    buttons={
        "save_proposal": lazy_pgettext("a proposal", "Save"),
        "unsave_proposal": _l("Saved"),
        "dismiss_proposal": _l("Not for me"),
        "undo_dismissal": _l("Put back on the list"),
        "ask_for_introduction": _l("Ask for an introduction"),
        "withdraw_request": _l("Withdraw this request"),
        "forward_request": _l("I have passed it on"),
        "ask_question": _l("Send the question"),
        "answer_question": _l("Send the answer"),
        "accept_proposal": _l("Accept and suggest a time"),
        "decline_proposal": _l("Decline…"),
        "pass_request_on": _l("Suggest a colleague"),
        "undo_decline": _l("Take the decline back"),
    },
    log={
        "save_proposal": Sentence("Saved a proposal"),
        "unsave_proposal": Sentence("Took a proposal off the saved list"),
        "dismiss_proposal": Sentence("Set a proposal aside"),
        "undo_dismissal": Sentence("Put somebody back on a list"),
        "ask_for_introduction": Sentence("Asked for an introduction"),
        "ask_on_behalf": Sentence("Asked somebody in the name of a startup"),
        "remind_of_request": Sentence("Reminded whoever was asked"),
        "extend_request": Sentence("Let a request wait longer"),
        "withdraw_on_behalf": Sentence("Took a request back in the name of a startup"),
        "forward_request": Sentence("Passed a request on to whom it asks"),
        "withdraw_request": Sentence("Withdrew a request"),
        "withdraw_proposal": Sentence("Withdrew a request"),
        "withdraw_for_conflict": Sentence("Ended a request for a conflict of interest"),
        "withdraw_with_term": Sentence("Ended a request with a term"),
        "ask_question": Sentence("Asked a question"),
        "answer_question": Sentence("Answered a question"),
        "accept_proposal": Sentence("Accepted a request"),
        "decline_proposal": Sentence("Declined a request"),
        "pass_request_on": Sentence("Suggested a colleague in their place"),
        "undo_decline": Sentence("Took back an answer"),
        "expire_proposal": Sentence("A request expired"),
        "remind_supervisor": Sentence("Reminded whoever was asked"),
        "tell_next_best": Sentence("Told a startup who is next best"),
    },
)

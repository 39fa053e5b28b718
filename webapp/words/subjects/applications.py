"""What is said of applications on the public pages of incubators."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.states.applications import ApplicationState
from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    states={
        ApplicationState: {
            ApplicationState.UNCONFIRMED: ("waiting", Sentence("To be confirmed")),
            ApplicationState.RECEIVED: ("waiting", Sentence("To be decided")),
            ApplicationState.ACCEPTED: ("good", Sentence("Accepted")),
            ApplicationState.DECLINED: ("stop", Sentence("Declined")),
            ApplicationState.WITHDRAWN: ("stop", Sentence("Withdrawn")),
        },
    },
    buttons={
        "confirm_application": _l("This is mine: send it"),
        "withdraw_application": _l("Withdraw the application"),
        "accept_application": _l("Accept and invite"),
        "decline_application": _l("Decline…"),
    },
    log={
        "apply": Sentence("Applied to an incubator"),
        "confirm_application": Sentence("Confirmed an application"),
        "withdraw_application": Sentence("Withdrew an application"),
        "accept_application": Sentence("Accepted an application"),
        "decline_application": Sentence("Declined an application"),
        "erase_application": Sentence("Erased an application whose time was over"),
        "change_application_page": Sentence("Changed the public page of an incubator"),
    },
)

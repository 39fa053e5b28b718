"""What is said of work together and its sessions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    buttons={
        "set_goal": _l("Save the goal"),
        "close_engagement": _l("Close this work"),
        "plan_session": _l("Plan this meeting"),
        "move_session": _l("Move"),
        "cancel_session": _l("Cancel the meeting"),
        "mark_held": _l("It took place"),
        "write_notes": _l("Save the notes"),
        "rate_session": _l("Send the rating"),
    },
    log={
        "set_goal": Sentence("Set the goal of an engagement"),
        "close_engagement": Sentence("Closed an engagement"),
        "close_work_on_behalf": Sentence("Closed an engagement in the name of a startup"),
        "plan_session": Sentence("Planned a session"),
        "move_session": Sentence("Moved a session"),
        "cancel_session": Sentence("Cancelled a session"),
        "mark_held": Sentence("Marked a session as held"),
        "write_notes": Sentence("Wrote the notes of a session"),
        "rate_session": Sentence("Rated a session"),
    },
)

"""What is said of waiting lists."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    buttons={
        "join_waiting_list": _l("Tell me when a place is free"),
        "leave_waiting_list": _l("Take me off the waiting list"),
    },
    log={
        "join_waiting_list": Sentence("Joined a waiting list"),
        "leave_waiting_list": Sentence("Left a waiting list"),
        "use_offer": Sentence("Asked, and so left a waiting list"),
        "offer_place": Sentence("Held a free place for whoever waited longest"),
        "lapse_offer": Sentence("A held place came to its end"),
        "drop_wait": Sentence("Took a startup off a waiting list"),
    },
)

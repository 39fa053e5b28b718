"""What is said of how requests reach people, and of who answers for them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.reach import Reach
from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    states={
        Reach: {
            Reach.ACCOUNT: ("good", Sentence("Has an account")),
            Reach.INCUBATOR: ("new", Sentence("Somebody answers for them")),
            Reach.NONE: ("stop", Sentence("Cannot be reached")),
        },
    },
    buttons={
        "answer_for": _l("Answer for them"),
        "stop_answering_for": _l("Answer for them no more"),
    },
    log={
        "answer_for": Sentence("Answers for somebody who has no account"),
        "stop_answering_for": Sentence("Answers for somebody no more"),
    },
)

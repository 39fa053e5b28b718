"""What is said of needs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    buttons={
        "save_need_draft": _l("Save as a draft"),
        "edit_need": _l("Edit this need"),
        "close_need": _l("Close this need"),
        "delete_draft": _l("Delete this draft"),
    },
    log={
        "save_need_draft": Sentence("Saved a draft of a need"),
        "open_need": Sentence("Opened a need"),
        "edit_need": Sentence("Changed a need"),
        "close_need": Sentence("Closed a need"),
        "close_need_on_behalf": Sentence("Closed a need in the name of a startup"),
        "delete_draft": Sentence("Deleted a draft"),
    },
)

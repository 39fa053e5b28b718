"""What is said of batches: whole cohorts matched at once."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.states.batches import BatchState
from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    states={
        BatchState: {
            BatchState.OPEN: ("waiting", Sentence("Not solved yet")),
            BatchState.DRAFTED: ("waiting", Sentence("Draft, nobody is told")),
            BatchState.RELEASED: ("waiting", Sentence("Released")),
            BatchState.FINISHED: ("good", Sentence("Finished")),
            BatchState.CANCELLED: ("paused", Sentence("Given up")),
        },
    },
    buttons={
        "change_batch": _l("Settings"),
        "solve_batch": _l("Solve"),
        "edit_batch_draft": _l("Change"),
        "undo_release": _l("Take the whole release back"),
        "finish_batch": _l("Finish"),
        "cancel_batch": _l("Give it up"),
    },
    log={
        "open_batch": Sentence("Opened a batch"),
        "change_batch": Sentence("Changed the settings of a batch"),
        "solve_batch": Sentence("Solved a batch"),
        "edit_batch_draft": Sentence("Changed a draft of a batch"),
        "release_batch": Sentence("Released a batch"),
        "undo_release": Sentence("Took the release of a batch back"),
        "finish_batch": Sentence("Finished a batch"),
        "export_batch": Sentence("Took the result of a batch away"),
        "cancel_batch": Sentence("Gave a batch up"),
    },
)

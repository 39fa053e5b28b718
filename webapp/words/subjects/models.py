"""What is said of models."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.states.models import ModelState
from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    states={
        ModelState: {
            ModelState.CANDIDATE: ("waiting", Sentence("Being judged")),
            ModelState.SERVING: ("good", Sentence("Serves")),
            ModelState.REJECTED: ("paused", Sentence("Rejected")),
            ModelState.RETIRED: ("draft", Sentence("Served earlier")),
        },
    },
    buttons={
        "train_model": _l("Train a model now"),
        "promote_model": _l("Let it serve"),
        "roll_back_model": _l("Go back to the one before"),
    },
    log={
        "train_model": Sentence("Had a model trained"),
        "keep_model": Sentence("Kept a new model"),
        "promote_model": Sentence("Let a model serve"),
        "reject_model": Sentence("Rejected a model"),
        "replace_model": Sentence("Replaced a model"),
        "return_to_model": Sentence("Let an earlier model serve again"),
        "roll_back_model": Sentence("Went back to an earlier model"),
    },
)

"""What is said of what people do about conflicts of interest."""

from __future__ import annotations

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    log={
        "confirm_competitor": Sentence("Confirmed a competitor"),
        "confirm_conflict": Sentence("Went on with a conflict of interest in sight"),
        "declare_conflict": Sentence("Declared a conflict of interest"),
        "dismiss_competitor": Sentence("Said that a startup is no competitor"),
        "take_waiver_back": Sentence("No longer lets a conflict of interest pass"),
        "waive_conflict": Sentence("Let a conflict of interest pass for a reason"),
        "withdraw_conflict": Sentence("Took a declared conflict of interest back"),
    },
)

"""What is said of what curators do about things that do not move."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    buttons={"suggest_provider": _l("Suggest somebody…")},
    log={
        "assign_stuck_thing": Sentence("Handed on something that does not move"),
        "export_gaps": Sentence("Took the table of gaps away"),
        "export_report": Sentence("Took a report away"),
        "export_startups": Sentence("Took the list of startups away"),
        "export_stuck_things": Sentence("Took the list of what is stuck away"),
        "remind_of_need": Sentence("Reminded a startup of its need"),
        "remind_of_work": Sentence("Reminded two sides to meet"),
        "snooze_stuck_thing": Sentence("Put off something that does not move"),
        "suggest_provider": Sentence("Suggested somebody for a need"),
        "undo_follow_up": Sentence("Took back what was put off or handed on"),
        "write_to_founder": Sentence("Wrote to the founders of a startup"),
    },
)

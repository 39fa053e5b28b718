"""What is said of profiles and whether somebody takes requests."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    buttons={
        "pause_supervisor": _l("Pause new requests"),
        "resume_supervisor": _l("Take requests again"),
        "delete_person": _l("Delete this person"),
    },
    log={
        "pause_supervisor": Sentence("Paused their requests"),
        "resume_supervisor": Sentence("Takes requests again"),
        "delete_person": Sentence("Deleted a person"),
        "add_career": Sentence("Added an entry to their career"),
        "change_career": Sentence("Changed an entry of their career"),
        "remove_career": Sentence("Removed an entry of their career"),
        "confirm_help_areas": Sentence("Said which help areas they stand for"),
        "confirm_profile": Sentence("Said that their profile is still true"),
        "ask_to_confirm": Sentence("Asked somebody whether their profile is still true"),
        "change_places": Sentence("Changed their places"),
        "choose_audiences": Sentence("Chose who reads their profile"),
        "update_provider_profile": Sentence("Changed a provider's profile"),
        "update_startup_profile": Sentence("Changed a startup's profile"),
        "update_investor_profile": Sentence("Changed an investor's profile"),
        "update_supervisor_profile": Sentence("Changed a supervisor's profile"),
    },
)

"""The audit log's codes in the reader's language."""

from __future__ import annotations

from webapp.words.by_subject import LOG
from webapp.words.sentences import say_stored


def action_words(code: str) -> str:
    """What was done, in words."""
    return say_stored(LOG, code, {})

"""Sentences as data: English texts, translated when they are said; `scripts/messages.py` finds them by these names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from flask_babel import gettext, ngettext


class Says(Protocol):
    """An entry of a table of sentences."""

    def say(self, words: Mapping[str, object]) -> str:
        """The sentence in the reader's language, with these words in its gaps."""
        ...


@dataclass(frozen=True)
class Sentence:
    """A sentence with gaps such as `%(name)s`."""

    text: str

    def say(self, words: Mapping[str, object]) -> str:
        """The sentence in the reader's language."""
        return str(gettext(self.text)) % words


@dataclass(frozen=True)
class Counted:
    """A sentence that depends on a count: `by` names the number among its words."""

    one: str
    many: str
    by: str = "count"

    def say(self, words: Mapping[str, object]) -> str:
        """The singular or the plural in the reader's language."""
        return str(ngettext(self.one, self.many, words[self.by], **words))


def say_stored(table: Mapping[str, Says], code: str, words: Mapping[str, object]) -> str:
    """The sentence of a code that was read from the store, which may have been written by another version."""
    if code not in table:
        return str(gettext("“%(code)s”, which this version does not know", code=code))
    return table[code].say(words)

"""Letters of curators: words in English, Chinese or both, with placeholders for what is true of each reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

LONGEST_SUBJECT, LONGEST_TEXT = 150, 5000
LONGEST_TEMPLATE_NAME = 80
MOST_TEMPLATES = 100
"""Templates of one incubator."""


class Audience(StrEnum):
    """To whom a letter is written."""

    SUPERVISORS = "supervisors"
    STARTUPS = "startups"


class Placeholder(StrEnum):
    """What a letter may leave open, to be filled in for each reader."""

    NAME = "name"
    INCUBATOR = "incubator"
    CURATOR = "curator"
    TERM_END = "term_end"
    FREE_PLACES = "free_places"
    SIGN_IN = "sign_in"


PLACEHOLDERS: Mapping[Placeholder, Mapping[str, str]] = {
    Placeholder.NAME: {"en": "name", "zh": "名字"},
    Placeholder.INCUBATOR: {"en": "incubator", "zh": "孵化器"},
    Placeholder.CURATOR: {"en": "curator's name", "zh": "写信人"},
    Placeholder.TERM_END: {"en": "end of term", "zh": "任期截止日"},
    Placeholder.FREE_PLACES: {"en": "free places", "zh": "空余名额"},
    Placeholder.SIGN_IN: {"en": "sign-in link", "zh": "登录链接"},
}
"""The words that stand for them in a text, between braces; those of both languages are known in either text."""


@dataclass(frozen=True)
class Wording:
    """A letter in one language."""

    subject: str
    text: str


@dataclass(frozen=True)
class Letter:
    """A letter in English, Chinese (`_zh`) or both; what is empty is not written in that language."""

    subject: str = ""
    text: str = ""
    subject_zh: str = ""
    text_zh: str = ""

    @property
    def wordings(self) -> Mapping[str, Wording]:
        """What is written, by language."""
        both = {"en": Wording(self.subject, self.text), "zh": Wording(self.subject_zh, self.text_zh)}
        return {language: one for language, one in both.items() if one.subject or one.text}

    def language_for(self, language: str) -> str:
        """The language in which a reader gets it: their own where it is written, else the other."""
        return language if language in self.wordings else next(iter(self.wordings))

    @property
    def placeholders(self) -> frozenset[Placeholder]:
        """Everything that it leaves open, in whichever language."""
        return frozenset(found for _, found in self._named() if found)

    @property
    def unknown(self) -> list[str]:
        """What stands between braces and is no placeholder, each once."""
        return list(dict.fromkeys(name for name, found in self._named() if not found))

    def filled(self, values: Mapping[str, Mapping[Placeholder, str]]) -> Letter:
        """The letter for one reader; `values` by language, with one for each placeholder that it has."""
        told = {language: {**values[language]} for language in ("en", "zh")}
        return Letter(
            fill(self.subject, told["en"]), fill(self.text, told["en"]),
            fill(self.subject_zh, told["zh"]), fill(self.text_zh, told["zh"]),
        )  # fmt: skip

    def _named(self) -> Iterator[tuple[str, Placeholder | None]]:
        for text in (self.subject, self.text, self.subject_zh, self.text_zh):
            for match in _BRACES.finditer(text):
                name = " ".join(match[1].split())
                yield name, _KNOWN.get(_key(name))


def fill(text: str, values: Mapping[Placeholder, str]) -> str:
    """The text with a value in place of each placeholder."""

    def value(match: re.Match[str]) -> str:
        found = _KNOWN.get(_key(match[1]))
        return match[0] if found is None else values[found]

    return _BRACES.sub(value, text)


def unknown_in(text: str) -> list[str]:
    """What stands between braces in a text and is no placeholder."""
    return Letter(text=text).unknown


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


_BRACES = re.compile(r"[{｛]([^{}｛｝\n]*[^{}｛｝\s][^{}｛｝\n]*)[}｝]")
_KNOWN = {_key(word): one for one, words in PLACEHOLDERS.items() for word in words.values()}

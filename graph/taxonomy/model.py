"""The taxonomy as one frozen value: look up, label, complete, climb."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

_PUNCTUATION = re.compile(r"[^\w+#]+|_+")
Names = list[str]
Labels = list[tuple[str, str]]
# Named here because Taxonomy has a method called `list`.
Completions = list[tuple[str, str]]
Tags = tuple[list[str], list[str]]
GROUPS = ("transformation", "leading", "key", "new_track", "future", "field")


@dataclass(frozen=True)
class Term:
    """One entry of a list: its code, both names, other names, and what it lies in.

    `short_en`, `short_zh`: for a column of a table, where the official name is too long for one.
    """

    code: str
    en: str
    zh: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    parents: tuple[str, ...] = ()
    short_en: str = ""
    short_zh: str = ""

    def label(self, language: str) -> str:
        """The name in `language` (`zh...` or English)."""
        return self.zh if language.startswith("zh") else self.en

    def short_label(self, language: str) -> str:
        """The name that fits a column."""
        return (self.short_zh if language.startswith("zh") else self.short_en) or self.label(language)


@dataclass(frozen=True)
class HelpArea(Term):
    """What kind of help somebody asks for or has given (辅导领域), one area of a group.

    `words`: how people write of it, in both languages; `not_words`: phrases that hold such a word and mean something
    else; `examples`: sentences of founders who ask for it and of people who have done it.
    """

    kind: str = ""
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


T_co = TypeVar("T_co", bound=Term, covariant=True)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Text without what writers vary: case, full and half width, punctuation, spaces."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).casefold())


class TermList(Generic[T_co]):
    """One list of terms with its index of names."""

    def __init__(self, terms: Iterable[T_co]) -> None:
        self.terms: Mapping[str, T_co] = {term.code: term for term in terms}
        self._codes: dict[str, str] = {}
        # A code and an official name win over anybody's alias.
        for term in self.terms.values():
            for name in (term.code, term.en, term.zh):
                self._codes.setdefault(fold(name), term.code)
        for term in self.terms.values():
            for name in term.aliases:
                self._codes.setdefault(fold(name), term.code)

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def find(self, text: str) -> str | None:
        """The code that `text` names, in either language, by code, name or alias."""
        folded = fold(text)
        return self._codes.get(folded) if folded else None

    def nearest(self, text: str) -> str | None:
        """The code that `text` most likely means, or None where nothing is near."""
        folded = fold(text)
        if not folded:
            return None
        close = difflib.get_close_matches(folded, self._codes, n=1, cutoff=0.72)
        return self._codes.get(folded) or (self._codes[close[0]] if close else None)

    def suggest(self, prefix: str, language: str, limit: int) -> list[tuple[str, str]]:
        """(code, label) of terms with a name in either language that starts with, or else contains, `prefix`."""
        folded = fold(prefix)
        if not folded:
            return []
        ranks: dict[str, int] = {}
        for name, code in self._codes.items():
            if folded in name:
                ranks[code] = min(self._rank(folded, name, code), ranks.get(code, 4))
        best = sorted(ranks, key=lambda code: (ranks[code], self.terms[code].label(language)))
        return [(code, self.terms[code].label(language)) for code in best[:limit]]

    def _rank(self, folded: str, name: str, code: str) -> int:
        """The whole name first, then official names that begin so, aliases that begin so, and names that hold it."""
        if name == folded:
            return 0
        if not name.startswith(folded):
            return 3
        return 1 if name in (fold(self.terms[code].en), fold(self.terms[code].zh)) else 2


@dataclass(frozen=True)
class Taxonomy:
    """Every list of the product; `load()` gives the one that ships."""

    industries: TermList[Term]
    countries: TermList[Term]
    regions: TermList[Term]
    topics: TermList[Term]
    help_areas: TermList[HelpArea]
    help_area_groups: TermList[Term]
    codes: Mapping[str, TermList[Term]]

    def industry_for(self, text: str) -> str | None:
        """The industry that a tag from outside names, or None: then it is a topic."""
        return self.industries.find(text)

    def topic_label(self, name: str, language: str) -> str:
        """A topic in the reader's language: as it was written, but for common ones in Chinese."""
        code = self.topics.find(name) if language.startswith("zh") else None
        return self.topics.terms[code].zh if code else name

    def country_for(self, text: str) -> str | None:
        """ISO 3166 alpha-3 of a country named in either language or by a shorter code."""
        return self.countries.find(text)

    def region_for(self, text: str) -> str | None:
        """The code (its English name) of a known district, functional area or province."""
        return self.regions.find(text)

    def language_for(self, text: str) -> str | None:
        """The language code that `text` names."""
        return self.codes["languages"].find(text)

    def list(self, kind: str) -> TermList[Term]:
        """A list by name: `industries`, `countries`, `regions`, `stages`, `categories`, ..."""
        special: dict[str, TermList[Term]] = {
            "industries": self.industries,
            "countries": self.countries,
            "regions": self.regions,
            "topics": self.topics,
            "help_areas": self.help_areas,
        }
        return special.get(kind) or self.codes[kind]

    def label(self, code: str, language: str = "en", kind: str | None = None) -> str:
        """The name of `code`; what no list knows comes back as it is.

        Some codes stand in two lists (`investor`, `talent`): name the `kind` there.
        """
        everything: Sequence[TermList[Term]] = [
            self.industries, *self.codes.values(), self.regions, self.countries, self.help_areas
        ]  # fmt: skip
        lists = [self.list(kind)] if kind else everything
        for terms in lists:
            if code in terms:
                return terms.terms[code].label(language)
        return code

    def suggest(self, prefix: str, language: str = "en", kind: str = "industries", limit: int = 8) -> Labels:
        """Completions of what somebody types, in either language: (code, label in `language`), best first."""
        return self.list(kind).suggest(prefix, language, limit)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """All broader industries of an industry, nearest first, none twice."""
        found: tuple[str, ...] = ()
        waiting = [code]
        while waiting:
            term = self.industries.terms.get(waiting.pop(0))
            for parent in term.parents if term else ():
                if parent not in found:
                    found += (parent,)
                    waiting.append(parent)
        return found

    def split_tags(self, tags: Iterable[str]) -> tuple[Names, Names]:
        """Tags from outside as (industry codes, topics): sorted, none twice."""
        industries: set[str] = set()
        topics: dict[str, str] = {}
        for tag in tags:
            code = self.industry_for(tag)
            if code:
                industries.add(code)
            elif tag.strip():
                topics.setdefault(topic_id(tag), " ".join(tag.split()))
        return sorted(industries), sorted(topics.values(), key=topic_id)


LONGEST_TOPIC = 100
"""How many characters a topic has at most where somebody types it."""


@lru_cache(maxsize=50_000)
def topic_id(name: str) -> str:
    """The normalised name by which a topic is one node however it is written."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

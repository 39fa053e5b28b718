"""The names that people give to columns, in both languages, and what a heading may therefore be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from rapidfuzz import fuzz, process

from graph.exchange.format.schema import SHEETS, Sheet
from graph.exchange.understanding.text import has_han, key

_BRACKETS = re.compile(r"[(（\[【<「]([^)）\]】>」]*)[)）\]】>」]")
_NUMBERING = re.compile(r"^\s*(?:[QＱ问题]?\s*\d{1,3}\s*[.、．:：)）]|[*＊])\s*")
_PARTS = re.compile(r"[\n/／|｜:：;；]| - |(?<=[\u3400-\u9fff）)])\s+(?=[A-Za-z])|(?<=[A-Za-z)])\s+(?=[\u3400-\u9fff])")
_LEAD_IN = re.compile(
    r"^(?:请(?:您)?(?:选择|填写|输入|提供|描述)?|您的|你的|您|贵|"
    r"what(?:'s| is| are| was)?|please|enter|provide|select|choose|your|the|my|"
    r"which|in which|do you|of)\b\s*|^(?:请(?:您)?(?:选择|填写|输入|提供)?|您的|你的|您|贵)",
    re.IGNORECASE,
)
_CLOSENESS = 86
_LONGEST_HEADING = 200
_WORDS_OF_QUESTION = 4
_LONGEST_END = 4
_ENDS = frozenset({
    "topics", "industries", "stages", "languages", "help_areas", "summary", "email", "phone", "wechat", "contact_email",
    "contact_phone", "website", "linkedin", "stage",
})  # fmt: skip
_TELLING = 0.4
_MOST_TELLING = 4
TARGETS_BESIDE = frozenset({"organisation", "ticket"})
"""Names that a heading may have besides columns of its table: an employer by name, an amount that may be a range."""


@dataclass(frozen=True)
class Name:
    """What a heading may be: a column, a part of it after a point, and how near the heading is (1: said exactly)."""

    target: str
    nearness: float
    why: str

    @property
    def column(self) -> str:
        return self.target.partition(".")[0]

    @property
    def part(self) -> str:
        return self.target.partition(".")[2]


@dataclass(frozen=True)
class Lexicon:
    """Targets by key of a name, of one table."""

    table: Sheet
    exact: dict[str, str]
    known: dict[str, str]
    left_out: frozenset[str]
    parts: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str], ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """Whatever a heading of the table may be besides its columns, each once: parts, an employer, an amount."""
        columns = set(self.exact.values())
        return tuple(one for one in dict.fromkeys(self.known.values()) if one not in columns)

    def names_of(self, heading: str) -> Name | None:
        """What a heading is by its words alone; an empty target: a column that the format leaves out."""
        return _name_of(self.table.name, heading)


@cache
def lexicon_of(table: str) -> Lexicon:
    """The names of the columns of one table."""
    told = _read()
    sheet = SHEETS[table]
    exact = {key(column.name): column.name for column in sheet.columns}
    known = {
        key(name): target
        for target, names in told.get(table, {}).items()
        if target.partition(".")[0] in {*exact.values(), *TARGETS_BESIDE}
        for name in reversed(names)
    }
    parts = tuple((name, target) for name, target in known.items() if len(name) >= (2 if has_han(name) else 4))
    return Lexicon(sheet, exact, known, frozenset(key(name) or name for name in told["left_out"]), parts, _ends(parts))


def _ends(parts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The names that a heading may end in, the longest first: of columns that are one thing whoever they are about."""
    told = [(name, target) for name, target in parts if target.partition(".")[0] in _ENDS]
    return tuple(sorted(told, key=lambda one: -len(one[0])))


@cache
def _read() -> dict[str, Any]:
    folder = resources.files("graph.exchange.understanding") / "data"
    told: dict[str, Any] = json.loads((folder / "headings.json").read_text(encoding="utf-8"))
    return told


@lru_cache(maxsize=20_000)
def _name_of(table: str, heading: str) -> Name | None:
    lexicon = lexicon_of(table)
    if len(heading) > _LONGEST_HEADING:
        return None
    if heading.strip() in lexicon.exact.values():
        return Name(heading.strip(), 1.0, "exact")
    variants = list(_variants(heading))
    for at, variant in enumerate(variants):
        if variant in lexicon.exact:
            return Name(lexicon.exact[variant], 1.0 if at == 0 else 0.95, "but_for_case" if at == 0 else "known_name")
        if variant in lexicon.known:
            return Name(lexicon.known[variant], 0.97 if at == 0 else 0.93, "known_name")
        if variant in lexicon.left_out:
            return Name("", 0.9, "nowhere")
    if any(word in heading.casefold() for word in _read()["not_theirs"]):
        return None
    found = [one for one in (_near(lexicon, variants), _by_its_end(lexicon, variants)) if one]
    return _of_question(table, heading) or max(found, key=lambda one: one.nearness, default=None)


def _by_its_end(lexicon: Lexicon, variants: list[str]) -> Name | None:
    """What a long heading ends in: functional expertise, 负责人电话."""
    for variant in variants[:3]:
        for name, target in lexicon.ends:
            if variant.endswith(name) and len(variant) <= _LONGEST_END * len(name):
                return Name(target, 0.7 if has_han(variant) else 0.5, "near_name")
    return None


def _of_question(table: str, heading: str) -> Name | None:
    """What a heading asks for that is a whole question, as forms have them: by the words that only one answer has."""
    text = " ".join(heading.casefold().split())
    if not (
        text.rstrip("*（）()选填必 ").endswith(("?", "？")) or len(text.split()) >= _WORDS_OF_QUESTION or "您" in text
    ):
        return None
    words: dict[str, str] = _read().get("questions", {}).get(table, {})
    found = next((target for word, target in words.items() if word in text), None)
    return Name(found, 0.85, "near_name") if found else None


def tells(headings: Sequence[str], table: Sheet) -> float:
    """How much headings have words that only tables of this kind have, whatever their columns are."""
    words = _read()["telling"].get(table.name, ())
    found = sum(any(word in heading.casefold() for word in words) for heading in headings if heading)
    return min(found, _MOST_TELLING) * _TELLING


def _near(lexicon: Lexicon, variants: list[str]) -> Name | None:
    """The longest known name that is most of the heading, or the one that is written almost so."""
    best: Name | None = None
    for variant in variants[:3]:
        longest, shortest = len(variant), (len(variant) + 1) // 2
        for name, target in lexicon.parts:
            if shortest <= len(name) <= longest and name in variant:
                nearness = 0.5 + 0.3 * len(name) / len(variant)
                # Of a Chinese heading the last word is what it is about.
                nearness += (0.05 if variant.endswith(name) else -0.15) if has_han(variant) else 0
                if best is None or nearness > best.nearness:
                    best = Name(target, nearness, "near_name")
        if best is None and len(variant) >= 5:
            close = process.extractOne(variant, lexicon.known.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSENESS)
            if close:
                best = Name(lexicon.known[close[0]], 0.6, "near_name")
    if best and any(name in variants[0] and len(name) * 2 > len(variants[0]) for name in lexicon.left_out):
        return Name("", 0.5, "nowhere")
    return best


def _variants(heading: str) -> Iterator[str]:
    """A heading as it is compared: whole, without numbering, brackets and lead-in, and its parts, each once."""
    bare = _NUMBERING.sub("", heading)
    outside = _BRACKETS.sub(" ", bare)
    inside = _BRACKETS.findall(bare)
    told = [heading, bare, outside, _led_in(outside), *_PARTS.split(outside), *inside, *_PARTS.split(bare)]
    found = dict.fromkeys(key(one) or one.strip() for one in told if one.strip())
    return iter(found)


def _led_in(text: str) -> str:
    text = text.strip().rstrip("?？*＊:：")
    while True:
        shorter = _LEAD_IN.sub("", text).strip()
        if shorter == text or not shorter:
            return text
        text = shorter

"""Which help areas (辅导领域) a text is about, by the words of the taxonomy, in either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from graph.taxonomy.source import load

_BESIDE = 0.5
"""An area is named beside the first one where its words weigh at least this share of the first one's."""


_MOST_OF_A_PERSON = 6


@dataclass(frozen=True)
class _Area:
    code: str
    words: re.Pattern[str]
    not_words: re.Pattern[str] | None


def suggest_areas(text: str, most: int = 3) -> list[str]:
    """Codes of at most so many areas, the most likely first; none where no word tells."""
    folded = _folded(text)
    weights = {area.code: _weight(area, folded) for area in _areas()}
    likely = sorted((code for code in weights if weights[code] > 0), key=lambda code: (-weights[code], code))[:most]
    return [code for code in likely if weights[code] >= _BESIDE * weights[likely[0]]]


def unconfirmed_areas(texts: Iterable[str], confirmed: Collection[str]) -> list[str]:
    """What a person's texts are about beside what somebody stands for."""
    return [code for code in suggest_areas("\n".join(texts), _MOST_OF_A_PERSON) if code not in confirmed]


def count_words(text: str) -> list[int]:
    """How often each area of the taxonomy is spoken of, in its order."""
    folded = _folded(text)
    return [len(area.words.findall(_meant(area, folded))) for area in _areas()]


def names_area(text: str, code: str) -> bool:
    """Whether a text has a word of an area."""
    folded = _folded(text)
    return any(area.words.search(_meant(area, folded)) for area in _areas() if area.code == code)


def _meant(area: _Area, folded: str) -> str:
    return area.not_words.sub(" ", folded) if area.not_words else folded


def _weight(area: _Area, folded: str) -> float:
    """Different words tell more than one said again; long words more than short ones."""
    found = area.words.findall(_meant(area, folded))
    return sum(sqrt(found.count(word)) * log(1 + len(word.encode())) for word in set(found))


@cache
def _areas() -> tuple[_Area, ...]:
    return tuple(
        _Area(area.code, _any_of((area.en, area.zh, *area.words)), _any_of(area.not_words) if area.not_words else None)
        for area in load().help_areas.terms.values()
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these: Chinese wherever it stands, other words whole, the longest first."""
    folded = sorted({_folded(word).strip() for word in words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(_whole(word) for word in folded))


def _whole(word: str) -> str:
    before = r"(?<![a-z0-9])" if word[0].isascii() else ""
    after = r"(?:s|es)?(?![a-z0-9])" if word[-1].isascii() else ""
    return f"{before}{re.escape(word)}{after}"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

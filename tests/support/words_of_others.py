"""Words that only one kind of match says, gathered from the tables in which it says them."""

from __future__ import annotations

import re
from collections import Counter as Count
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from inspect import signature
from typing import Any

from flask_babel import LazyString, gettext

from graph.taxonomy import load
from matching.features.terms import stem
from webapp.words import any_kind
from webapp.words.by_kind import WORDS
from webapp.words.kind_words import WordsOfKind
from webapp.words.kinds import wanted
from webapp.words.speaking import speaking

OFTEN = {"en": 10, "zh": 14}
"""In so many sentences a word belongs to the kind; below that it may be any word that chanced to stand there."""
_NO_WORDS = {"avatar", "path_shape", "category"}
_GAP = re.compile(r"%\(\w+\)[sd]|[AB]\b")


def words_of_others(kind: str, language: str) -> dict[str, frozenset[str]]:
    """Stems (in Chinese: pairs of characters) that one other kind says and no kind beside it, by that kind."""
    with speaking(language):
        said = {name: list(_texts(words)) for name, words in WORDS.items() if name != kind}
        named = {name: [*_names(words), wanted(name)] for name, words in WORDS.items() if name != kind}
        everybody = list(_texts(any_kind.FACTS))
    counts = {name: _count(texts, language) for name, texts in said.items()}
    names = {name: set(_count(texts, language)) for name, texts in named.items()}
    common = set(_count(everybody, language))
    return {
        name: frozenset(
            {word for word in names[name] if _alone(word, name, names)}
            | {word for word, n in counts[name].items() if n >= OFTEN[language] and _alone(word, name, counts)} - common
        )
        for name in said
    }


def said_of_others(
    texts: Mapping[str, str], kind: str, language: str, but: Collection[str] = ()
) -> dict[str, list[str]]:
    """Where a word of another kind stands, by place, with what is around it; of the kinds in `but` it may."""
    by_kind = words_of_others(kind, language)
    others = frozenset(word for name, words in by_kind.items() if name not in but for word in words)
    found = {place: list(_around(_without_areas(text, language), others, language)) for place, text in texts.items()}
    return {place: hits for place, hits in found.items() if hits}


def _without_areas(text: str, language: str) -> str:
    """The names of help areas are data, and what they are called together is one word for every kind."""
    text = text.replace("辅导领域", " ")
    for terms in (load().help_areas, load().help_area_groups):
        for term in terms.terms.values():
            text = text.replace(term.label(language), " ")
    return text


def _around(text: str, others: frozenset[str], language: str) -> Iterator[str]:
    for start, end, word in _words(text, language):
        if word in others:
            yield text[max(0, start - 50) : end + 30]


def _alone(word: str, name: str, by_kind: Mapping[str, Iterable[str]]) -> bool:
    return not any(word in words for other, words in by_kind.items() if other != name)


def _count(texts: Iterable[str], language: str) -> Count[str]:
    """In how many different texts each word stands."""
    return Count(word for text in set(texts) for word in {word for _, _, word in _words(_GAP.sub(" ", text), language)})


def _words(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Where each word begins and ends, and the word: an English stem, or two Chinese characters; a code is no word."""
    if language == "zh":
        yield from ((at.start(), at.start() + 2, at[1]) for at in re.finditer(r"(?=([一-鿿]{2}))", text))
        return
    for at in re.finditer(r"[A-Za-z_]+", text):
        yield at.start(), at.end(), stem(at[0].lower())


def _names(words: WordsOfKind) -> list[str]:
    seeker = words.seeker()
    return [str(words.role), seeker.one, seeker.many, seeker.at_path_end]


def _texts(entry: Any) -> Iterator[str]:
    """Every text of an entry in the language that is spoken; makers of texts are given letters for their gaps."""
    if isinstance(entry, str):
        yield str(gettext(entry))
    elif isinstance(entry, LazyString):
        yield str(entry)
    elif isinstance(entry, Mapping):
        for value in entry.values():
            yield from _texts(value)
    elif is_dataclass(entry):
        for field in fields(entry):
            if field.name not in _NO_WORDS:
                yield from _texts(getattr(entry, field.name))
    elif callable(entry) and not isinstance(entry, type):
        yield from _texts(entry(*_gaps(entry)))


def _gaps(maker: Any) -> list[object]:
    kinds = {"int": 2, "str": "A"}
    return [kinds[str(parameter.annotation)] for parameter in signature(maker).parameters.values()]

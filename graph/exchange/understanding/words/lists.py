"""Lists of words: what stands between them, decided on the column, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.exchange.format.cell_error import CellError
from graph.exchange.format.cells import cell_text
from graph.exchange.format.schema import LARGEST_NAME
from graph.exchange.format.values import parse
from graph.exchange.understanding.text import has_han, plain_letters
from graph.exchange.understanding.words.reading import Asked, Question, Reading, Style
from graph.exchange.understanding.words.separators import COMMAS, SLASHES, STRONG, are_spaced, kind_of, split_at
from graph.exchange.understanding.words.terms import is_known, meaning, means_nothing, without_other
from graph.taxonomy.model import topic_id

_RANGE = re.compile(r"\s*(?:-|–|—|~|至|到| to )\s*")
_ONWARDS = re.compile(
    r"(?:及|和|或)?(?:之?后|以后|以上|以后轮次)$|(?:\+|and later|onwards?|or later| and above|以后)$", re.IGNORECASE
)
_UP_TO = re.compile(r"(?:及|和|或)?(?:之?前|以前|以下)$|^(?:up to|until) |(?: and earlier| or earlier)$", re.IGNORECASE)
_ORDER = ("idea", "seed", "angel", "pre_a", "a", "b", "c", "growth")


def read_codes(asked: Asked, cell: str) -> Reading:
    """Words of a closed list, one or several: a word that nobody knows is asked for, the others stay."""
    text = plain_letters(cell) if "\n" not in cell else cell
    kind = kind_of(asked.column)
    whole = _said(asked, text) or _codes_of(kind, text, asked)
    if whole and not whole[1] and len(split_at(text, STRONG)) > 1:
        whole = None
    sure = True
    unknown: list[str] = []
    codes: list[str] = []
    parts = [text] if whole else _parts_of_codes(asked, kind, text)
    for part in parts:
        found = whole or _said(asked, part) or _codes_of(kind, part, asked)
        if found is None:
            unknown.append(part)
        else:
            codes.extend(found[0])
            sure = sure and found[1]
    codes = list(dict.fromkeys(codes))
    if asked.column.kind == "code" and len(codes) > 1:
        codes, sure = codes[:1], False
    more = {"topics": "|".join(unknown)} if unknown and asked.column.kind == "help_areas" else {}
    if unknown and not more:
        question = Question("unknown_words", "write_one_of", {"words": ", ".join(unknown), "choices": _choices(asked)})
        kept = {} if asked.column.kind == "code" or not codes else {asked.column.name: _sorted(codes)}
        return Reading(kept, is_sure=False, question=question)
    if asked.column.at_most and len(codes) > asked.column.at_most:
        return asked.ask("too_many_values", "keep_fewer", limit=str(asked.column.at_most))
    return Reading({asked.column.name: _sorted(codes), **more} if codes else more, sure and not more)


def _choices(asked: Asked) -> str:
    if asked.column.kind == "languages":
        return "zh, en, ja"
    return ", ".join(list(asked.taxonomy.list(kind_of(asked.column)).terms)[:12])


def _parts_of_codes(asked: Asked, kind: str, text: str) -> list[str]:
    """Of a closed list every separator may part words, as long as all that it parts are words."""
    for signs in (STRONG, STRONG + COMMAS, STRONG + COMMAS + SLASHES + "&和与", " "):
        parts = split_at(text, signs)
        if len(parts) > 1 and all(_said(asked, part) or _codes_of(kind, part, asked) for part in parts):
            return parts
    return split_at(text, STRONG + (COMMAS if asked.column.kind != "code" else ""))


def _codes_of(kind: str, text: str, asked: Asked) -> tuple[tuple[str, ...], bool] | None:
    found = meaning(kind, text, asked.taxonomy)
    if found:
        return found.codes, found.is_sure
    return (_between(text, asked), False) if kind == "stages" and _between(text, asked) else None


def _between(text: str, asked: Asked) -> tuple[str, ...]:
    """Stages from one to another: 天使轮-A轮, A轮及以后."""
    for pattern, end in ((_ONWARDS, 1), (_UP_TO, 0)):
        bare = pattern.sub("", text).strip()
        found = meaning("stages", bare, asked.taxonomy) if bare != text else None
        if found and len(found.codes) == 1:
            at = _ORDER.index(found.codes[0])
            return _ORDER[at:] if end else _ORDER[: at + 1]
    for match in _RANGE.finditer(text):
        ends = [
            meaning("stages", part.strip(), asked.taxonomy) for part in (text[: match.start()], text[match.end() :])
        ]
        if all(one and one.is_sure for one in ends):
            first, last = (_ORDER.index(one.codes[0]) for one in ends if one)
            return _ORDER[first : last + 1]
    return ()


def read_tags(asked: Asked, cell: str) -> Reading:
    """Industries by their codes, and any other words as topics."""
    style, name = asked.style, asked.column.name
    text = cell.strip()
    kind = kind_of(asked.column)
    parts = [text] if is_known(kind, plain_letters(text)) else split_at(text, style.separators)
    if any(len(part) > LARGEST_NAME for part in parts):
        return asked.ask("cell_too_long", "shorten", length=str(len(text)), limit=str(LARGEST_NAME))
    parts = [without_other(one) for part in parts for one in _known_apart(kind, part)]
    sure = style.are_separators_sure or len(parts) == 1
    if len(parts) == 1 and style.loose and not is_known(kind, parts[0]):
        parts, is_whole = _loosely(style, text)
        sure = sure and is_whole
    codes: list[str] = []
    topics: list[str] = []
    for part in parts:
        said = style.said.get(topic_id(part))
        if not said and means_nothing(part):
            continue
        found = None if said else meaning(kind, part, asked.taxonomy)
        if name == "topics" or (found is None and not said):
            topics.append(said or part)
        else:
            codes.extend([said] if said else found.codes if found else ())
            sure = sure and (found is None or found.is_sure)
    told = {name: _unique(codes)} if name != "topics" and codes else {}
    if topics and name == "leading_industries":
        told[name] = _unique([*codes, *topics])
    elif topics:
        told["topics"] = _unique(topics)
    return Reading({column: text for column, text in told.items() if text} or {name: ""}, sure)


def _loosely(style: Style, text: str) -> tuple[list[str], bool]:
    """The parts of a cell by the signs that perhaps part it, and whether it is surely whole.

    Spaces part Chinese words alone: beside Latin ones, which have spaces within, only a person knows.
    """
    is_mixed = " " in style.loose and " " in text and has_han(text) and not are_spaced(text)
    signs = style.loose if are_spaced(text) else style.loose.replace(" ", "")
    parts = split_at(text, style.separators + signs)
    return parts, len(parts) == 1 and not is_mixed


def _known_apart(kind: str, part: str) -> list[str]:
    """AI / Robotics: a slash parts what is known on both of its sides, and not as a whole."""
    if is_known(kind, part) or not any(sign in part for sign in SLASHES):
        return [part]
    apart = split_at(part, SLASHES)
    return apart if len(apart) > 1 and all(is_known(kind, one) for one in apart) else [part]


def read_list(asked: Asked, cell: str) -> Reading:
    """Any words."""
    parts, sure = split_at(cell, asked.style.separators), asked.style.are_separators_sure
    if len(parts) == 1:
        parts, is_whole = _loosely(asked.style, cell)
        sure = sure and is_whole
    return asked.said(_unique(parts), sure=sure)


def read_ids(asked: Asked, cell: str) -> Reading:
    """One id or several."""
    parts = "|".join(split_at(cell, "|;；,，、\n")) if asked.column.kind == "refs" else cell.strip()
    try:
        return asked.said(cell_text(parse(asked.column, parts, asked.taxonomy)))
    except CellError as error:
        return Reading(question=Question.of(error))


def _said(asked: Asked, text: str) -> tuple[tuple[str, ...], bool] | None:
    said = asked.style.said.get(topic_id(text))
    return (tuple(said.split("|")), True) if said else None


def _sorted(codes: Iterable[str]) -> str:
    return "|".join(sorted(set(codes)))


def _unique(values: Iterable[str]) -> str:
    return "|".join(_once(values))


def _once(values: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if topic_id(value) not in seen:
            seen.add(topic_id(value))
            yield value.replace("|", "/")

"""What stands between the values of a cell that holds several."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from graph.exchange.format.schema import Column
from graph.exchange.understanding.text import has_han, is_han_name, plain_letters
from graph.exchange.understanding.words.terms import is_known
from graph.taxonomy.model import topic_id

STRONG = "|｜;；、\n\r•·"
COMMAS = ",，"
SLASHES = "/／"
_KINDS = {"help_areas": "help_areas", "languages": "languages"}
_LONGEST_PART_LATIN = 32
_LONGEST_PART_HAN = 12
_MOST_WORDS = 5
_MOSTLY = 0.75


def kind_of(column: Column) -> str:
    """The list of the taxonomy whose words stand in a column; empty: any words."""
    return column.codes or _KINDS.get(column.kind, "") or ("industries" if column.kind == "tags" else "")


def separators_of(column: Column, cells: Iterable[str]) -> tuple[str, bool, str]:
    """What stands between the values of a column's cells, whether that is sure, and what perhaps does in the others.

    Bars, semicolons, 、 and line ends always do. Commas and slashes stand within terms, too: they part values only in a
    column that has none of those, where what they part is short, and known or there on its own as well.
    Chinese has no spaces within a term: where one stands between Chinese words alone, it perhaps parts them.
    """
    told_once = list(cells)
    separators, is_sure, loose = _signs_of(column, told_once)
    return separators, is_sure, loose + (" " if any(map(are_spaced, told_once)) else "")


def are_spaced(text: str) -> bool:
    """Whether it is several Chinese words with spaces between."""
    parts = text.split()
    return len(parts) > 1 and all(is_han_name(part) and _is_short(part) for part in parts)


def _signs_of(column: Column, cells: Iterable[str]) -> tuple[str, bool, str]:
    told = [plain for cell in cells if (plain := cell.strip())]
    kind = kind_of(column)
    parted = [cell for cell in told if any(sign in cell for sign in STRONG)]
    if len(parted) * 20 >= len(told) and parted:
        rest = [cell for cell in told if cell not in parted and any(sign in cell for sign in COMMAS)]
        rest = [cell for cell in rest if not is_known(kind, cell)]
        is_loose = bool(rest) and _share_of_values(kind, rest, COMMAS, told) >= _MOSTLY
        return STRONG, True, COMMAS if is_loose else ""
    for signs in (COMMAS, SLASHES):
        cut = [cell for cell in told if any(sign in cell for sign in signs) and not is_known(kind, cell)]
        if not cut:
            continue
        share = _share_of_values(kind, cut, signs, told)
        if share >= 0.5:
            return STRONG + signs, share >= _MOSTLY, ""
    return STRONG, True, ""


def _share_of_values(kind: str, cut: list[str], signs: str, told: list[str]) -> float:
    """Of the cells that would be cut, how many would be cut into what looks like values."""
    whole = {topic_id(cell) for cell in told if not any(sign in cell for sign in signs)}
    parts_of = [split_at(cell, signs) for cell in cut]
    seen: dict[str, int] = {}
    for parts in parts_of:
        for part in set(map(topic_id, parts)):
            seen[part] = seen.get(part, 0) + 1
    good = 0
    for parts in parts_of:
        known = sum(
            is_known(kind, part) or topic_id(part) in whole or seen[topic_id(part)] > 1 for part in parts
        )  # fmt: skip
        is_short = all(_is_short(part) for part in parts)
        if signs == SLASHES:
            good += is_short and known == len(parts)
        else:
            good += is_short and (known * 2 >= len(parts) or median(map(len, parts)) <= _LONGEST_PART_LATIN / 2)
    return good / len(cut)


def _is_short(part: str) -> bool:
    if has_han(part):
        return len(part) <= _LONGEST_PART_HAN
    return len(part) <= _LONGEST_PART_LATIN and len(part.split()) <= _MOST_WORDS


def split_at(text: str, signs: str) -> list[str]:
    """The parts of a cell between any of the signs, not within brackets; trimmed, none empty."""
    parts, depth, part = [], 0, ""
    for character in text:
        depth += (character in "(（[") - (character in ")）]")
        if character in signs and depth <= 0:
            parts.append(part)
            part = ""
        else:
            part += character
    return [plain for one in (*parts, part) if (plain := plain_letters(one).strip(" ,，;；、.。"))]

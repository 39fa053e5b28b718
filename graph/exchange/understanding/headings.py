"""Where the headings of a table stand, and which table of the format it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.exchange.format.schema import Sheet
from graph.exchange.reading.tables import Line
from graph.exchange.understanding.columns import nearness
from graph.exchange.understanding.lexicon import tells
from graph.exchange.understanding.mapping import Remembered

LINES_LOOKED_AT = 30

_HINTS = {
    "people": r"导师|专家|人才|讲师|评委|顾问|人员|通讯录|"
    r"mentor|expert|people|person|advisor|adviser|talent|judge|coach|supervisor|speaker",
    "startups": r"企业|公司|项目|初创|创业团队|startup|start-up|compan|portfolio|cohort|venture list",
    "investors": r"投资|基金|创投|investor|fund|\bvcs?\b",
    "labs": r"实验室|科研平台|\blabs?\b|laborator",
    "incubators": r"孵化器|众创空间|incubator|accelerator",
    "parks": r"园区|产业园|\bparks?\b",
}
_HINT_WEIGHT = 0.6
_MADE = frozenset({"id", "roles"})
_SECOND_LINE_SHARE = 0.6


@dataclass(frozen=True)
class Headings:
    """The last line of the headings among those looked at, their texts, and the tables of the format that fit best."""

    at: int
    texts: list[str]
    tables: tuple[Sheet, ...]


def find_headings(
    lines: Sequence[Line], tables: Sequence[Sheet], remembered: Remembered, hint: str, row: int | None = None
) -> Headings:
    """The line whose cells name most columns, with a second line of headings where there is one.

    `hint` is what file, sheet and titles are called; `row` is the line of the headings where somebody said it.
    """
    places = [at for at, line in enumerate(lines) if row is None or line.number == row] or [0]
    scores = {
        (at, table.name): _score(lines[at].cells, table, remembered) + _hint(table, hint)
        for at in places for table in tables
    }  # fmt: skip
    best = max(scores.values())
    if best <= _HINT_WEIGHT:
        at = max(places, key=lambda at: (_filled(lines[at]), -at))
        return Headings(at, list(lines[at].cells), _hinted(tables, hint) if row or len(tables) == 1 else ())
    first = min(at for (at, _), score in scores.items() if score == best)
    end, texts = (
        _with_second_line(lines, first, tables, remembered) if row is None else (first, list(lines[first].cells))
    )
    finals = {table.name: _score(texts, table, remembered) + _hint(table, hint) for table in tables}
    top = max(finals.values())
    exact = tuple(table for table in tables if finals[table.name] == top)
    return Headings(end, texts, exact)


def hint_of(*names: str) -> str:
    """What files, sheets and titles are called, to be looked through for words of a table."""
    return " ".join(names).casefold().replace("_", " ")


def _hinted(tables: Sequence[Sheet], hint: str) -> tuple[Sheet, ...]:
    if len(tables) == 1:
        return tuple(tables)
    found = tuple(table for table in tables if _hint(table, hint))
    return found if len(found) == 1 else ()


def _hint(table: Sheet, hint: str) -> float:
    words = _HINTS.get(table.name)
    return _HINT_WEIGHT if words and re.search(words, hint) else 0.0


def _score(cells: Sequence[str], table: Sheet, remembered: Remembered) -> float:
    """How many columns of the table are named, less those that it must have and that are not."""
    found = nearness(cells, table, remembered)
    if not found:
        return 0.0
    missing = sum(
        column.required and column.name not in found and column.name not in _MADE
        and not (column.name == "name" and "name_zh" in found)
        for column in table.columns
    )  # fmt: skip
    return max(0.01, sum(found.values()) + tells(cells, table) - 1.5 * missing)


def _with_second_line(
    lines: Sequence[Line], first: int, tables: Sequence[Sheet], remembered: Remembered
) -> tuple[int, list[str]]:
    """The headings of a line, and of the one below or above where both are headings."""
    texts = list(lines[first].cells)
    below = lines[first + 1].cells if first + 1 < len(lines) else []
    if _is_heading(below, texts, tables, remembered):
        return first + 1, _joined(texts, below, tables, remembered)
    above = lines[first - 1].cells if first and lines[first].number == lines[first - 1].number + 1 else []
    if _filled_of(above) > 1:
        joined = _joined(above, texts, tables, remembered)
        best = max(_score(texts, table, remembered) for table in tables)
        if max(_score(joined, table, remembered) for table in tables) > best + 0.5:  # half a column
            return first, joined
    return first, texts


def _is_heading(below: Sequence[str], above: Sequence[str], tables: Sequence[Sheet], remembered: Remembered) -> bool:
    """Whether a line under headings is one of headings, too: most of its cells name columns."""
    filled = [
        cell
        for place, cell in enumerate(below)
        if cell.strip() and cell != (above[place] if place < len(above) else "")
    ]
    if len(filled) < 2:  # one word alone may be a value
        return False
    return any(
        len(nearness(filled, table, remembered)) >= _SECOND_LINE_SHARE * len(filled) for table in tables
    ) and all(len(cell) <= 40 for cell in filled)


def _joined(above: Sequence[str], below: Sequence[str], tables: Sequence[Sheet], remembered: Remembered) -> list[str]:
    texts, group = [], ""
    for place in range(max(len(above), len(below))):
        upper = above[place].strip() if place < len(above) else ""
        lower = below[place].strip() if place < len(below) else ""
        group = upper or group
        if not lower or lower == upper:
            texts.append(upper)
        elif upper or not any(nearness([lower], table, remembered) for table in tables):
            texts.append(f"{group}\n{lower}" if group else lower)
        else:
            texts.append(lower)
    return texts


def _filled(line: Line) -> int:
    return _filled_of(line.cells)


def _filled_of(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)

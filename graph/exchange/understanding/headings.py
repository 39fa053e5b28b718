"""Where the headings of a table stand, which table of the format it is, and which column is what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.exchange.format.problems import N_
from graph.exchange.format.schema import Sheet
from graph.exchange.reading.tables import Line
from graph.exchange.understanding.mapping import Remembered, plain

LINES_LOOKED_AT = 30

WHY: dict[str, str] = {
    "exact": N_("The heading is the name of the column."),
    "but_for_case": N_("The heading is the name of the column in other letters."),
    "mapping": N_("The mapping file says so."),
    "twice": N_("Another heading before it is this column already."),
    "unknown": N_("No column of the format has this name."),
}
"""Why a heading is a column, or is none."""


@dataclass
class ReadColumn:
    """One column of a file: its place, its heading, the name it has in the format, and what stands in it."""

    place: int
    heading: str
    name: str | None
    why: str
    examples: list[str] = field(default_factory=list)
    cells: int = 0


@dataclass(frozen=True)
class Headings:
    """The line of the headings among those looked at, and the tables of the format that fit them best."""

    at: int
    tables: tuple[Sheet, ...]


def find_headings(lines: Sequence[Line], tables: Sequence[Sheet], remembered: Remembered) -> Headings:
    """The first of the lines in which most cells are names of columns; where none is, the first of the fullest."""
    scores = {
        (at, table.name): _score(line, table, remembered) for at, line in enumerate(lines) for table in tables
    }  # fmt: skip
    best = max(scores.values())
    if best[0] == 0:
        fullest = max(range(len(lines)), key=lambda at: (_filled(lines[at]), -at))
        return Headings(fullest, tuple(tables) if len(tables) == 1 else ())
    first = min(at for (at, _), score in scores.items() if score == best)
    return Headings(first, tuple(table for table in tables if scores[first, table.name] == best))


def read_columns(line: Line, table: Sheet | None, remembered: Remembered) -> list[ReadColumn]:
    """Each column with a heading; a name of the format is given once."""
    columns: list[ReadColumn] = []
    taken: set[str] = set()
    for place, heading in enumerate(line.cells):
        if not heading.strip():
            continue
        name, why = _name_of(heading, table, remembered) if table else (None, "unknown")
        if name in taken:
            name, why = None, "twice"
        if name:
            taken.add(name)
        columns.append(ReadColumn(place, heading.strip(), name, why))
    return columns


def _score(line: Line, table: Sheet, remembered: Remembered) -> tuple[int, bool]:
    """(how many columns of the table are named, whether those that it must have are among them)."""
    names = {_name_of(cell, table, remembered)[0] for cell in line.cells if cell.strip()} - {None}
    return len(names), all(column.name in names for column in table.columns if column.required)


def _name_of(heading: str, table: Sheet, remembered: Remembered) -> tuple[str | None, str]:
    names = {column.name for column in table.columns}
    key = plain(heading)
    if key in remembered.columns:
        name = remembered.columns[key]
        return name if name in names else None, "mapping"
    if key in names:
        return key, "exact" if heading.strip() == key else "but_for_case"
    return None, "unknown"


def _filled(line: Line) -> int:
    return sum(bool(cell.strip()) for cell in line.cells)

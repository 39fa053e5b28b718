"""A made list: its cells, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.bench.made_list_words import Cell

Row = dict[str, Cell]
"""By heading: a cell; its meaning is of the column that the heading is."""
ASK = "?"
"""The meaning of a cell that nobody can be sure of: it must be left empty and asked for."""


@dataclass(frozen=True)
class Made:
    """A list: its file, the table that it is, and of each record what its columns mean, with what was written."""

    path: Path
    table: str
    truth: list[dict[str, tuple[str, str]]]


def grid_of(rows: list[Row], columns: dict[str, str]) -> tuple[list[list[str]], list[dict[str, tuple[str, str]]]]:
    """(cells under their headings, truth by column of the format)."""
    cells = [[row[heading][0] for heading in columns] for row in rows]
    truth = [{name: (row[heading][1], row[heading][0]) for heading, name in columns.items() if name} for row in rows]
    return [list(columns), *cells], truth


def plain(text: str) -> Cell:
    return text, text

"""How the cells of each column are written, decided on all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from graph.exchange.format.schema import Column, Sheet
from graph.exchange.reading.tables import Line
from graph.exchange.understanding.columns import ReadColumn
from graph.exchange.understanding.mapping import Remembered, SaidStyle, plain
from graph.exchange.understanding.words.dates import shows_day_first
from graph.exchange.understanding.words.readers import BESIDE
from graph.exchange.understanding.words.reading import Style
from graph.exchange.understanding.words.separators import separators_of
from graph.taxonomy.model import topic_id

_MOST_DISTINCT = 20_000
_YEAR = re.compile(r"年份|\byear\b|哪年", re.IGNORECASE)
_SPLIT_KINDS = ("tags", "list")


class Profile:
    """The values of each column, as far as their number is bearable, and how often each stands there."""

    def __init__(self, columns: Iterable[ReadColumn], table: Sheet) -> None:
        self._columns = [
            (column.place, Counter[str]())
            for column in columns
            if column.name and meant(table, column).kind in (*_SPLIT_KINDS, "date")
        ]

    def add(self, line: Line) -> None:
        """Note the cells of a line."""
        for place, found in self._columns:
            if place < len(line.cells) and (len(found) < _MOST_DISTINCT or line.cells[place] in found):
                found[line.cells[place]] += 1

    def cells(self, place: int) -> list[str]:
        """The values of a column, each once."""
        return next((list(found) for at, found in self._columns if at == place), [])


def meant(table: Sheet, column: ReadColumn) -> Column:
    """The column of the format that a column of a file is."""
    return BESIDE.get(column.name or "") or table.column(column.name or "")


def styles_of(
    columns: Iterable[ReadColumn], table: Sheet, profile: Profile, remembered: Remembered
) -> dict[int, Style]:
    """The style of each column that is known, by its place."""
    known = [column for column in columns if column.name]
    has_currency = any(column.name == "currency" or column.currency for column in known)
    return {
        column.place: _style(column, meant(table, column), profile.cells(column.place), remembered, has_currency)
        for column in known
    }


def _style(column: ReadColumn, meant: Column, cells: list[str], remembered: Remembered, has_currency: bool) -> Style:
    told = remembered.styles.get(meant.name, SaidStyle())
    separators, are_sure, loose, day_first = "|", True, "", None
    if meant.kind in _SPLIT_KINDS:
        separators, are_sure, loose = separators_of(meant, cells)
        if told.separators is not None:
            separators, are_sure, loose = told.separators, True, ""
    if meant.kind == "date":
        day_first = shows_day_first(cells) if told.day_first is None else told.day_first
    values = remembered.values.get(meant.name, {})
    said = {key: text for value, text in values.items() for key in (plain(value), topic_id(value))}
    is_year = _YEAR.search(column.heading) is not None
    return Style(
        separators, are_sure, loose, day_first, is_year, column.unit, column.currency, has_currency, said,
        remembered.others.get(meant.name),
    )  # fmt: skip

"""Reads the cells of a table: what each value means, what is proposed, and what only a person can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import Sheet
from graph.exchange.reading.tables import UNREAD_FIXES, Line
from graph.exchange.understanding.asides import COUNTING, aside
from graph.exchange.understanding.choices import line_key
from graph.exchange.understanding.columns import ReadColumn
from graph.exchange.understanding.rows import RowMaker
from graph.exchange.understanding.styles import meant
from graph.exchange.understanding.text import key, seen
from graph.exchange.understanding.words.readers import read_cell
from graph.exchange.understanding.words.reading import NOTHING, Asked, Question, Reading, Style
from graph.taxonomy import Taxonomy

MOST_VALUES = 20_000
_MOST_EXAMPLES = 3
# Kinds of columns whose values are words of a list: a person wants to see what each was taken for.
_LISTED_KINDS = ("code", "codes", "help_areas", "region", "country", "languages", "currency")


@dataclass
class Counted:
    """What a value was taken for, and in how many cells."""

    column: str
    value: str
    reading: Reading
    cells: int = 0


class CellReader:
    """Reads rows of one table; remembers what each value was taken for, and how often."""

    def __init__(
        self, table: Sheet, label: str, columns: list[ReadColumn], headings: list[str], styles: Mapping[int, Style],
        taxonomy: Taxonomy, *, is_text: bool, role: str, rows: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._rows = rows
        self.unlisted = 0
        self._label = label
        self._columns = columns
        self._headings = headings
        self._end = columns[-1].place + 1
        self._is_text = is_text
        self._known = [
            (column, Asked(meant(table, column), column.part, styles[column.place], taxonomy, table.name))
            for column in columns if column.name
        ]  # fmt: skip
        self._names = [column.place for column in columns if column.name in ("name", "name_zh")]
        self._counting = [column.place for column in columns if key(column.heading) in COUNTING]
        self._readings: dict[tuple[int, str], tuple[Reading, Counted | None]] = {}
        self._counted: dict[tuple[str, str, str], Counted] = {}
        self._maker = RowMaker(table, [column for column in columns if column.name], label, role)

    def row(self, line: Line) -> dict[str, str] | Problem:
        """The cells of a row by name of column, or why it is left out."""
        is_row = line_key(self._label, line.number) in self._rows
        why = aside(line.cells, self._headings, len(self._known), self._names, self._counting)
        if why and not is_row:
            return Problem(self._label, line.number, "", shown(next(filter(None, line.cells))), why, "no_mend_needed")
        if self._is_text and any(cell.strip() for cell in line.cells[self._end :]):
            beyond = next(cell for cell in line.cells[self._end :] if cell.strip())
            return Problem(self._label, line.number, "", shown(beyond), "too_many_cells", "quote_commas")
        readings = [(column, self._cell(line, column, asked)) for column, asked in self._known]
        made = self._maker.make(line, [(column, found[0]) for column, found in readings])
        if not isinstance(made, Problem):
            for _, (_, counted) in readings:
                if counted:
                    counted.cells += 1
            for column, value, reading in self._maker.noted:
                self._count(column, value, reading).cells += 1
            self._note_examples(line)
        return made

    def values(self) -> Iterator[Counted]:
        """Each value that is read as something, those that are only proposed first."""
        told = [one for one in self._counted.values() if one.cells and one.reading.cells]
        return iter(sorted(told, key=lambda one: one.reading.is_sure))

    def questions(self) -> Iterator[Counted]:
        """Each value that nothing can be proposed for."""
        return (one for one in self._counted.values() if one.cells and one.reading.question)

    def _cell(self, line: Line, column: ReadColumn, asked: Asked) -> tuple[Reading, Counted | None]:
        cell = line.cells[column.place] if column.place < len(line.cells) else ""
        unread = line.unread.get(str(column.place)) if line.unread else None
        if unread:
            reading = Reading(question=Question(unread, UNREAD_FIXES[unread]))
            return reading, self._count(asked.column.name, shown(cell), reading)
        if not cell:
            return NOTHING, None
        key = column.place, cell
        found = self._readings.get(key)
        if found is None:
            reading = read_cell(asked, cell)
            found = reading, self._counted_of(asked, cell, reading)
            if len(self._readings) < MOST_VALUES * 10:
                self._readings[key] = found
        return found

    def _counted_of(self, asked: Asked, cell: str, reading: Reading) -> Counted | None:
        """The place where cells of this value are counted, if somebody wants to see what it was taken for."""
        is_same = reading.cells == {asked.column.name: seen(cell)} and reading.is_sure
        if reading is NOTHING or (is_same and asked.column.kind not in _LISTED_KINDS):
            return None
        return self._count(asked.column.name, shown(cell), reading)

    def _count(self, column: str, value: str, reading: Reading) -> Counted:
        key = column, value, "|".join(reading.cells.values())
        found = self._counted.get(key)
        if found is None:
            found = Counted(column, value, reading)
            if len(self._counted) < MOST_VALUES or not reading.is_sure or reading.question:
                self._counted[key] = found
            else:
                self.unlisted += 1
        return found

    def _note_examples(self, line: Line) -> None:
        for column in self._columns:
            cell = line.cells[column.place].strip() if column.place < len(line.cells) else ""
            if cell:
                column.cells += 1
                if len(column.examples) < _MOST_EXAMPLES and shown(cell) not in column.examples:
                    column.examples.append(shown(cell))

"""Reads the cells of a table: what each value means, what is proposed, and what only a person can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.exchange.format.cell_error import CellError
from graph.exchange.format.cells import cell_text
from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import Column, Sheet
from graph.exchange.format.values import clean, parse
from graph.exchange.reading.tables import UNREAD_FIXES, Line
from graph.exchange.understanding.headings import ReadColumn
from graph.exchange.understanding.mapping import Remembered, plain
from graph.taxonomy import Taxonomy

MOST_VALUES = 500
_MOST_EXAMPLES = 3
# Kinds of columns whose values are words of a list: a person wants to see what each was taken for.
_LISTED_KINDS = ("code", "codes", "help_areas", "region", "country", "languages", "currency")
_PROPOSED = ("write_suggestion", "write_date_if")


@dataclass(frozen=True)
class Reading:
    """What a value was taken for: its text in the format, or the error that leaves its cell empty."""

    text: str
    is_sure: bool = True
    error: CellError | None = None


class CellReader:
    """Reads rows of one table; remembers what each value was taken for, and how often."""

    def __init__(
        self, table: Sheet, label: str, columns: list[ReadColumn], remembered: Remembered, taxonomy: Taxonomy
    ) -> None:
        self.readings: dict[tuple[str, str], tuple[Reading, int]] = {}
        self.unlisted = 0
        self._label = label
        self._columns = columns
        self._known = [(column, table.column(column.name)) for column in columns if column.name]
        self._remembered = remembered
        self._taxonomy = taxonomy

    def row(self, line: Line) -> dict[str, str] | Problem:
        """The cells of a row by name of column, or why it is left out."""
        end = self._columns[-1].place + 1
        if any(cell.strip() for cell in line.cells[end:]):
            beyond = next(cell for cell in line.cells[end:] if cell.strip())
            return Problem(self._label, line.number, "", shown(beyond), "too_many_cells", "quote_commas")
        cells = {}
        for column, meant in self._known:
            cells[meant.name] = self._cell(line, column.place, meant)
            if meant.required and not cells[meant.name]:
                value = shown(line.cells[column.place]) if column.place < len(line.cells) else ""
                params = {"column": meant.name}
                return Problem(self._label, line.number, meant.name, value, "empty", "fill_in", params)
        self._note_examples(line)
        return cells

    def values(self) -> Iterator[tuple[str, str, Reading, int]]:
        """(column, value, what it was taken for, cells) of each value that is read as something."""
        return (one for one in self._listed() if one[2].error is None)

    def questions(self) -> Iterator[tuple[str, str, Reading, int]]:
        """The same of each value that nothing can be proposed for."""
        return (one for one in self._listed() if one[2].error is not None)

    def _listed(self) -> Iterator[tuple[str, str, Reading, int]]:
        for (column, value), (reading, count) in self.readings.items():
            yield column, value, reading, count

    def _cell(self, line: Line, place: int, column: Column) -> str:
        cell = line.cells[place] if place < len(line.cells) else ""
        if not cell.strip():
            return ""
        unread = line.unread.get(str(place))
        error = CellError(unread, UNREAD_FIXES[unread]) if unread else None
        reading = Reading("", error=error) if error else self._read(column, cell)
        if reading.error or column.kind in _LISTED_KINDS or reading.text != cell.strip():
            self._remember(column.name, shown(cell), reading)
        return reading.text

    def _read(self, column: Column, cell: str) -> Reading:
        said = self._remembered.values.get(column.name, {}).get(plain(cell))
        try:
            text = clean(cell if said is None else said)
            return Reading(cell_text(parse(column, text, self._taxonomy)) if text else "")
        except CellError as error:
            if error.fix_code not in _PROPOSED:
                return Reading("", error=error)
            return self._proposed(column, error)

    def _proposed(self, column: Column, error: CellError) -> Reading:
        """What the format proposes for a cell that it cannot read, where that can be read."""
        try:
            return Reading(cell_text(parse(column, error.params["suggestion"], self._taxonomy)), is_sure=False)
        except CellError:
            return Reading("", error=error)

    def _remember(self, column: str, value: str, reading: Reading) -> None:
        key = column, value
        if key in self.readings or len(self.readings) < MOST_VALUES:
            self.readings[key] = reading, self.readings.get(key, (reading, 0))[1] + 1
        else:
            self.unlisted += 1

    def _note_examples(self, line: Line) -> None:
        for column in self._columns:
            cell = line.cells[column.place].strip() if column.place < len(line.cells) else ""
            if cell:
                column.cells += 1
                if len(column.examples) < _MOST_EXAMPLES and shown(cell) not in column.examples:
                    column.examples.append(shown(cell))

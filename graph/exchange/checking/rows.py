"""Checks one row: typed values, required cells, and rules between the cells of the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.exchange.checking.spool import Record
from graph.exchange.format.cell_error import CellError
from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import RELATION_ENDS, Column, Sheet
from graph.exchange.format.values import LIST_KINDS, Value, clean, parse
from graph.taxonomy import Taxonomy

_REPEATED = frozenset({*LIST_KINDS, "code", "country", "region", "currency"})
_MOST_REMEMBERED = 10_000


@dataclass
class Row:
    """One row, checked: what it says, what forbids it, and the cells that it lost."""

    record: Record
    problems: list[Problem]
    lost: list[Problem]


class RowChecker:
    """Turns raw cells of one file into a record, or says everything that is wrong with them.

    A record holds only what the row says: an absent column leaves what the graph knows alone, and so does an empty
    cell, unless the importer says that empty cells erase. A bad cell costs the row only where the row must have it.
    """

    def __init__(
        self, sheet: Sheet, label: str, header: list[str], taxonomy: Taxonomy, *, empty_erases: bool = False
    ) -> None:
        self.sheet = sheet
        self.label = label
        self._columns = [column for column in sheet.columns if column.name in header]
        self._taxonomy = taxonomy
        self._empty_erases = empty_erases
        self._read_before: dict[tuple[str, str], Value] = {}

    def check(self, line: int, cells: dict[str, str]) -> Row:
        """The row; where there are problems its record is not to be used."""
        row = Row({}, [], [])
        for column in self._columns:
            self._read(row, column, line, cells[column.name])
        if not row.problems:
            row.problems.extend(self._between_cells(line, row.record, cells))
        if not row.problems:
            self._split_tags(row.record)
        return row

    def _read(self, row: Row, column: Column, line: int, cell: str) -> None:
        try:
            text = clean(cell) if cell else ""
            value = self._value(column, text) if text else [] if column.kind in LIST_KINDS else None
            if column.required and not value:
                raise CellError("empty", "fill_in", column=column.name)
        except CellError as error:
            found = row.problems if column.required else row.lost
            found.append(self._problem(line, column.name, cell, error))
            return
        if text or (self._empty_erases and column.kind != "id"):
            row.record[column.name] = value

    def _value(self, column: Column, text: str) -> Value:
        """What a text says; the words of lists stand in many rows."""
        if column.kind not in _REPEATED:
            return parse(column, text, self._taxonomy)
        key = column.name, text
        value = self._read_before.get(key)
        if value is None:
            value = parse(column, text, self._taxonomy)
            if len(self._read_before) < _MOST_REMEMBERED:
                self._read_before[key] = value
        return value

    def _problem(self, line: int, column: str, cell: str, error: CellError) -> Problem:
        return Problem(self.label, line, column, shown(cell), error.code, error.fix_code, error.params)

    def _between_cells(self, line: int, record: Record, cells: dict[str, str]) -> Iterator[Problem]:
        for rule in _RULES.get(self.sheet.name, ()):
            for column, error in rule(record):
                yield self._problem(line, column, cells.get(column, ""), error)

    def _split_tags(self, record: Record) -> None:
        """Tags that name an industry become that industry, in whichever column they stand; the rest are topics."""
        name = "leading_industries" if "leading_industries" in record else "industries"
        if name not in record and "topics" not in record:
            return
        fields, topics = self._taxonomy.split_tags([*record.pop(name, ()), *record.pop("topics", ())])
        for column, tags in ((name, fields), ("topics", topics)):
            if tags or self._empty_erases:
                record[column] = tags


Rule = Callable[[Record], Iterator[tuple[str, CellError]]]


def _dates_in_order(first: str, second: str) -> Rule:
    def rule(record: Record) -> Iterator[tuple[str, CellError]]:
        start, end = record.get(first), record.get(second)
        if start and end and end < start:
            yield second, CellError("ends_before_start", "swap_dates")

    return rule


def _two_sides(left: str, right: str) -> Rule:
    def rule(record: Record) -> Iterator[tuple[str, CellError]]:
        if record[left] == record[right]:
            yield right, CellError("same_on_both_sides", "two_records")

    return rule


_RULES: dict[str, tuple[Rule, ...]] = {
    "needs": (_dates_in_order("opened_on", "closed_on"),),
    "interactions": (_dates_in_order("proposed_on", "decided_on"), _two_sides("seeker_id", "provider_id")),
    "careers": (_dates_in_order("from", "to"),),
    "relations": (_dates_in_order("from", "to"), _two_sides("from_id", "to_id")),
    "conflicts": (_dates_in_order("from", "to"), _two_sides("left_id", "right_id")),
}


def wanted_sheets(sheet: Sheet, column: str, record: Record) -> tuple[str, ...]:
    """In which files the id in `column` may stand; a relation's type narrows both its ends.

    Who noted a conflict is one of its two ends, or an incubator.
    """
    if sheet.name == "relations":
        sources, targets = RELATION_ENDS[record["type"]]
        return sources if column == "from_id" else targets
    if column == "noted_by" and record[column] not in (record["left_id"], record["right_id"]):
        return ("incubators",)
    return sheet.column(column).to

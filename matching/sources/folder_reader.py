"""Reads the files of the exchange format through the same readers and checks as an import, without a server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from graph.exchange.checking.rows import RowChecker, wanted_sheets
from graph.exchange.format.problems import ONLY_NOTED, Problem, shown
from graph.exchange.format.schema import PROFILES, SHEETS, Column
from graph.exchange.reading.limits import COMMAND
from graph.exchange.reading.sources import find_sources
from graph.exchange.reading.tables import RawRow, Table, open_source, unreadable
from graph.taxonomy import load
from matching.results import Fact, tell
from matching.sources.folder_records import Row

_MOST_SHOWN = 10


class FolderError(Exception):
    """What was given cannot be used: `told` says what is wrong, each problem of a row with where and how to fix it."""

    def __init__(self, *told: Fact | Problem) -> None:
        super().__init__(*told)
        self.told = told


class FolderReader:
    """Checked rows by file of the format, and beside them `places`, the file and line of each.

    `closed` refuses rows that point at what stands in none of the files.
    """

    def __init__(self, paths: Sequence[Path], *, closed: bool = True) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in SHEETS}
        self.notes: list[Problem] = []
        self._problems: list[Problem] = []
        self._first_use: dict[tuple[str, str], tuple[str, int]] = {}
        self.places: dict[str, list[tuple[str, int]]] = {name: [] for name in SHEETS}
        for found in find_sources(list(paths), COMMAND):
            for table in [found] if isinstance(found, Problem) else open_source(found):
                self._read(table)
        if closed:
            self._check_references()
        if self._problems:
            raise FolderError(*_first(self._problems))

    def _read(self, table: Table | Problem) -> None:
        if isinstance(table, Problem):
            self._note(table)
            return
        for warning in table.warnings:
            self._note(warning)
        checker = RowChecker(table.sheet, table.label, table.header, load(), empty_erases=True)
        for row in table.rows:
            if isinstance(row, Problem):
                self._note(row)
                return
            self._check(table, checker, row)

    def _check(self, table: Table, checker: RowChecker, row: RawRow) -> None:
        name = table.sheet.name
        broken = unreadable(table, row)
        found = None if broken else checker.check(row.line, row.cells)
        record = found.record if found else {}
        # Nobody is asked here: what an import would load without is a problem as well.
        problems = [*found.problems, *found.lost] if found else [broken] if broken else []
        if not problems and table.sheet.has_id and "id" not in record:
            problems = [Problem(table.label, row.line, "id", "", "empty", "fill_in", {"column": "id"})]
        if not problems and table.sheet.has_id:
            problems = self._doubles(table, row, record)
        if problems:
            self._problems += problems
            return
        self.rows[name].append(record)
        self.places[name].append((table.label, row.line))

    def _doubles(self, table: Table, row: RawRow, record: Row) -> list[Problem]:
        space = "profiles" if table.sheet.name in PROFILES else table.sheet.name
        first = self._first_use.setdefault((space, record["id"]), (table.label, row.line))
        if first == (table.label, row.line):
            return []
        params = {"file": first[0], "line": str(first[1])}
        return [Problem(table.label, row.line, "id", shown(record["id"]), "duplicate_id", "own_id", params)]

    def _check_references(self) -> None:
        """Rows may point only at what stands in the files, as in an import into an empty graph."""
        ids = {name: {row["id"] for row in self.rows[name]} for name, sheet in SHEETS.items() if sheet.has_id}
        for name, sheet in SHEETS.items():
            columns = [column for column in sheet.columns if column.kind in ("ref", "refs")]
            for row, (label, line) in zip(self.rows[name], self.places[name], strict=True):
                for column in columns:
                    value = row.get(column.name)
                    for item_id in value if isinstance(value, list) else [value] if value else []:
                        sheets = wanted_sheets(sheet, column.name, row)
                        if not any(item_id in ids.get(wanted, ()) for wanted in sheets):
                            self._dangling(label, line, column, item_id, sheets)

    def _dangling(self, label: str, line: int, column: Column, item_id: str, sheets: tuple[str, ...]) -> None:
        files = ", ".join(f"{sheet}.csv" for sheet in sheets if sheet in SHEETS)
        fix = "add_or_correct" if column.required else "add_or_empty"
        self._problems.append(Problem(label, line, column.name, shown(item_id), "unknown_id", fix, {"files": files}))

    def _note(self, problem: Problem) -> None:
        if problem.code in ONLY_NOTED:
            self.notes.append(problem)
        else:
            self._problems.append(problem)


def _first(problems: list[Problem]) -> list[Fact | Problem]:
    rest = Counter(problem.file for problem in problems[_MOST_SHOWN:])
    more = [tell("more_problems", count=count, file=file) for file, count in sorted(rest.items())]
    return [*problems[:_MOST_SHOWN], *more]

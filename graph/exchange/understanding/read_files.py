"""Reads files that people really have: what was understood of each table, and the rows in the exchange format."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path, PurePath

from graph.exchange.format.problems import Problem, whole_file
from graph.exchange.format.schema import SHEETS, Sheet
from graph.exchange.reading.bounded import read_apart
from graph.exchange.reading.limits import COMMAND, Limits
from graph.exchange.reading.tables import Line, lines, refusal, sheets_of
from graph.exchange.reading.wire import Answer, Said
from graph.exchange.understanding.cells import CellReader
from graph.exchange.understanding.given import Given, find_given
from graph.exchange.understanding.headings import LINES_LOOKED_AT, find_headings, read_columns
from graph.exchange.understanding.mapping import Remembered, plain
from graph.exchange.understanding.store import RowStore
from graph.exchange.understanding.understood import Understood
from graph.taxonomy import load

Progress = Callable[[str, int, int], None]


@dataclass
class Answers:
    """What was understood of each table, and what else there is to know."""

    tables: list[Understood] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The documented shape of `liulu read --json`."""
        return {
            "files": [table.as_json() for table in self.tables],
            "notes": [note.as_json() for note in self.notes],
        }


class FileReader:
    """Reads files; the store is given every row that is not left out. `wanted` names the table that all of them are."""

    def __init__(
        self,
        store: RowStore,
        *,
        wanted: str | None = None,
        remembered: Remembered | None = None,
        limits: Limits = COMMAND,
        progress: Progress | None = None,
    ) -> None:
        self.answers = Answers()
        self._store = store
        self._wanted = wanted
        self._remembered = remembered or Remembered()
        self._limits = limits
        self._progress = progress
        self._taxonomy = load()
        self._rows = 0

    def read(self, paths: Sequence[Path]) -> Answers:
        """Read every file; a table that cannot be understood is told as one. Raises what `progress` raises."""
        with tempfile.TemporaryDirectory(prefix="liulu-read-") as folder:
            for item in find_given(list(paths), Path(folder), self._limits, self._tick):
                if isinstance(item, Problem):
                    self.answers.notes.append(item)
                else:
                    self._read_file(item)
        return self.answers

    def _tick(self) -> None:
        if self._progress:
            self._progress("read", self._rows, 0)

    def _read_file(self, given: Given) -> None:
        asked = read_apart(given.work, given.path, self._limits, self._tick, wanted=None, guess=True)
        with closing(asked) as said:
            for part in sheets_of(said):
                first = next(part)
                if first[0] == Said.SHEET:
                    self._read_sheet(given, first, lines(given.name, part))
                else:
                    refused = (answer for answer in chain([first], part) if answer[0] == Said.REFUSED)
                    self.answers.notes.extend(refusal(given.name, answer) for answer in refused)

    def _read_sheet(self, given: Given, said: Answer, found: Iterator[Line | Problem]) -> None:
        _, sheet, facts = said
        table = Understood(given.name, sheet, facts.get("encoding"), facts.get("delimiter"))
        self.answers.tables.append(table)
        if facts.get("merged"):
            self._note(table, "merged_cells", "unmerge", count=str(facts["merged"]))
        good = self._until_refused(table, found)
        looked_at = list(islice(good, LINES_LOOKED_AT))
        if not looked_at:
            self._note(table, "empty_file", "add_heading")
            return
        headings = find_headings(looked_at, self._candidates(given, sheet), self._remembered)
        meant = headings.tables[0] if len(headings.tables) == 1 else None
        if len(headings.tables) > 1:
            names = ", ".join(one.name for one in headings.tables)
            self._note(table, "table_unclear", "name_table", tables=names)
        line = looked_at[headings.at]
        table.table = meant.name if meant else None
        table.heading_row = line.number
        table.columns = read_columns(line, meant, self._remembered)
        if table.has_known_columns and meant:
            self._read_rows(table, meant, chain(looked_at[headings.at + 1 :], good))
            self._note_missing(table, meant)
        elif len(headings.tables) <= 1:
            self._note(table, "no_known_column", "name_columns")

    def _until_refused(self, table: Understood, found: Iterator[Line | Problem]) -> Iterator[Line]:
        for line in found:
            if isinstance(line, Problem):
                table.is_cut_off = True
                self.answers.notes.append(line)
                return
            if any(cell.strip() for cell in line.cells):
                yield line

    def _candidates(self, given: Given, sheet: str) -> list[Sheet]:
        """The tables that it may be: the one that is said, the one of its name, else any."""
        names = (self._wanted or "", plain(sheet).removesuffix(".csv"), plain(PurePath(given.name).stem))
        named = next((name for name in names if name in SHEETS), None)
        return [SHEETS[named]] if named else list(SHEETS.values())

    def _read_rows(self, table: Understood, meant: Sheet, found: Iterator[Line]) -> None:
        mark = self._store.mark(meant.name)
        table.reader = CellReader(meant, table.file, table.columns, self._remembered, self._taxonomy)
        for line in found:
            row = table.reader.row(line)
            if isinstance(row, Problem):
                table.leave_out(row)
            else:
                table.rows += 1
                self._store.keep(meant.name, row)
            self._rows += 1
        if table.is_cut_off:
            self._store.take_back(meant.name, mark)
        if table.more_left_out:
            self._note(table, "more_left_out", "no_mend_needed", count=str(table.more_left_out))
        if table.reader.unlisted:
            self._note(table, "more_values", "no_mend_needed", count=str(table.reader.unlisted))

    def _note_missing(self, table: Understood, meant: Sheet) -> None:
        known = {column.name for column in table.columns}
        for column in meant.columns:
            if column.required and column.name not in known:
                self._note(table, "missing_column", "add_column", column=column.name, suggestion=column.name)

    def _note(self, table: Understood, code: str, fix_code: str, **params: str) -> None:
        label = f"{table.file}#{table.sheet}" if table.sheet else table.file
        self.answers.notes.append(whole_file(label, code, fix_code, **params))

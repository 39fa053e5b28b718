"""Reads one table of a file: its headings, its columns, how they are written, and then its rows."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import IO

from graph.exchange.format.problems import Problem, shown, whole_file
from graph.exchange.format.schema import SHEETS, Sheet
from graph.exchange.reading.tables import Line
from graph.exchange.understanding.cells import CellReader
from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.columns import read_columns
from graph.exchange.understanding.headings import LINES_LOOKED_AT, find_headings, hint_of
from graph.exchange.understanding.mapping import plain
from graph.exchange.understanding.rows import role_of
from graph.exchange.understanding.store import RowStore
from graph.exchange.understanding.styles import Profile, styles_of
from graph.exchange.understanding.text import seen
from graph.exchange.understanding.understood import Understood
from graph.taxonomy import load

_SAMPLE = 400
_SHOWN_COLUMNS = 40


class SheetReader:
    """Reads tables, and gives the rows of those that can be understood to a store."""

    def __init__(
        self, store: RowStore, choices: Choices, note: Callable[[Problem], None], step: Callable[[], None]
    ) -> None:
        self._store = store
        self._choices = choices
        self._note_problem = note
        self._step = step

    def read(self, table: Understood, found: Iterator[Line | Problem], across: list[list[int]]) -> None:
        """Read one table; what is wrong with it as a whole is noted."""
        good = self._until_refused(table, found)
        looked_at = list(islice(good, _SAMPLE))
        if not looked_at:
            self._note(table, "empty_file", "add_heading")
            return
        top = _spread(looked_at[:LINES_LOOKED_AT], across)
        candidates = self._candidates(table)
        titles = (cell for line in top[:3] if sum(map(bool, line.cells)) <= 2 for cell in line.cells[:1])
        hint = hint_of(PurePath(table.file).stem, table.sheet, *titles)
        remembered = self._choices.remembered
        headings = find_headings(top, candidates, remembered, hint, self._choices.heading_row)
        if len(headings.tables) > 1:
            names = ", ".join(one.name for one in headings.tables)
            self._note(table, "table_unclear", "name_table", tables=names)
        meant = headings.tables[0] if len(headings.tables) == 1 else None
        below = looked_at[headings.at + 1 :]
        table.table = meant.name if meant else None
        table.heading_row = looked_at[headings.at].number
        width = max(map(len, (headings.texts, *(_usual(below, is_text=table.delimiter is not None)))))
        texts = [seen(text) for text in headings.texts] + [""] * (width - len(headings.texts))
        is_format = meant is not None and meant.name in self._names_of(table)
        rows = [line.cells for line in below]
        table.columns = read_columns(texts, meant, remembered, rows, is_format=is_format)
        for line in below:
            table.note_first(line.number, line.cells)
        role = self._choices.role or role_of(hint)
        if table.has_known_columns and meant:
            with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
                self._read_rows(table, meant, texts, _spooled(spool, chain(below, good)), role)
            self._note_missing(table, meant, role)
        elif len(headings.tables) <= 1:
            self._note(table, "no_known_column", "name_columns")

    def _until_refused(self, table: Understood, found: Iterator[Line | Problem]) -> Iterator[Line]:
        for line in found:
            if isinstance(line, Problem):
                table.is_cut_off = True
                self._note_problem(line)
                return
            if any(line.cells) and any(map(seen, line.cells)):
                yield line

    def _candidates(self, table: Understood) -> list[Sheet]:
        """The tables that it may be: the one that is said, the one of its name, else any."""
        names = (self._choices.table or "", *self._names_of(table))
        named = next((name for name in names if name in SHEETS), None)
        return [SHEETS[named]] if named else list(SHEETS.values())

    def _names_of(self, table: Understood) -> tuple[str, str]:
        return plain(table.sheet).removesuffix(".csv"), plain(PurePath(table.file).stem)

    def _read_rows(
        self, table: Understood, meant: Sheet, texts: list[str], lines: Spooled, role: str
    ) -> None:  # fmt: skip
        marks = {name: self._store.mark(name) for name in (meant.name, "careers")}
        profile = Profile(table.columns, meant)
        for line in lines:
            profile.add(line)
        table.styles = styles_of(table.columns, meant, profile, self._choices.remembered)
        is_text = table.delimiter is not None
        table.reader = CellReader(
            meant, table.label, table.columns, texts, table.styles, load(), is_text=is_text, role=role,
            rows=self._choices.rows,
        )  # fmt: skip
        for line in lines:
            row = table.reader.row(line)
            if isinstance(row, Problem):
                table.leave_out(row)
            else:
                table.rows += 1
                self._store.keep(meant.name, row, line.number, table.label)
            self._step()
        if table.is_cut_off:
            for name, mark in marks.items():
                self._store.take_back(name, mark)
        if table.more_left_out:
            self._note(table, "more_left_out", "no_mend_needed", count=str(table.more_left_out))
        if table.reader.unlisted:
            self._note(table, "more_values", "no_mend_needed", count=str(table.reader.unlisted))

    def _note_missing(self, table: Understood, meant: Sheet, role: str) -> None:
        """Everything that is missing or left out, each in one line."""
        known = {column.name for column in table.columns}
        made = {"id", "roles"} | ({"name"} if "name_zh" in known else set())
        missing = [column.name for column in meant.columns if column.required and column.name not in known | made]
        if missing:
            self._note(table, "missing_columns", "say_what_they_are", columns=", ".join(missing))
        if meant.has_id and "id" not in known:
            self._note(table, "ids_made", "no_mend_needed")
        if "roles" not in known and meant.name == "people":
            table.assumed_role = role
            if not self._choices.role:
                self._note(table, f"{role}s_assumed", "say_what_they_are")
        lost = [f"{shown(one.heading) or '?'} ({one.cells})" for one in table.columns if not one.name and one.cells]
        if lost:
            more = f", … (+{len(lost) - _SHOWN_COLUMNS})" if len(lost) > _SHOWN_COLUMNS else ""
            self._note(table, "columns_left_out", "say_what_they_are", columns=", ".join(lost[:_SHOWN_COLUMNS]) + more)

    def _note(self, table: Understood, code: str, fix_code: str, **params: str) -> None:
        self._note_problem(whole_file(table.label, code, fix_code, **params))


class Spooled:
    """Lines that can be gone through more than once; the first time they are kept in a file."""

    def __init__(self, spool: IO[str], lines: Iterable[Line]) -> None:
        self._spool = spool
        self._lines: Iterator[Line] | None = iter(lines)

    def __iter__(self) -> Iterator[Line]:
        if self._lines is not None:
            for line in self._lines:
                self._spool.write(json.dumps((line.number, line.cells, line.unread), ensure_ascii=False) + "\n")
                yield line
            self._lines = None
            return
        self._spool.seek(0)
        for text in self._spool:
            yield Line(*json.loads(text))


def _spooled(spool: IO[str], lines: Iterable[Line]) -> Spooled:
    return Spooled(spool, lines)


def _spread(lines: list[Line], across: list[list[int]]) -> list[Line]:
    """The lines with what is merged from side to side in each of its places."""
    by_number: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in across:
        by_number.setdefault(number, []).append((start, end))
    spread = []
    for line in lines:
        cells = list(line.cells)
        for start, end in by_number.get(line.number, ()):
            # A title over the whole table names nothing.
            if start < len(cells) and sum(map(bool, line.cells)) > 1:
                cells.extend([""] * (end + 1 - len(cells)))
                cells[start : end + 1] = [cells[start]] * (end + 1 - start)
        spread.append(Line(line.number, cells, line.unread))
    return spread


def _usual(lines: list[Line], *, is_text: bool) -> list[list[str]]:
    """The lines that show how wide the table is: in a text file one long line may be one that is broken."""
    if not is_text:
        return [line.cells for line in lines]
    widths = sorted(len(line.cells) for line in lines)
    usual = widths[len(widths) // 2] if widths else 0
    return [line.cells for line in lines if len(line.cells) <= usual]

"""Keeps the rows that were read until all are, and then writes them in the exchange format."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from graph.exchange.format.formulas import guard
from graph.exchange.format.schema import SHEETS

_LINE = "line"
_FILE = "file"


class RowStore:
    """Rows by table of the format, in temporary files that go with this object; use it as a context.

    `places` says of what `write` wrote, by file and line, in which file and line it was read; `derived` names the
    tables whose rows were all made beside those of others.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        self._rows: dict[str, IO[str]] = {}
        self._columns: dict[str, set[str]] = {}
        self.places: dict[tuple[str, int], tuple[str, int]] = {}
        self._own: set[str] = set()

    def __enter__(self) -> RowStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def keep(self, table: str, cells: dict[str, str], line: int = 0, file: str = "") -> None:
        """Keep a row: its cells by column, and where it stands. An employer by name is a career entry."""
        self._own.add(table)
        organisation = cells.pop("organisation", None)
        place: dict[str, str | int] = {_LINE: line, _FILE: file}
        self._keep(table, {**cells, **place})
        if organisation:
            career = {"person_id": cells["id"], "organisation": organisation}
            self._keep("careers", {**career, "title": cells.get("title", ""), **place})

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a table that were kept: the line of each in its file, and its cells by column."""
        for row in self._kept(table):
            row.pop(_FILE)
            line = int(row.pop(_LINE))
            yield line, row

    def tables(self) -> list[str]:
        """The tables that have rows, in the order of the format."""
        return [table for table in SHEETS if table in self._rows and self.mark(table)]

    @property
    def derived(self) -> list[str]:
        """Tables of which no row was read as one: career entries of the employers that a list of people names."""
        return [table for table in self.tables() if table not in self._own]

    def mark(self, table: str) -> int:
        """A place among the rows of a table, for `take_back`."""
        return self._rows[table].tell() if table in self._rows else 0

    def take_back(self, table: str, mark: int) -> None:
        """Forget the rows of a table that were kept since."""
        if table in self._rows:
            self._rows[table].seek(mark)
            self._rows[table].truncate()

    def write(self, folder: Path) -> list[Path]:
        """Write a file for each table that has rows, all of them or none; returns their paths."""
        folder.mkdir(parents=True, exist_ok=True)
        parts = {folder / SHEETS[table].file_name: self._write_aside(table, folder) for table in self.tables()}
        for path, part in parts.items():
            part.replace(path)
        return list(parts)

    def _keep(self, table: str, row: dict[str, str | int]) -> None:
        if table not in self._rows:
            stream = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  # closed with this object
            self._rows[table] = self._open.enter_context(stream)
        self._columns.setdefault(table, set()).update(row)
        self._rows[table].write(json.dumps(row, ensure_ascii=False) + "\n")

    def _write_aside(self, table: str, folder: Path) -> Path:
        names = [column.name for column in SHEETS[table].columns if column.name in self._columns[table]]
        part = folder / f".{table}.csv.{os.getpid()}"
        with part.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(names)
            line = 2
            for cells in self._kept(table):
                row = [guard(cells.get(name, "")) for name in names]
                writer.writerow(row)
                self.places[SHEETS[table].file_name, line] = cells[_FILE], int(cells[_LINE])
                line += 1 + sum(cell.count("\n") for cell in row)
        return part

    def _kept(self, table: str) -> Iterator[dict[str, str]]:
        self._rows[table].seek(0)
        return (json.loads(line) for line in self._rows[table])

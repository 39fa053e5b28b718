"""Rows as a table was understood, kept beside its file: the check and the load take them, and read nothing anew."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import SHEETS
from graph.exchange.reading.sources import Source
from graph.exchange.reading.tables import RawRow, Table
from graph.exchange.understanding.store import RowStore

LeftOut = tuple[str, Problem, dict[str, str]]
"""A row that was no record by what it lacks: its table, the problem, its cells by column."""


@dataclass
class Given:
    """The tables of a file, and the rows left out of them; `derived` names tables whose rows come from other tables."""

    tables: Sequence[Source | Table | Problem]
    left_out: list[LeftOut] = field(default_factory=list)
    derived: Sequence[str] = ()


def keep_rows(path: Path, store: RowStore, file_name: str, left_out: list[LeftOut]) -> None:
    """Write down what a store holds, whole or not at all; nothing where it holds no row."""
    if not store.tables():
        path.unlink(missing_ok=True)
        return
    part = path.with_suffix(f".part{os.getpid()}")
    with part.open("w", encoding="utf-8") as stream:
        told = [[table, _header(store, table)] for table in store.tables()]
        lost = [[table, _kept(problem), cells] for table, problem, cells in left_out]
        stream.write(_line({"file": file_name, "tables": told, "left_out": lost, "derived": store.derived}))
        for table, header in told:
            stream.writelines(
                _line([table, line, [cells.get(name, "") for name in header]]) for line, cells in store.rows(str(table))
            )
    part.replace(path)


def read_rows(path: Path) -> Given | None:
    """What `keep_rows` wrote; None where that is nothing, or gone."""
    try:
        with path.open(encoding="utf-8") as stream:
            head = json.loads(stream.readline())
    except FileNotFoundError:
        return None
    tables = [
        Table(SHEETS[name], head["file"], header, [], _rows(path, name, header)) for name, header in head["tables"]
    ]
    left_out = [(table, Problem(**kept), cells) for table, kept, cells in head["left_out"]]
    return Given(tables, left_out, head["derived"])


def _rows(path: Path, table: str, header: list[str]) -> Iterator[RawRow | Problem]:
    start = json.dumps([table])[:-1]
    with path.open(encoding="utf-8") as stream:
        for text in stream:
            if text.startswith(start):
                _, line, cells = json.loads(text)
                yield RawRow(line, dict(zip(header, cells, strict=True)), cells)


def _header(store: RowStore, table: str) -> list[str]:
    named = {column for _, cells in store.rows(table) for column in cells}
    return [column.name for column in SHEETS[table].columns if column.name in named]


def _kept(problem: Problem) -> dict[str, Any]:
    names = ("file", "line", "column", "value", "code", "fix_code", "params")
    return {name: getattr(problem, name) for name in names}


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"

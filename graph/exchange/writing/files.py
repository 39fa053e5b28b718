"""Writes the graph in the exchange format: the same graph gives the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from graph.domain.states.terms import TermState
from graph.driver import Graph
from graph.exchange.checking.check import Progress
from graph.exchange.checking.held import records_of
from graph.exchange.checking.spool import Record
from graph.exchange.format.cells import row_cells
from graph.exchange.format.formulas import guard
from graph.exchange.format.schema import RELATION_ENDS, SHEETS, Sheet
from graph.exchange.loading.batches import Context
from graph.exchange.loading.careers import career_records
from graph.exchange.writing.workbook_cells import book_row, pages_closed
from graph.repositories.exchange import parts
from graph.repositories.exchange_links import RELATIONS

_BATCH = 1000
_COLUMN_OF = {"INCUBATED_BY": ("startups", "incubator_id"), "WORKS_AT": ("people", "employer_id")}


def write_folder(context: Context, folder: Path, progress: Progress | None = None) -> dict[str, int]:
    """Write every file that has rows; returns the rows of each. Files of the format that have none are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for sheet in (_as_used(context, sheet) for sheet in SHEETS.values()):
        path = folder / sheet.file_name
        unfinished = path.with_suffix(".csv.part")
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([column.name for column in sheet.columns])
            count = 0
            for record in records(context, sheet):
                writer.writerow([guard(cell) for cell in row_cells(sheet, record)])
                count += 1
                if progress and count % _BATCH == 0:
                    progress("export", count, 0)
        if count:
            unfinished.replace(path)
            counts[sheet.file_name] = count
        else:
            unfinished.unlink()
            path.unlink(missing_ok=True)
    return counts


def write_workbook(context: Context, path: Path, progress: Progress | None = None) -> dict[str, int]:
    """Write one workbook with a sheet for each file that has rows; returns the rows of each.

    Raises CellTooLongError, with nothing written, where a text is longer than a cell of a workbook holds.
    """
    book = openpyxl.Workbook(write_only=True)
    counts: dict[str, int] = {}
    with pages_closed(book):
        for sheet in (_as_used(context, sheet) for sheet in SHEETS.values()):
            page, names = None, [column.name for column in sheet.columns]
            for record in records(context, sheet):
                if page is None:
                    page = book.create_sheet(sheet.name)
                    page.append(names)
                page.append(book_row(page, sheet.name, names, row_cells(sheet, record)))
                counts[sheet.file_name] = counts.get(sheet.file_name, 0) + 1
                if progress and counts[sheet.file_name] % _BATCH == 0:
                    progress("export", counts[sheet.file_name], 0)
    if not counts:
        book.create_sheet("startups").append([column.name for column in SHEETS["startups"].columns])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return counts


def _as_used(context: Context, sheet: Sheet) -> Sheet:
    """The file without the later columns that nobody uses: files of the first version come out as they came in."""
    kept = [
        column for column in sheet.columns if not column.later or context.tx.exchange.is_used(sheet.name, column.name)
    ]
    return replace(sheet, columns=tuple(kept))


def records(context: Context, sheet: Sheet) -> Iterator[Record]:
    """All records of one file, in the order of their ids."""
    if sheet.name == "relations":
        yield from _relations(context)
    elif sheet.name == "careers":
        for part in parts(context.tx.exchange.list_ids("people"), _BATCH):
            yield from career_records(context.tx.careers.list_of_people(part))
    elif sheet.name == "conflicts":
        yield from _conflicts(context)
    else:
        for part in parts(context.tx.exchange.list_ids(sheet.name), _BATCH):
            found = records_of(context.tx, sheet, part)
            yield from (found[item_id] for item_id in part if item_id in found)


def _relations(context: Context) -> Iterator[Record]:
    """All relations but those that a column of the profile says already (without dates, and the one it names), and
    places in pools that nobody accepted.
    """
    rows: list[Record] = []
    for kind in RELATIONS:
        for source in RELATION_ENDS[kind][0]:
            for part in parts(context.tx.exchange.list_ids(source), _BATCH):
                found = context.tx.exchange_links.list_relations(kind, part)
                accepted = [row for row in found if row.get("state") != TermState.INVITED]
                rows.extend(_beside_column(context, kind, part, accepted))
    yield from sorted(rows, key=_order("from_id", "type", "to_id", "from", "to"))


def _beside_column(context: Context, kind: str, ids: list[str], found: list[Record]) -> Iterator[Record]:
    if kind not in _COLUMN_OF:
        yield from found
        return
    sheet, column = _COLUMN_OF[kind]
    profiles = context.tx.exchange.list_records(sheet, ids)
    said: set[str] = set()
    for row in found:
        is_said = profiles[row["from_id"]][column] == row["to_id"] and row["from"] is None and row["to"] is None
        if is_said and row["from_id"] not in said:
            said.add(row["from_id"])
        else:
            yield row


def _conflicts(context: Context) -> Iterator[Record]:
    rows: list[Record] = []
    for source in ("startups", "people", "investors", "labs", "incubators", "parks"):
        for part in parts(context.tx.exchange.list_ids(source), _BATCH):
            rows.extend(row for row in context.tx.exchange_links.list_conflicts(part) if row["is_told"])
    yield from sorted(rows, key=_order("left_id", "right_id", "kind", "from", "to"))


def _order(*names: str) -> Any:
    return lambda row: tuple(row[name] or "" for name in names)


def export(graph: Graph, at: datetime, write: Callable[[Context], dict[str, int]]) -> dict[str, int]:
    """Run one of the writers in one read transaction: what it writes is the graph of one moment."""
    return graph.read(lambda tx: write(Context(tx, at, write=False)), is_long=True)

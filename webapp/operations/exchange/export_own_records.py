"""Writes an incubator's own pool and startups as a workbook of the exchange format."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import openpyxl

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.format.cells import row_cells
from graph.exchange.format.schema import SHEETS
from graph.exchange.writing.workbook_cells import book_row, pages_closed
from graph.transaction import Transaction

_PART = 1000


def export_own_records(graph: Graph, actor: Actor, at: datetime) -> bytes:
    """People of the pool, startups of the incubator and the terms between them; what `import` reads back."""
    book = openpyxl.Workbook(write_only=True)

    def work(tx: Transaction) -> int:
        today = tx.calendar.day_of(at)
        people = [one.id for one in tx.pools.list_members(actor.subject_id, at) if one.term.is_running(today)]
        startups = [one.id for one in tx.incubators.list_startups(actor.subject_id, today)]
        count = _write(tx, book, "people", people) + _write(tx, book, "startups", startups)
        return count + _write_terms(tx, book, actor.subject_id, people)

    with pages_closed(book):
        rows = graph.read(work)
    graph.write(lambda tx: tx.audit.record(actor, "export_own_records", actor.subject_id, at, f"{rows} rows"))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _write(tx: Transaction, book: Any, name: str, ids: list[str]) -> int:
    sheet = SHEETS[name]
    page = book.create_sheet(name)
    names = [column.name for column in sheet.columns]
    page.append(names)
    for start in range(0, len(ids), _PART):
        part = sorted(ids)[start : start + _PART]
        records = tx.exchange.list_records(name, part)
        for item_id in part:
            page.append(book_row(page, name, names, row_cells(sheet, records[item_id])))
    return len(ids)


def _write_terms(tx: Transaction, book: Any, incubator_id: str, people: list[str]) -> int:
    sheet = SHEETS["relations"]
    page = book.create_sheet("relations")
    names = [column.name for column in sheet.columns]
    page.append(names)
    terms = [
        row for row in tx.exchange_links.list_relations("IN_POOL_OF", sorted(people)) if row["to_id"] == incubator_id
    ]
    for row in sorted(terms, key=lambda row: str(row["from_id"])):
        page.append(book_row(page, sheet.name, names, row_cells(sheet, row)))
    return len(terms)

"""What a load carries from batch to batch, and what one batch found in the graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from graph.exchange.checking.held import Held
from graph.exchange.checking.spool import Record
from graph.exchange.format.schema import Sheet
from graph.exchange.format.values import LIST_KINDS
from graph.exchange.loading.changes import Changes
from graph.exchange.loading.journal import Entry, Journal
from graph.ids import milliseconds
from graph.transaction import Transaction


@dataclass
class Context:
    """One try at one load, or with `write` false at one comparison.

    `writer_id`: for whom it writes; None for the installation. `journal` is told what is done, `changes` what would be.
    `derived` names the files whose rows were made of cells of others' rows: what these change, those do.
    """

    tx: Transaction
    at: datetime
    write: bool
    writer_id: str | None = None
    journal: Journal | None = None
    changes: Changes | None = None
    held: Held = field(default_factory=Held)
    topics: set[str] = field(default_factory=set)
    derived: Collection[str] = ()

    @property
    def changed_at(self) -> int:
        return milliseconds(self.at)

    def note(self, *entries: Entry) -> None:
        """Tell the journal what was done."""
        if self.write and self.journal:
            self.journal.note(list(entries))


@dataclass
class Batch:
    """Rows of one file that go to the graph together, and what they found there."""

    new: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    before: Mapping[str, Record] = field(default_factory=dict)


def complete(sheet: Sheet, record: Record) -> Record:
    """The record with every column of its file: what the file lacks is empty."""
    empty: Record = {column.name: [] if column.kind in LIST_KINDS else None for column in sheet.columns}
    return {**empty, **({"topics": []} if _has_tags(sheet) else {}), **record}


def _has_tags(sheet: Sheet) -> bool:
    return any(column.kind == "tags" for column in sheet.columns)

"""Loads checked rows into the graph in one transaction: all of them or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.driver import Graph
from graph.exchange.check import Progress
from graph.exchange.schema import SHEETS, Sheet
from graph.exchange.spool import Record, Spool
from graph.exchange.values import LIST_KINDS
from graph.ids import milliseconds
from graph.taxonomy.model import topic_id
from graph.transaction import Transaction

BATCH_ROWS = 1000
PROFILE_SHEETS = ("incubators", "parks", "labs", "investors", "startups", "people")


@dataclass
class Loaded:
    """How many rows of each file made, changed, or found what they say."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)


@dataclass
class Batch:
    """Rows of one file that go to the graph together, and what they found there."""

    new: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    before: dict[str, Record] = field(default_factory=dict)


Finish = Callable[[Transaction, Loaded], None]
"""What belongs into the same transaction, such as the audit event."""


def load(graph: Graph, spool: Spool, at: datetime, finish: Finish, progress: Progress | None = None) -> Loaded:
    """Write every row of the spool, or nothing; rows that change nothing are only counted.

    Raises CancelledError (from `progress`) and GraphError; the graph is then as it was.
    """

    def work(tx: Transaction) -> Loaded:
        loader = _Loader(graph, tx, at, progress, spool.count())
        for sheet in SHEETS.values():
            loader.load_sheet(sheet, spool)
        finish(tx, loader.loaded)
        return loader.loaded

    return graph.write(work)


def compare(graph: Graph, spool: Spool, at: datetime, progress: Progress | None = None) -> Loaded:
    """What `load` would do, without doing it."""

    def work(tx: Transaction) -> Loaded:
        loader = _Loader(graph, tx, at, progress, spool.count(), write=False)
        for sheet in SHEETS.values():
            loader.load_sheet(sheet, spool)
        return loader.loaded

    return graph.read(work)


class _Loader:
    """One try at one load."""

    def __init__(
        self, graph: Graph, tx: Transaction, at: datetime, progress: Progress | None, total: int, write: bool = True
    ) -> None:
        self.loaded = Loaded()
        self._exchange = graph.exchange
        self._tx = tx
        self._at = at
        self._progress = progress
        self._total = total
        self._done = 0
        self._write = write
        self._topics: set[str] = set()

    def load_sheet(self, sheet: Sheet, spool: Spool) -> None:
        """Load all rows of one file."""
        for rows in spool.batches(sheet.name, BATCH_ROWS):
            records = [complete(sheet, record) for _, record in rows]
            batch = self._sort_out(sheet, records, [record for _, record in rows])
            if self._write:
                self._save(sheet, batch)
            self.loaded.created[sheet.file_name] += len(batch.new)
            self.loaded.updated[sheet.file_name] += len(batch.changed)
            self.loaded.unchanged[sheet.file_name] += len(rows) - len(batch.new) - len(batch.changed)
            self._done += len(rows)
            if self._progress:
                self._progress("load" if self._write else "compare", self._done, self._total)

    def _sort_out(self, sheet: Sheet, records: Sequence[Record], given: Sequence[Record]) -> Batch:
        batch = Batch()
        ids = [record["id"] for record in records]
        batch.before = self._exchange.list_records(self._tx, sheet.name, ids)
        for record, columns in zip(records, given, strict=True):
            before = batch.before.get(record["id"])
            if before is None:
                batch.new.append(record)
            elif differs(before, columns):
                batch.changed.append({**before, **columns})
        return batch

    def _save(self, sheet: Sheet, batch: Batch) -> None:
        self._ensure_topics(batch)
        if batch.new:
            self._exchange.create_profiles(self._tx, sheet.name, batch.new, self._stamp(sheet))
        if batch.changed:
            changed_at = milliseconds(self._at)
            self._exchange.update_profiles(self._tx, sheet.name, batch.changed, batch.before, changed_at)

    def _ensure_topics(self, batch: Batch) -> None:
        names: dict[str, str] = {}
        for record in (*batch.new, *batch.changed):
            for name in record.get("topics", ()):
                if topic_id(name) not in self._topics:
                    names.setdefault(topic_id(name), name)
        self._exchange.ensure_topics(self._tx, names.values())
        self._topics.update(names)

    def _stamp(self, sheet: Sheet) -> dict[str, Any]:
        stamp: dict[str, Any] = {"changed_at": milliseconds(self._at)}
        if sheet.name == "people":
            stamp |= {"state": "active", "joined_on": self._at.date()}
        return stamp


def complete(sheet: Sheet, record: Record) -> Record:
    """The record with every column of its file: what the file lacks is empty."""
    empty: Record = {column.name: [] if column.kind in LIST_KINDS else None for column in sheet.columns}
    return {**empty, "topics": [], **record}


def differs(before: Mapping[str, Any], columns: Mapping[str, Any]) -> bool:
    """Whether the given columns say something that the graph does not."""
    for name, value in columns.items():
        known = before.get(name)
        if name == "topics":
            if {topic_id(topic) for topic in known or ()} != {topic_id(topic) for topic in value}:
                return True
        elif (known or None) != (value or None) and not (known == value):
            return True
    return False

"""What a load carries from batch to batch, and what one batch found in the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.exchange.checking.spool import Record
from graph.exchange.format.schema import Sheet
from graph.exchange.format.values import LIST_KINDS
from graph.ids import milliseconds
from graph.taxonomy.model import topic_id
from graph.transaction import Transaction


@dataclass
class Context:
    """One try at one load, or with `write` false at one comparison."""

    tx: Transaction
    at: datetime
    write: bool
    topics: set[str] = field(default_factory=set)

    @property
    def changed_at(self) -> int:
        return milliseconds(self.at)


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


def differs(before: Mapping[str, Any], columns: Mapping[str, Any]) -> bool:
    """Whether the given columns say something that the graph does not."""
    for name, value in columns.items():
        known = before.get(name)
        if name == "topics":
            if {topic_id(topic) for topic in known or ()} != {topic_id(topic) for topic in value}:
                return True
        elif known != value and (_present(known) or _present(value)):
            return True
    return False


def _present(value: Any) -> bool:
    return value is not None and value != [] and value != ""

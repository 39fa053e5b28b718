"""What rows do to what stands: say it again, say something else of it, or say something new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.domain.ownership import Change
from graph.entities.career import CareerRecord, Careers
from graph.exchange.checking.edges import EDGES, edge_key, edges_of
from graph.exchange.checking.held import Held
from graph.exchange.checking.spool import Record
from graph.exchange.format.schema import Sheet
from graph.repositories.exchange import to_graph
from graph.taxonomy.model import topic_id
from graph.transaction import Transaction

_NEW = Change(is_new=True)


def changes_of(tx: Transaction, sheet: Sheet, records: Sequence[Record], holding: Held) -> list[Change]:
    """For each row of a file what it does to what the graph holds."""
    if sheet.name == "careers":
        return _of_careers(tx, records, holding)
    if sheet.name in EDGES:
        return _of_edges(tx, records)
    held = holding.records(tx, sheet, [record["id"] for record in records])
    return [_between(held.get(record["id"]), record) for record in records]


def changed_columns(before: Mapping[str, Any], columns: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of the given columns say something that the graph does not."""
    return tuple(name for name, value in columns.items() if _differs(name, before.get(name), value))


def says_nothing_new(held: Record, record: Record) -> bool:
    """Whether a row repeats what is known of a record, whatever its id."""
    return not changed_columns(held, {name: value for name, value in record.items() if name != "id"})


def _differs(name: str, known: Any, value: Any) -> bool:
    if name == "topics":
        return {topic_id(topic) for topic in known or ()} != {topic_id(topic) for topic in value}
    return bool(known != value and (_present(known) or _present(value)))


def _present(value: Any) -> bool:
    return value is not None and value != [] and value != ""


def _between(before: Record | None, record: Record) -> Change:
    return _NEW if before is None else Change(columns=changed_columns(before, record))


def _of_edges(tx: Transaction, records: Sequence[Record]) -> list[Change]:
    held = edges_of(tx, records)
    changes = []
    for record in records:
        edge = held.get(edge_key(record))
        if edge is None:
            changes.append(_NEW)
        else:
            columns = ("to",) if record.get("to") and edge["to"] != record["to"] else ()
            changes.append(Change(columns=columns, noted_by=edge.get("noted_by") or ""))
    return changes


def _of_careers(tx: Transaction, records: Sequence[Record], holding: Held) -> list[Change]:
    people = sorted({record["person_id"] for record in records})
    held = Careers(holding.careers(tx, people))
    changes = []
    for record in records:
        told = CareerRecord.of({name: to_graph(name, value) for name, value in record.items()})
        found = held.find(record["person_id"], told)
        before = found.record if found else None
        row = told.as_row()
        says = {name: value for name, value in row.items() if value} if before else row
        changes.append(_between(before.as_row() if before else None, says))
    return changes

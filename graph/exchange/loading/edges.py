"""Writes the rows of one batch that have no ids: career entries, relations and conflicts of interest."""

from __future__ import annotations

from collections.abc import Sequence

from graph.domain.states.terms import TermState
from graph.exchange.checking.edges import edge_key, held_edges
from graph.exchange.checking.spool import Record
from graph.exchange.format.schema import Sheet
from graph.exchange.loading.batches import Batch, Context
from graph.exchange.loading.careers import load_careers

# An import writes these without dates from a column of the profile; a dated row says the same more exactly.
_FROM_COLUMNS = ("INCUBATED_BY", "WORKS_AT")


def load_edges(context: Context, sheet: Sheet, records: Sequence[Record]) -> Batch:
    """Note what the graph lacks and date what it holds; rows are one by their ends, their kind and their start."""
    if sheet.name == "careers":
        return load_careers(context, records)
    if sheet.name == "conflicts":
        return _load_conflicts(context, records)
    total = Batch()
    for kind in sorted({record["type"] for record in records}):
        batch = _load_relations(context, kind, [record for record in records if record["type"] == kind])
        total.new += batch.new
        total.changed += batch.changed
    return total


def _load_relations(context: Context, kind: str, records: Sequence[Record]) -> Batch:
    links = context.tx.exchange_links
    held = held_edges(context.tx, records)
    batch = Batch()
    befores: list[Record] = []
    for record in records:
        key = edge_key(record)
        undated = (*key[:3], None)
        if key in held:
            if record["to"] and held[key] != record["to"]:
                batch.changed.append({**record, "known_from": record["from"]})
                befores.append({"from": record["from"], "to": held[key]})
        elif kind in _FROM_COLUMNS and held.get(undated, "none") is None:
            del held[undated]
            batch.changed.append({**record, "known_from": None})
            befores.append({"from": None, "to": None})
        else:
            batch.new.append(record)
        held[key] = record["to"] or held.get(key)
    for one, before in zip(batch.changed, befores, strict=True):
        _note_change(context, "relations", one, before)
    context.note(
        *({"do": "related", **record} for record in batch.new),
        *({"do": "dated", **one, "before": before} for one, before in zip(batch.changed, befores, strict=True)),
    )
    if context.write and batch.new:
        links.create_relations(kind, [_standing(record, context.writer_id) for record in batch.new])
    if context.write and batch.changed:
        links.date_relations(kind, batch.changed)
    return batch


def _standing(record: Record, writer_id: str | None) -> Record:
    """A new term as its row says it; else, and where an incubator says itself that somebody is in its pool, they are
    on the list until they were asked."""
    state = record.get("state") or TermState.LISTED
    is_claimed = writer_id is not None and state == TermState.ACTIVE
    return {**record, "state": TermState.LISTED if is_claimed else state, "ended_for": record.get("ended_for")}


def _load_conflicts(context: Context, records: Sequence[Record]) -> Batch:
    links = context.tx.exchange_links
    held = held_edges(context.tx, records)
    batch = Batch()
    for record in records:
        key = edge_key(record)
        if key not in held:
            batch.new.append(record)
        elif record["to"] and held[key] != record["to"]:
            batch.changed.append(record)
            _note_change(context, "conflicts", record, {"from": record["from"], "to": held[key]})
            context.note({"do": "conflict_dated", **record, "before": held[key]})
        held[key] = record["to"] or held.get(key)
    context.note(*({"do": "conflict", **record} for record in batch.new))
    if context.write and batch.new:
        links.create_conflicts(batch.new, context.writer_id)
    if context.write and batch.changed:
        links.date_conflicts(batch.changed)
    return batch


def _note_change(context: Context, sheet: str, record: Record, before: Record) -> None:
    """Tell of an edge that gets other days: it is called by its ends."""
    if context.changes:
        ends = " → ".join(edge_key(record)[:3:2])
        columns = tuple(name for name in ("from", "to") if record.get(name) and record[name] != before[name])
        context.changes.note(sheet, {**before, "id": ends}, record, columns)

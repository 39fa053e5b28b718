"""Rows that are relationships: what makes two of them one, and which the graph holds."""

from __future__ import annotations

from collections.abc import Sequence

from graph.exchange.checking.spool import Record
from graph.transaction import Transaction

EDGES = frozenset({"relations", "conflicts"})
"""The files whose rows are relationships."""
Key = tuple[str, str, str, str | None]


def edge_key(record: Record) -> Key:
    """Relations and conflicts are one by their ends, their kind and their first day."""
    if "type" in record:
        return record["from_id"], record["type"], record["to_id"], record.get("from")
    return record["left_id"], record["kind"], record["right_id"], record.get("from")


def held_edges(tx: Transaction, records: Sequence[Record]) -> dict[Key, str | None]:
    """Key -> last day of the edges that lead from where these records lead from, of their types."""
    return {key: edge["to"] for key, edge in edges_of(tx, records).items()}


def edges_of(tx: Transaction, records: Sequence[Record]) -> dict[Key, Record]:
    """Key -> edge, of those that lead from where these records lead from, of their types."""
    links = tx.exchange_links
    by_type: dict[str, set[str]] = {}
    for record in records:
        by_type.setdefault(record.get("type", ""), set()).add(record["from_id" if "type" in record else "left_id"])
    held = [
        edge
        for kind, ids in sorted(by_type.items())
        for edge in (links.list_relations(kind, sorted(ids)) if kind else links.list_conflicts(sorted(ids)))
    ]
    return {edge_key(edge): edge for edge in held}

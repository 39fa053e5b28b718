"""Writes the whole graph into one file, as it stood at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from graph.backup.archive import (
    NODES,
    RELATIONSHIPS,
    Manifest,
    open_private,
    write_manifest,
    write_member,
)
from graph.backup.values import to_json
from graph.driver import Graph
from graph.transaction import Transaction


def dump(graph: Graph, path: Path, at: datetime) -> Manifest:
    """Write a backup to `path`, whole or not at all; people may go on working meanwhile."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        manifest = graph.read(lambda tx: _dump(tx, partial, at))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _dump(tx: Transaction, path: Path, at: datetime) -> Manifest:
    with open_private(path) as file:
        applied = sorted(row["version"] for row in tx.rows("migrations.applied"))
        nodes = write_member(file, NODES, _stream(tx, "backup.nodes"))
        relationships = write_member(file, RELATIONSHIPS, _stream(tx, "backup.relationships"))
        manifest = Manifest(at.isoformat(), applied, nodes, relationships)
        write_manifest(file, manifest)
    return manifest


def _stream(tx: Transaction, query: str) -> Iterator[dict[str, object]]:
    for row in tx.stream(query):
        yield {key: to_json(value) for key, value in row.items()}

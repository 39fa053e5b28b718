"""Writes the whole graph, and the stored files, into one file, as they stood at one moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from graph.backup.archive import (
    NODES,
    RELATIONSHIPS,
    DamagedBackupError,
    Manifest,
    open_private,
    read_checked,
    write_manifest,
    write_member,
)
from graph.backup.stored_files import NO_FILES, write_files
from graph.driver import Graph
from graph.json_values import to_json
from graph.transaction import Transaction

_REPORT_ROWS = 1000
Progress = Callable[[str, int], None]
"""Told `write` or `verify`, and how many rows are done; what it raises ends the backup."""


def dump(
    graph: Graph, path: Path, at: datetime, *, files: Path | None = None, progress: Progress = lambda _step, _done: None
) -> Manifest:
    """Write a backup to `path`, whole, read back and found to be right, or not at all; people may go on meanwhile.

    `files`: the folder of stored files, which need not be there. Raises OSError (no room, no right), GraphError,
    DamagedBackupError where what was written is not what is read.
    """
    partial = partial_of(path)
    try:
        manifest = graph.read(lambda tx: _dump(tx, partial, at, files, progress), is_long=True)
        _sync(partial)
        progress("verify", manifest.nodes.lines + manifest.relationships.lines)
        if read_checked(partial) != manifest:
            raise DamagedBackupError(f"{path} is not what was written: look at the disk.")
        partial.replace(path)
        _sync(path.parent)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def partial_of(path: Path) -> Path:
    """Where a backup is written until it is whole."""
    return path.with_name(f".{path.name}.partial")


def _dump(tx: Transaction, path: Path, at: datetime, files: Path | None, progress: Progress) -> Manifest:
    with open_private(path) as file:
        applied = sorted(row["version"] for row in tx.rows("migrations.applied"))
        nodes = write_member(file, NODES, _stream(tx, "backup.nodes", 0, progress))
        relationships = write_member(file, RELATIONSHIPS, _stream(tx, "backup.relationships", nodes.lines, progress))
        # After the graph: a file is stored before the graph names it, so none that it names is missing.
        rows = nodes.lines + relationships.lines
        stored = write_files(file, files, lambda done: progress("write", rows + done)) if files else NO_FILES
        manifest = Manifest(at.isoformat(), applied, nodes, relationships, stored)
        write_manifest(file, manifest)
    return manifest


def _stream(tx: Transaction, query: str, before: int, progress: Progress) -> Iterator[dict[str, object]]:
    for number, row in enumerate(tx.stream_exactly(query)):
        if number % _REPORT_ROWS == 0:
            progress("write", before + number)
        yield {key: to_json(value) for key, value in row.items()}


def _sync(path: Path) -> None:
    """Have a file or a folder written to the disk itself: a machine that stops now loses nothing of it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

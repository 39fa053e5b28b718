"""Puts a backup into an empty graph."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast

from graph.backup.archive import NODES, RELATIONSHIPS, DamagedBackupError, Manifest, read_checked, rows
from graph.backup.stored_files import restore_files
from graph.driver import Graph
from graph.errors import ConflictError, InvalidInputError, MigrationError
from graph.json_values import from_json
from graph.migrate import Migration, apply, load_migrations, migrate
from graph.schema_check import identified_labels
from graph.transaction import Transaction

_BATCH_ROWS = 1000
_BATCH_BYTES = 4 * 1024 * 1024
_MARKER = "restore-under-way"

Shape = tuple[str, ...]
Row = dict[str, object]


class NotEmptyError(ConflictError):
    """A backup is restored only where nothing can be lost."""

    code = "not_empty"


def restore(
    graph: Graph, path: Path, progress: Callable[[int], None] = lambda _done: None, *, files: Path | None = None
) -> Manifest:
    """Check the file, then fill the graph; a restore that was cut off is begun anew by the next one.

    `files`: the folder into which stored files go; None leaves them in the backup. An older version's backup goes
    through the migrations that came since. Raises InvalidInputError for a damaged file, NotEmptyError, and
    MigrationError for a newer version's backup.
    """
    manifest = read_checked(path)
    later = _later_migrations(manifest)
    migrate(graph)
    _check_empty(graph)
    graph.write(lambda tx: tx.run("backup.mark", id=_MARKER))
    _clear(graph)
    if files:
        _restore_files(path, files)
    done = 0
    for step in (_restore_nodes(graph, path), _restore_relationships(graph, path)):
        for count in step:
            done += count
            progress(done)
    for migration in later:
        apply(graph, migration)
    graph.write(lambda tx: tx.run("backup.unmark", id=_MARKER))
    return manifest


def _later_migrations(manifest: Manifest) -> list[Migration]:
    """What this program changed in the schema since the backup was made."""
    files = load_migrations()
    unknown = sorted(set(manifest.migrations) - {migration.version for migration in files})
    if unknown:
        raise MigrationError(
            f"This backup has the migration {unknown[-1]}, this program does not: restore it with a newer version."
        )
    return [migration for migration in files if migration.version not in manifest.migrations]


def _check_empty(graph: Graph) -> None:
    def is_free(tx: Transaction) -> bool:
        return tx.installation.is_empty() or tx.one_or_none("operations.find", id=_MARKER) is not None

    if not graph.read(is_free):
        raise NotEmptyError("This graph holds data. Restore into an empty one: set LIULU_HOME to a new folder.")


def _clear(graph: Graph) -> None:
    """Remove what a first start put in (the taxonomy comes back from the backup), but not the marker."""
    while graph.write(lambda tx: tx.one("backup.clear"))["count"]:
        pass


def _restore_files(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            restore_files(archive, folder)
    except ValueError as error:
        raise DamagedBackupError(f"{path}: {error}.") from error


def _restore_nodes(graph: Graph, path: Path) -> Iterator[int]:
    for (labels,), batch in _batches(_node(row) for row in rows(path, NODES)):
        _write(graph, "backup.restore_nodes", {"Labels__": labels}, batch)
        yield len(batch)


def _restore_relationships(graph: Graph, path: Path) -> Iterator[int]:
    for (start, name, end), batch in _batches(_relationship(row) for row in rows(path, RELATIONSHIPS)):
        shape = {"From__": start, "TYPE__": name, "To__": end}
        made = _write(graph, "backup.restore_relationships", shape, batch)
        if made[0]["count"] != len(batch):
            raise InvalidInputError(f"{path}: a relationship {name} leads to a node that the backup lacks.")
        yield len(batch)


def _write(graph: Graph, query: str, shape: dict[str, str], batch: list[Row]) -> list[Row]:
    return graph.write(lambda tx: tx.shaped(query, shape, rows=batch))


def _node(row: Row) -> tuple[Shape, Row]:
    return (":".join(_labels(row["labels"])),), cast(Row, from_json(row["properties"]))


def _relationship(row: Row) -> tuple[Shape, Row]:
    shape = (_anchor(_labels(row["from_labels"])), str(row["type"]), _anchor(_labels(row["to_labels"])))
    ends = {"from_id": row["from_id"], "to_id": row["to_id"]}
    return shape, {**ends, "properties": from_json(row["properties"])}


def _labels(value: object) -> list[str]:
    return sorted(str(label) for label in cast(list[object], value))


def _anchor(labels: list[str]) -> str:
    """The label under whose constraint a node is found by its id."""
    return next((label for label in labels if label in identified_labels()), labels[0])


def _batches(items: Iterable[tuple[Shape, Row]]) -> Iterator[tuple[Shape, list[Row]]]:
    """Rows of one shape together, in batches that fit into a message; memory stays bounded by shapes x batch."""
    waiting: dict[Shape, list[Row]] = defaultdict(list)
    sizes: dict[Shape, int] = defaultdict(int)
    for shape, row in items:
        waiting[shape].append(row)
        sizes[shape] += len(json.dumps(row, default=str))
        if len(waiting[shape]) >= _BATCH_ROWS or sizes[shape] >= _BATCH_BYTES:
            yield shape, waiting.pop(shape)
            sizes.pop(shape)
    yield from waiting.items()

"""Applies migrations/V0001__name.cypher in order, in the file and node convention of neo4j-migrations."""

from __future__ import annotations

import getpass
import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources

from graph.driver import Graph
from graph.errors import AlreadyAppliedError, MigrationError
from graph.query_runner import Row

_NAME = re.compile(r"V(\d+)__(\w+)\.cypher")
BASELINE = "BASELINE"


@dataclass(frozen=True)
class Migration:
    """One file: version, description, statements and the checksum that must never change."""

    version: str
    description: str
    source: str
    statements: tuple[str, ...]
    checksum: str


def load_migrations() -> list[Migration]:
    """All migration files in order of version; raises MigrationError on a double version."""
    found = []
    for file in resources.files("migrations").iterdir():
        match = _NAME.fullmatch(file.name)
        if match:
            found.append(_load(match, file.name, file.read_text(encoding="utf-8")))
    found.sort(key=lambda migration: int(migration.version))
    versions = [migration.version for migration in found]
    if len(set(versions)) != len(versions):
        raise MigrationError("Two migration files share a version: give the newer one the next number.")
    return found


def _load(match: re.Match[str], source: str, text: str) -> Migration:
    statements = tuple(split_statements(text))
    checksum = 0
    for statement in statements:
        checksum = zlib.crc32(statement.encode(), checksum)
    return Migration(match[1], match[2].replace("_", " "), source, statements, str(checksum))


def split_statements(text: str) -> Iterator[str]:
    """Statements between semicolons that stand outside strings, names in backticks and comments."""
    token = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/|;|[^;]", re.DOTALL)
    current: list[str] = []
    for part in token.findall(text):
        if part == ";":
            yield from _non_empty(current)
            current = []
        elif not part.startswith(("//", "/*")):
            current.append(part)
    yield from _non_empty(current)


def _non_empty(parts: list[str]) -> Iterator[str]:
    statement = "".join(parts).strip()
    if statement:
        yield statement


def migrate(graph: Graph, at: datetime | None = None) -> list[Migration]:
    """Apply what is missing and return it; safe to call from several processes at once.

    Raises MigrationError where an applied file was changed or is gone.
    """
    # The history needs its own constraint first, so that two processes cannot note one migration twice.
    graph.execute_schema("CREATE CONSTRAINT migration_id IF NOT EXISTS FOR (n:__Neo4jMigration) REQUIRE n.id IS UNIQUE")
    todo = pending(graph)
    for migration in todo:
        started = time.monotonic()
        apply(graph, migration)
        _note(graph, migration, at or datetime.now(UTC), time.monotonic() - started)
    return todo


def apply(graph: Graph, migration: Migration) -> None:
    """Run the statements of one migration; each of them may run again without harm."""
    for statement in migration.statements:
        graph.execute_schema(statement)


def pending(graph: Graph) -> list[Migration]:
    """The migrations that this graph lacks; raises MigrationError where history and files differ."""
    applied = {row["version"]: row for row in graph.read(lambda tx: tx.rows("migrations.applied"))}
    files = load_migrations()
    _check_history(applied, files)
    return [migration for migration in files if migration.version not in applied]


def _check_history(applied: dict[str, Row], files: list[Migration]) -> None:
    known = {migration.version: migration for migration in files}
    for version, row in applied.items():
        if version not in known:
            raise MigrationError(f"The graph has migration {version}, this program does not: install a newer version.")
        if row["checksum"] != known[version].checksum:
            raise MigrationError(f"{known[version].source} was changed after it was applied: restore the file.")


def _note(graph: Graph, migration: Migration, at: datetime, seconds: float) -> None:
    try:
        graph.write(
            lambda tx: tx.run(
                "migrations.note",
                version=migration.version,
                description=migration.description,
                source=migration.source,
                checksum=migration.checksum,
                at=at,
                by=getpass.getuser(),
                milliseconds=int(seconds * 1000),
            ),
            key=f"migration:{migration.version}",
        )
    except AlreadyAppliedError:
        # Another process noted the same migration meanwhile; its statements all say IF NOT EXISTS.
        return

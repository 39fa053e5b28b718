"""Facts about the installation as a whole: is it empty, what waits, which constraints stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.query_runner import Row
from graph.repositories.base import Repository


@dataclass(frozen=True)
class Backlog:
    """Messages that wait to be delivered, and since when the oldest of them waits."""

    waiting: int
    oldest: datetime | None


class InstallationRepository(Repository):
    """Reads for the command line and the health page; writes nothing."""

    def is_empty(self) -> bool:
        """Whether nobody's data stand in the graph: taxonomy and migrations do not count."""
        return self._tx.one_or_none("installation.has_any") is None

    def outbox_backlog(self) -> Backlog:
        """What waits in the outbox."""
        row = self._tx.one("installation.outbox_backlog")
        return Backlog(row["waiting"], row["oldest"])

    def list_constraints(self) -> frozenset[tuple[str, str]]:
        """(label, property) of every uniqueness constraint in force."""
        rows = self._tx.rows("installation.constraints")
        return frozenset(
            (row["labels"][0], row["properties"][0]) for row in rows if row["labels"] and row["properties"]
        )

    def list_indexes(self) -> frozenset[tuple[str, str]]:
        """(label, property) of every index that is ready for use, those of constraints among them."""
        rows = self._tx.rows("installation.indexes")
        return frozenset(
            (row["labels"][0], row["properties"][0]) for row in rows if row["labels"] and row["properties"]
        )


def _pairs(rows: list[Row]) -> frozenset[tuple[str, str]]:
    # Neo4j's own lookup indexes cover no label and no property.
    return frozenset((row["labels"][0], row["properties"][0]) for row in rows if row["labels"] and row["properties"])

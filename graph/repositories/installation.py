"""Facts about the installation as a whole: is it empty, what waits, which constraints stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.transaction import Row, Transaction


@dataclass(frozen=True)
class Backlog:
    """Messages that wait to be delivered, and since when the oldest of them waits."""

    waiting: int
    oldest: datetime | None


class InstallationRepository:
    """Reads for the command line and the health page; writes nothing."""

    def is_empty(self, tx: Transaction) -> bool:
        """Whether nobody's data stand in the graph: taxonomy and migrations do not count."""
        return tx.one_or_none("installation.has_any") is None

    def outbox_backlog(self, tx: Transaction) -> Backlog:
        """What waits in the outbox."""
        row = tx.one("installation.outbox_backlog")
        return Backlog(row["waiting"], row["oldest"])

    def list_constraints(self, tx: Transaction) -> frozenset[tuple[str, str]]:
        """(label, property) of every uniqueness constraint in force."""
        rows = tx.rows("installation.constraints")
        return frozenset(
            (row["labels"][0], row["properties"][0]) for row in rows if row["labels"] and row["properties"]
        )

    def list_indexes(self, tx: Transaction) -> frozenset[tuple[str, str]]:
        """(label, property) of every index that is ready for use, those of constraints among them."""
        rows = tx.rows("installation.indexes")
        return frozenset(
            (row["labels"][0], row["properties"][0]) for row in rows if row["labels"] and row["properties"]
        )


def _pairs(rows: list[Row]) -> frozenset[tuple[str, str]]:
    # Neo4j's own lookup indexes cover no label and no property.
    return frozenset((row["labels"][0], row["properties"][0]) for row in rows if row["labels"] and row["properties"])

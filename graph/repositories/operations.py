"""Operation nodes: the memory that makes a retried write apply once."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.transaction import Transaction


class OperationRepository:
    """Which writes were applied."""

    def find_writer(self, tx: Transaction, operation_id: str) -> str | None:
        """The nonce of the write that was committed under this operation id, or None."""
        row = tx.one_or_none("operations.find", id=operation_id)
        return str(row["nonce"]) if row else None

    def begin(self, tx: Transaction, operation_id: str, nonce: str, *, keep: bool) -> None:
        """Note the operation; the uniqueness of its id refuses a second commit. `keep`: never pruned."""
        tx.run("operations.begin", id=operation_id, nonce=nonce, at=datetime.now(UTC), keep=keep)

    def prune(self, tx: Transaction, before: datetime) -> int:
        """Forget a batch of operations without a key that are older than any retry; returns how many went."""
        return int(tx.one("operations.prune", before=before)["count"])

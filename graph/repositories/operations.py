"""Operation nodes: the memory that makes a retried write apply once."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.transaction import Transaction


class OperationRepository:
    """Which writes were applied."""

    def is_applied(self, tx: Transaction, operation_id: str) -> bool:
        """Whether a transaction with this operation id was committed."""
        return tx.one_or_none("operations.find", id=operation_id) is not None

    def begin(self, tx: Transaction, operation_id: str, *, keep: bool) -> None:
        """Note the operation; the uniqueness of its id refuses a second commit. `keep`: never pruned."""
        tx.run("operations.begin", id=operation_id, at=datetime.now(UTC), keep=keep)

    def prune(self, tx: Transaction, before: datetime) -> int:
        """Forget a batch of operations without a key that are older than any retry; returns how many went."""
        return int(tx.one("operations.prune", before=before)["count"])

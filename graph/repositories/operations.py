"""Operation nodes: the memory that makes a retried write apply once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from graph.repositories.base import Repository


class OperationRepository(Repository):
    """Which writes were applied."""

    def find_writer(self, operation_id: str) -> str | None:
        """The nonce of the write that was committed under this operation id, or None."""
        row = self._tx.one_or_none("operations.find", id=operation_id)
        return str(row["nonce"]) if row else None

    def begin(self, operation_id: str, nonce: str, *, keep: bool) -> None:
        """Note the operation; the uniqueness of its id refuses a second commit. `keep`: never pruned."""
        self._tx.run("operations.begin", id=operation_id, nonce=nonce, at=datetime.now(UTC), keep=keep)

    def note_changed(self, operation_id: str, ids: Iterable[str]) -> None:
        """Note whom alone an operation changed."""
        self._tx.run("operations.note_changed", id=operation_id, ids=sorted(ids))

    def list_since(self, begin: datetime, limit: int) -> dict[str, list[str] | None]:
        """Operations that began since a moment, with whom alone each changed; None where one does not say."""
        rows = self._tx.rows("operations.list_since", begin=begin, limit=limit)
        return {row["id"]: row["changed"] for row in rows}

    def prune(self, before: datetime) -> int:
        """Forget a batch of operations without a key that are older than any retry; returns how many went."""
        return int(self._tx.one("operations.prune", before=before)["count"])

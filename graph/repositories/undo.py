"""Takes back what an import wrote; the caller holds the locks of the records and has looked what hangs on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from graph.ids import new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.exchange import parts, to_graph

_DAYS = ("from", "to", "before_from", "before_to", "before")


class UndoRepository(Repository):
    """Everything in batches: an import may have made fifty thousand records."""

    def lock(self, ids: Collection[str]) -> set[str]:
        """Take the locks of records in the order of their ids; gives those that are there."""
        rows = [{"id": one, "nonce": new_nonce()} for one in sorted(ids)]
        return {row["id"] for part in parts(rows) for row in self._tx.rows("exchange_undo.lock", rows=part)}

    def which(self, ids: Collection[str]) -> set[str]:
        """Those of these records that are there."""
        return {row["id"] for row in self.stream_ties(ids)}

    def stream_ties(self, ids: Collection[str]) -> Iterator[Row]:
        """What hangs on each of these records."""
        for part in parts(sorted(ids)):
            yield from self._tx.stream("exchange_undo.ties", ids=part)

    def topics(self, ids: Collection[str]) -> set[str]:
        """What these records are tagged with."""
        return {row["id"] for part in parts(sorted(ids)) for row in self._tx.rows("exchange_undo.topics", ids=part)}

    def drop_topics(self, topics: Collection[str]) -> None:
        """Delete those of these topics that nothing has any more."""
        for part in parts(sorted(topics)):
            self._tx.run("erasure.delete_topics", ids=part)

    def delete(self, ids: Collection[str]) -> None:
        """Delete records."""
        for part in parts(sorted(ids)):
            self._tx.run("exchange_undo.delete", ids=part)

    def leave(self, incubator_id: str, ids: Collection[str]) -> None:
        """Take records out of an incubator's pool, or of those it looks after."""
        for part in parts(sorted(ids)):
            self._tx.run("exchange_undo.leave", ids=part, incubator_id=incubator_id)

    def edges(self, query: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run one of `delete_relations`, `date_relations`, `delete_conflicts`, `date_conflicts`."""
        for part in parts([{name: _day(name, value) for name, value in row.items()} for row in rows]):
            self._tx.run(f"exchange_undo.{query}", rows=part)


def _day(name: str, value: Any) -> Any:
    return to_graph("from", value) if name in _DAYS else value

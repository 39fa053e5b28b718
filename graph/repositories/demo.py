"""Writes a made city into an empty graph, in batches."""

from __future__ import annotations

from typing import Any

from graph.repositories.base import Repository

BATCH = 1500


class DemoRepository(Repository):
    """Rows in, by named queries; the caller makes sure that the graph is empty."""

    def create(self, query: str, rows: list[dict[str, Any]]) -> int:
        """Write one batch with a query of demo.cypher or demo_history.cypher; returns how many rows it had."""
        self._tx.run(query, rows=rows)
        return len(rows)

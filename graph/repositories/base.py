"""What every repository has: the transaction that it reads and writes in."""

from __future__ import annotations

from graph.query_runner import QueryRunner


class Repository:
    """Runs the named queries of one aggregate; lives as long as its transaction."""

    def __init__(self, tx: QueryRunner) -> None:
        self._tx = tx

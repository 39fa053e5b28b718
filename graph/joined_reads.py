"""Reads that share one transaction: a page sees one state of the graph, and opens it once."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.domain.calendar import Calendar
from graph.transaction import Transaction

T = TypeVar("T")

_PAUSE_SECONDS = 0.05


class JoinedReads:
    """One read transaction, opened by the first read and shared by those that follow until `close`.

    As for a managed transaction, work that fails for a passing reason is run again, in a new transaction, for at most
    `retry_seconds`. For one thread.
    """

    def __init__(self, open_session: Callable[[], neo4j.Session], calendar: Calendar, retry_seconds: float) -> None:
        self._open_session = open_session
        self._calendar = calendar
        self._retry_seconds = retry_seconds
        self._session: neo4j.Session | None = None
        self._transaction: Transaction | None = None

    def run(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in the shared transaction; raises as the driver does."""
        deadline = time.monotonic() + self._retry_seconds
        while True:
            try:
                return work(self._opened())
            except (Neo4jError, DriverError) as error:
                self.close()  # after an error of the server a transaction takes no more queries
                if not error.is_retryable() or time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE_SECONDS)

    def close(self) -> None:
        """Give the transaction back; the next read opens another."""
        session, self._session, self._transaction = self._session, None, None
        if session is not None:
            # Nothing was written: a connection that is gone already takes nothing with it.
            with contextlib.suppress(Neo4jError, DriverError):
                session.close()

    def _opened(self) -> Transaction:
        if self._transaction is None:
            self._session = self._session or self._open_session()  # one that could not begin is kept, to be closed
            self._transaction = Transaction(self._session.begin_transaction(), self._calendar)
        return self._transaction

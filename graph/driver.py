"""Opens the graph and runs transactions; the only place with a driver."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import ConfigurationError, ConstraintError, IncompleteCommit

from graph.domain.calendar import Calendar
from graph.errors import AlreadyAppliedError, ContendedError, RacedError, UnavailableError, UnconfirmedError
from graph.ids import derived_id, new_id, new_nonce
from graph.joined_reads import JoinedReads
from graph.server_errors import as_ours
from graph.transaction import Transaction
from graph.watchdog import Watchdog

T = TypeVar("T")

_WRITE_TRIES = 6
# The last pause between tries comes on top: pages must say within five seconds that the graph is away.
_WAIT_SECONDS = 3.0
# As long as a job may take (webapp/jobs/celery_app.py).
_LONG_SECONDS = 3600.0
_BOLT_PORT = 7687
# Each retry of a contended write would otherwise be logged with the server's whole deadlock text.
logging.getLogger("neo4j").setLevel(logging.ERROR)


class Graph:
    """An open graph: `read` and `write` run work in a transaction of it; `calendar` is the installation's."""

    def __init__(
        self, driver: neo4j.Driver, database: str, calendar: Calendar, watchdog: Watchdog | None = None
    ) -> None:  # fmt: skip
        self._driver = driver
        self.calendar = calendar
        self._watchdog = watchdog or Watchdog()
        self.database = database
        self._joined: ContextVar[JoinedReads | None] = ContextVar("joined_reads", default=None)

    def read(self, work: Callable[[Transaction], T], *, is_long: bool = False) -> T:
        """Run `work` in a read transaction; raises UnavailableError when the server is away.

        `is_long`: for jobs and commands that read everything. The server's limit for a transaction, which guards it
        against pages, does not hold for it.
        """
        joined, work = self._joined.get(), self._watchdog.noting(work)
        try:
            return self._guard(lambda: joined.run(work) if joined else self._execute_read(work, is_long=is_long))
        except IncompleteCommit as error:  # of a read: nothing was to be committed
            raise UnavailableError("The graph does not answer. Nothing was changed; try again soon.") from error
        except RacedError as error:
            raise ContendedError from error

    @contextmanager
    def joined_reads(self) -> Iterator[None]:
        """Let every `read` of this thread inside share one transaction, which the first of them opens.

        A `write` inside ends it, so that reads after the write see what was written.
        """
        joined = JoinedReads(self._open_read_session, self.calendar, _WAIT_SECONDS)
        token = self._joined.set(joined)
        try:
            yield
        finally:
            self._joined.reset(token)
            joined.close()

    def write(self, work: Callable[[Transaction], T], *, key: str | None = None, is_long: bool = False) -> T:
        """Run `work` in one write transaction that is applied exactly once.

        `work` may run several times and must only touch the graph. An operation node written in the same
        transaction tells a retry after a lost acknowledgement that the first try was applied. With `key`
        (a job's idempotency key) a second call ever raises AlreadyAppliedError. `is_long` as for `read`.
        """
        joined = self._joined.get()
        if joined:
            joined.close()
        operation_id = derived_id("operation", key) if key else new_id("operation")
        attempt = _Attempt(work, operation_id, keep=key is not None)
        run = self._watchdog.noting(attempt.run)
        failure: UnavailableError = ContendedError()
        cause: Exception | None = None
        for tries in range(_WRITE_TRIES):
            try:
                return self._guard(lambda: self._execute_write(run, is_long=is_long))
            except (ConstraintError, RacedError) as error:
                cause = error
                # Chance parts writers that met; nobody gains by guessing it.
                time.sleep(random.uniform(0.005, 0.03) * (tries + 1))  # noqa: S311 - no secret  # nosec B311
            except IncompleteCommit as error:
                cause = error
                # Nobody knows whether it was applied: the next try finds the operation node, or does the work.
                failure = UnconfirmedError()
                time.sleep(0.2 * (tries + 1))
            except UnavailableError:
                if not isinstance(failure, UnconfirmedError):
                    raise
                break
        raise failure from cause

    def verify(self) -> None:
        """Raise UnavailableError unless the server answers."""
        self._guard(self._driver.verify_connectivity)

    def close(self) -> None:
        """Give the connections back."""
        self._watchdog.close()
        self._driver.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def execute_schema(self, statement: str) -> None:
        """Run one schema statement in a transaction of its own (for migrations only)."""

        def run() -> None:
            with self._driver.session(database=self.database) as session:
                limited = neo4j.unit_of_work(timeout=_LONG_SECONDS)
                session.execute_write(limited(lambda tx: tx.run(statement).consume()))

        self._guard(run)

    def _open_read_session(self) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS)

    def _execute_read(self, work: Callable[[Transaction], T], *, is_long: bool) -> T:
        with self._open_read_session() as session:
            return session.execute_read(self._unit(work, is_long=is_long))

    def _execute_write(self, work: Callable[[Transaction], T], *, is_long: bool) -> T:
        with self._driver.session(database=self.database) as session:
            return session.execute_write(self._unit(work, is_long=is_long))

    def _unit(self, work: Callable[[Transaction], T], *, is_long: bool) -> Callable[[neo4j.ManagedTransaction], T]:
        """What the driver runs, with the time that its transaction may take; None: as long as the server allows."""
        limited = neo4j.unit_of_work(timeout=_LONG_SECONDS if is_long else None)
        return limited(lambda tx: work(Transaction(tx, self.calendar)))

    def _guard(self, call: Callable[[], T]) -> T:
        with as_ours(), self._watchdog.call():
            return call()


class _Attempt(Generic[T]):
    """One write and all its tries: remembers what the last try gave back in case its acknowledgement is lost."""

    def __init__(self, work: Callable[[Transaction], T], operation_id: str, *, keep: bool) -> None:
        self._work = work
        self._operation_id = operation_id
        self._keep = keep
        self._nonce = new_nonce()
        self._result: T | None = None

    def run(self, tx: Transaction) -> T:
        writer = tx.operations.find_writer(self._operation_id)
        if writer == self._nonce:
            # An earlier try of ours was committed without telling; what it computed last is the answer.
            return cast(T, self._result)
        if writer is not None:
            raise AlreadyAppliedError("This was done before.")
        tx.operations.begin(self._operation_id, self._nonce, keep=self._keep)
        self._result = self._work(tx)
        if tx.changed_alone is not None:
            tx.operations.note_changed(self._operation_id, tx.changed_alone)
        return self._result


def open_graph(
    uri: str,
    user: str = "",
    password: str = "",  # nosec B107  # none is a default
    database: str = "neo4j",
    *,
    calendar: Calendar,
    is_watched: bool = False,
) -> Graph:
    """A Graph on a Bolt server; connects on first use.

    `calendar` says which day a moment falls on: what is written as a day, what is in force, what is due.
    `is_watched`: give up within five seconds on a server that is away or hangs (for pages; work behind them may wait).
    The short retry delays suit writes that meet on one place; a driver that does not know them gets its own.
    """
    watchdog = Watchdog()
    # A connection that is being opened cannot be cut off; what is watched must not wait for one for long.
    acquisition = _WAIT_SECONDS / 2 if is_watched else _WAIT_SECONDS
    options: dict[str, Any] = {
        "auth": (user, password) if user else None,
        "connection_timeout": _WAIT_SECONDS / 2,
        "connection_acquisition_timeout": acquisition,
        "max_transaction_retry_time": _WAIT_SECONDS,
        "notifications_min_severity": "OFF",
        "resolver": watchdog.resolve,
    }
    contended: dict[str, Any] = {"initial_retry_delay": 0.03, "retry_delay_multiplier": 1.6}
    try:
        driver = neo4j.GraphDatabase.driver(uri, **options, **contended)
    except ConfigurationError:
        driver = neo4j.GraphDatabase.driver(uri, **options)
    if is_watched:
        place = urlsplit(uri)
        watchdog.watch(driver, place.hostname or "", place.port or _BOLT_PORT)
    return Graph(driver, database, calendar, watchdog)

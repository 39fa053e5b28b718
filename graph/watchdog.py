"""Notices a server that is away or hangs (it takes connections and answers nothing), so that nobody waits for long."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import TypeVar

import neo4j
from neo4j import Address

from graph.errors import UnavailableError

S = TypeVar("S")
T = TypeVar("T")

_TICK_SECONDS = 0.25
# Together under three seconds: pages must say within five that the graph is away.
_SUSPICIOUS_SECONDS = 1.0
_PROBE_SECONDS = 1.5
# So long the driver may try by itself to open a transaction: a server that starts again is soon back.
_PATIENCE_SECONDS = 2.5
# Bolt's greeting: any server that is awake answers it, however much it has to do.
_HANDSHAKE = bytes.fromhex("6060b017" + "00000005" + "00000404" + "00000003" + "00000000")


class _Sign(Enum):
    """What comes of a greeting."""

    ANSWERS = auto()
    REFUSES = auto()
    HANGS = auto()


class Watchdog:
    """Watches the calls of one driver; while the server is away, calls are cut off and new ones refused at once.

    A slow query alone is no sign: only a server that leaves a greeting unanswered too, or opens no transaction for
    long, is taken for away.
    """

    def __init__(self) -> None:
        self._driver: neo4j.Driver | None = None
        self._address: tuple[str, int] = ("", 0)
        self._begun: dict[int, float] = {}
        self._opened: set[int] = set()
        self._is_busy = threading.Event()
        self._is_closed = threading.Event()
        self._is_away = False

    def watch(self, driver: neo4j.Driver, host: str, port: int) -> None:
        """Start watching; call it in the process that uses the driver."""
        self._driver, self._address = driver, (host, port)
        threading.Thread(target=self._run, name="graph-watchdog", daemon=True).start()

    def close(self) -> None:
        """Stop watching."""
        self._is_closed.set()
        self._is_busy.set()

    @contextlib.contextmanager
    def call(self) -> Iterator[None]:
        """While the block runs, somebody waits for the server."""
        token = threading.get_ident()
        self._begun[token] = time.monotonic()
        self._is_busy.set()
        try:
            yield
        finally:
            self._begun.pop(token, None)
            self._opened.discard(token)

    def noting(self, work: Callable[[S], T]) -> Callable[[S], T]:
        """The same work; when it begins, the server has opened a transaction for it."""

        def noted(given: S) -> T:
            self._opened.add(threading.get_ident())
            return work(given)

        return noted

    def resolve(self, address: Address) -> Iterable[Address]:
        """The driver asks before each new connection; refusing here ends its own tries too."""
        if self._is_away:
            raise UnavailableError("The graph does not answer. Try again soon.")
        return [address]

    def _run(self) -> None:
        while not self._is_closed.is_set():
            if self._is_away:
                self._is_away = self._greet() is not _Sign.ANSWERS
            elif self._waits_in_vain():
                self._is_away = True
                self._cut_off()
            elif not self._begun:
                self._is_busy.clear()
                if not self._begun:  # one that began between the two looks has set it again, or is seen here
                    self._is_busy.wait()
            time.sleep(_TICK_SECONDS)

    def _waits_in_vain(self) -> bool:
        """Whether somebody has waited for long for a transaction, or at all for a server that does not answer."""
        now = time.monotonic()
        waits = {token: now - began for token, began in list(self._begun.items())}
        if max(waits.values(), default=0.0) < _SUSPICIOUS_SECONDS:
            return False
        longest = max((waited for token, waited in waits.items() if token not in self._opened), default=0.0)
        return longest > _PATIENCE_SECONDS or self._greet() is _Sign.HANGS

    def _greet(self) -> _Sign:
        try:
            with socket.create_connection(self._address, _PROBE_SECONDS) as probe:
                probe.settimeout(_PROBE_SECONDS)
                probe.sendall(_HANDSHAKE)
                return _Sign.ANSWERS if probe.recv(4) else _Sign.REFUSES
        except TimeoutError:
            return _Sign.HANGS
        except OSError:
            return _Sign.REFUSES

    def _cut_off(self) -> None:
        """Wake those who wait; the driver has no time limit for reading that a client could set."""
        assert self._driver is not None  # noqa: S101  # nosec B101  # called after watch
        for connections in list(self._driver._pool.connections.values()):  # noqa: SLF001  # no public way to the connections
            for connection in list(connections):
                connection.socket.close()

"""Notices a server that hangs (it takes connections and answers nothing), so that nobody waits for it for long."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Iterator

import neo4j
from neo4j import Address

from graph.errors import UnavailableError

_TICK_SECONDS = 0.25
# Together under three seconds: pages must say within five that the graph is away.
_SUSPICIOUS_SECONDS = 1.0
_PROBE_SECONDS = 1.5
# Bolt's greeting: any server that is awake answers it, however much it has to do.
_HANDSHAKE = bytes.fromhex("6060b017" + "00000005" + "00000404" + "00000003" + "00000000")


class Watchdog:
    """Watches the calls of one driver; while the server hangs, calls are cut off and new ones refused at once.

    A slow query alone is no sign: only a server that leaves a greeting unanswered too is taken for hanging.
    """

    def __init__(self) -> None:
        self._driver: neo4j.Driver | None = None
        self._address: tuple[str, int] = ("", 0)
        self._begun: dict[int, float] = {}
        self._is_busy = threading.Event()
        self._is_closed = threading.Event()
        self._hangs = False

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

    def resolve(self, address: Address) -> Iterable[Address]:
        """The driver asks before each new connection; refusing here ends its own tries too."""
        if self._hangs:
            raise UnavailableError("The graph does not answer. Try again soon.")
        return [address]

    def _run(self) -> None:
        while not self._is_closed.is_set():
            if self._hangs:
                self._hangs = not self._answers()
            elif self._is_suspicious() and not self._answers():
                self._hangs = True
                self._cut_off()
            elif not self._begun:
                self._is_busy.clear()
                if not self._begun:  # one that began between the two looks has set it again, or is seen here
                    self._is_busy.wait()
            time.sleep(_TICK_SECONDS)

    def _is_suspicious(self) -> bool:
        oldest = min(list(self._begun.values()), default=None)
        return oldest is not None and time.monotonic() - oldest > _SUSPICIOUS_SECONDS

    def _answers(self) -> bool:
        """Whether the greeting is answered; a refused connection is an answer too, the driver deals with it."""
        try:
            with socket.create_connection(self._address, _PROBE_SECONDS) as probe:
                probe.settimeout(_PROBE_SECONDS)
                probe.sendall(_HANDSHAKE)
                probe.recv(4)
        except TimeoutError:
            return False
        except OSError:
            return True
        return True

    def _cut_off(self) -> None:
        """Wake those who wait; the driver has no time limit for reading that a client could set."""
        assert self._driver is not None  # noqa: S101  # nosec B101  # called after watch
        for connections in list(self._driver._pool.connections.values()):  # noqa: SLF001  # no public way to the connections
            for connection in list(connections):
                connection.socket.close()

"""A line to a graph server that breaks between a commit and its answer."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import cycle
from types import TracebackType

# Bolt's COMMIT: a chunk of two bytes, a structure without fields, the end of the message.
_COMMIT = bytes.fromhex("0002" + "b012" + "0000")
_CHUNK = 1 << 16


class Fate(StrEnum):
    """What becomes of a commit's line."""

    PASSES = "passes"
    CUT_WHEN_SENT = "cut when it was sent"
    CUT_WHEN_ANSWERED = "cut when the server had answered"


class CuttingProxy:
    """Listens on an address of its own and hands everything on; commits meet these fates in turn."""

    def __init__(self, host: str, port: int, fates: tuple[Fate, ...]) -> None:
        self._server_address = (host, port)
        self._fates: Iterator[Fate] = cycle(fates)
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.met: Counter[Fate] = Counter()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> CuttingProxy:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """Carry one connection until either side, or its fate, ends it."""
        is_cut = threading.Event()
        with client, socket.create_connection(self._server_address) as server:
            back = threading.Thread(target=self._carry_answers, args=(server, client, is_cut), daemon=True)
            back.start()
            with contextlib.suppress(OSError):
                while data := client.recv(_CHUNK):
                    fate = self._next_fate() if data.endswith(_COMMIT) else Fate.PASSES
                    if fate is not Fate.PASSES:
                        is_cut.set()
                    server.sendall(data)
                    if fate is Fate.CUT_WHEN_SENT:
                        break
                    if fate is Fate.CUT_WHEN_ANSWERED:
                        back.join(10)
                        break
            _end(client)
            _end(server)

    def _carry_answers(self, server: socket.socket, client: socket.socket, is_cut: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(_CHUNK):
                if is_cut.is_set():
                    break  # the answer is here, and goes no further
                client.sendall(data)

    def _next_fate(self) -> Fate:
        with self._lock:
            fate = next(self._fates)
            self.met[fate] += 1
            return fate


def _end(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)

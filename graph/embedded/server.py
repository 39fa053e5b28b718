"""Starts, attaches to and stops the embedded graph server: one owner, many clients."""

from __future__ import annotations

import os
from functools import cached_property, partial
from pathlib import Path

from graph.embedded import java, ready
from graph.embedded.errors import EmbeddedServerError
from graph.embedded.java import Ports
from graph.embedded.swap import mend
from graph.processes.child import ChildServer, comes_up, end, find_or_own, own, spawn
from graph.processes.ports import free_port, is_free
from graph.processes.state import Running, StateFolder

_START_SECONDS = 60.0
_TRIES = 4


def graph_state(home: Path) -> StateFolder:
    """Where the embedded graph of this home keeps its state."""
    return StateFolder(home / "graph")


class EmbeddedServer(ChildServer):
    """A running graph server."""

    user = java.USER
    database = java.DATABASE

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._running.port}"

    @property
    def http_port(self) -> int:
        return self._running.http_port

    @cached_property
    def password(self) -> str:
        """The secret of its one user, from a private file."""
        return self._state.password()

    def _answers(self) -> bool:
        return ready.owns_ports(self.pid, Ports(self._running.port, self._running.http_port))


def start_embedded(home: Path, *, bolt_port: int | None = None, heap_mb: int | None = None) -> EmbeddedServer:
    """Start the server of this home and return when it is ready; call it from the main thread.

    `bolt_port` is a wish: a taken port is passed over. Raises EmbeddedServerError when the home is owned by
    another process, or the server does not come up.
    """
    server = _become_owner(graph_state(home), bolt_port, heap_mb)
    if server is None:
        raise EmbeddedServerError(f"Another process runs the graph of {home}. Stop it, or use another LIULU_HOME.")
    return server


def attach_or_start(home: Path, *, heap_mb: int | None = None) -> EmbeddedServer:
    """The server that runs in this home already, or else a new one that this process owns."""
    state = graph_state(home)
    server = find_or_own(lambda: _found(state), lambda: _become_owner(state, None, heap_mb), _START_SECONDS)
    if server is None:
        raise EmbeddedServerError(
            f"The graph of {home} is owned by another process, but does not answer. Stop that one."
        )
    return server


def _found(state: StateFolder) -> EmbeddedServer | None:
    running = state.running()
    if running is None or not running.pid or not ready.answers_query(running.port, state.password()):
        return None
    return EmbeddedServer(state, running)


def _become_owner(state: StateFolder, bolt_port: int | None, heap_mb: int | None) -> EmbeddedServer | None:
    return own(state, lambda lock: _start(state, lock, bolt_port, heap_mb or java.heap_from_environment()))


def _start(state: StateFolder, lock: int, bolt_port: int | None, heap_mb: int) -> EmbeddedServer:
    mend(state.path)
    password = _password(state)
    last = state.running()
    wish = Ports(bolt_port or (last.port if last else 0), last.http_port if last else 0)
    for _ in range(_TRIES):
        ports = _choose(wish)
        process = spawn(state, java.command(state.path, ports, heap_mb), lock)
        if comes_up(process, partial(ready.is_ready, process.pid, ports, password), _START_SECONDS):
            running = Running(process.pid, ports.bolt, ports.http, os.getpid())
            state.note(running)
            return EmbeddedServer(state, running, process, lock)
        end(process)
        # Somebody took a port between the look and the start: the server logs that, and lives on deaf.
        wish = Ports(0, 0)
    raise EmbeddedServerError(f"The embedded graph did not start. Its last words are in {state.path / 'server.log'}.")


def _password(state: StateFolder) -> str:
    """The server takes the password from its file only when it makes its user: where the file is gone, both are new."""
    if not (state.path / "password").exists():
        (state.path / "config" / "server-users.jsonl").unlink(missing_ok=True)
    return state.password()


def _choose(wish: Ports) -> Ports:
    bolt = wish.bolt if wish.bolt and is_free(wish.bolt) else free_port()
    http = wish.http if wish.http and wish.http != bolt and is_free(wish.http) else free_port()
    return Ports(bolt, http)

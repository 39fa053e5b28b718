"""Starts, attaches to and stops the embedded graph server: one owner, many clients."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from graph.embedded import java, ready
from graph.embedded.errors import EmbeddedServerError
from graph.embedded.java import Ports
from graph.embedded.leash import leashed
from graph.embedded.ports import free_port, is_free
from graph.embedded.state import Running, StateFolder

_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_TRIES = 4


def graph_state(home: Path) -> StateFolder:
    """Where the embedded graph of this home keeps its state."""
    return StateFolder(home / "graph")


class EmbeddedServer:
    """A running server. Its owner's `stop` ends it; a client's `stop` only lets go."""

    user = java.USER
    database = java.DATABASE

    def __init__(
        self, state: StateFolder, running: Running, process: subprocess.Popen[bytes] | None = None, lock: int = -1
    ) -> None:
        self._state = state
        self._running = running
        self._process = process
        self._lock = lock
        self.password = state.password()

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._running.port}"

    @property
    def http_port(self) -> int:
        return self._running.http_port

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def is_owned(self) -> bool:
        """Whether this process started the server."""
        return self._process is not None

    def is_alive(self) -> bool:
        """Whether the server's process still runs."""
        if self._process is not None:
            return self._process.poll() is None
        return ready.owns_ports(self.pid, Ports(self._running.port, self._running.http_port))

    def stop(self) -> None:
        """End the server and give the lock back; does nothing for a client, or when called again."""
        if self._process is not None:
            end(self._process)
            self._state.forget()
            self._process = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> EmbeddedServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start_embedded(home: Path, *, bolt_port: int | None = None, heap_mb: int | None = None) -> EmbeddedServer:
    """Start the server of this home and return when it is ready; call it from the main thread.

    `bolt_port` is a wish: a taken port is passed over. Raises EmbeddedServerError when the home is owned by
    another process, or the server does not come up.
    """
    server = _start_as_owner(graph_state(home), bolt_port, heap_mb)
    if server is None:
        raise EmbeddedServerError(f"Another process runs the graph of {home}. Stop it, or use another LIULU_HOME.")
    return server


def attach_or_start(home: Path, *, heap_mb: int | None = None) -> EmbeddedServer:
    """The server that runs in this home already, or else a new one that this process owns."""
    state = graph_state(home)
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        server = _start_as_owner(state, None, heap_mb)
        if server is not None:
            return server
        running = state.running()
        if running is not None and running.pid and ready.answers(running.port, state.password()):
            return EmbeddedServer(state, running)
        time.sleep(0.1)
    raise EmbeddedServerError(f"The graph of {home} is owned by another process, but does not answer. Stop that one.")


def _start_as_owner(state: StateFolder, bolt_port: int | None, heap_mb: int | None) -> EmbeddedServer | None:
    """A new server, or None when the home has an owner already."""
    state.make()
    lock = state.try_lock()
    if lock is None:
        return None
    try:
        return _start(state, lock, bolt_port, heap_mb or java.heap_from_environment())
    except BaseException:
        os.close(lock)
        raise


def _start(state: StateFolder, lock: int, bolt_port: int | None, heap_mb: int) -> EmbeddedServer:
    password = _password(state)
    last = state.running()
    wish = Ports(bolt_port or (last.port if last else 0), last.http_port if last else 0)
    for _ in range(_TRIES):
        ports = _choose(wish)
        process = _spawn(state, ports, heap_mb, lock)
        if _wait(process, ports, password):
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


def _spawn(state: StateFolder, ports: Ports, heap_mb: int, lock: int) -> subprocess.Popen[bytes]:
    """The child keeps the lock open too: while it lives, nobody else starts on the same files."""
    with (state.path / "server.log").open("wb") as log:
        return subprocess.Popen(
            leashed(java.command(state.path, ports, heap_mb)),
            cwd=state.path,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            start_new_session=True,
        )


def _wait(process: subprocess.Popen[bytes], ports: Ports, password: str) -> bool:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if ready.is_ready(process.pid, ports, password):
            return True
        time.sleep(0.1)
    return False


def end(process: subprocess.Popen[bytes]) -> None:
    """End a child politely, then not."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

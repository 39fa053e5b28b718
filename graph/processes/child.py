"""A server that one process owns as its child and others only use: what the graph and Redis have in common."""

from __future__ import annotations

import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Self, TypeVar

from graph.processes.leash import leashed
from graph.processes.state import Running, StateFolder

_STOP_SECONDS = 15.0
_LOOK_SECONDS = 0.05


class ChildServer(ABC):
    """A running server. Its owner's `stop` ends it; a client's `stop` only lets go."""

    def __init__(
        self, state: StateFolder, running: Running, process: subprocess.Popen[bytes] | None = None, lock: int = -1
    ) -> None:
        self._state = state
        self._running = running
        self._process = process
        self._lock = lock

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
        return self._answers()

    @abstractmethod
    def _answers(self) -> bool:
        """Whether what a client attached to is still the same server."""

    def stop(self) -> None:
        """End the server and give the lock back; does nothing for a client, or when called again."""
        if self._process is not None:
            end(self._process)
            self._state.forget()
            self._process = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


Server = TypeVar("Server", bound=ChildServer)


def own(state: StateFolder, start: Callable[[int], Server]) -> Server | None:
    """What `start` brings up under the lock of this folder, or None when it has an owner already."""
    state.make()
    lock = state.try_lock()
    if lock is None:
        return None
    try:
        return start(lock)
    except BaseException:
        os.close(lock)
        raise


def find_or_own(
    find: Callable[[], Server | None], become_owner: Callable[[], Server | None], seconds: float
) -> Server | None:
    """A new server that this process owns, or else the one that runs; None when its owner's does not answer in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        server = become_owner() or find()
        if server is not None:
            return server
        time.sleep(_LOOK_SECONDS)
    return None


def spawn(state: StateFolder, command: Sequence[str], lock: int) -> subprocess.Popen[bytes]:
    """The child keeps the lock open too: while it lives, nobody else starts on the same files."""
    with (state.path / "server.log").open("wb") as log:
        return subprocess.Popen(
            leashed(list(command)),
            cwd=state.path,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            start_new_session=True,
        )


def comes_up(process: subprocess.Popen[bytes], is_ready: Callable[[], bool], seconds: float) -> bool:
    """Wait until the child is ready; False when it ended, or took too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        if is_ready():
            return True
        time.sleep(_LOOK_SECONDS)
    return False


def end(process: subprocess.Popen[bytes]) -> None:
    """End a child politely, then not."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

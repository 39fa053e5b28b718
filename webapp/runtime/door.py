"""Where people come in under `liulu up`: the socket that it holds for the web part, and how commands learn of it."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.processes.state import Running, StateFolder
from webapp.config import Settings

_PORTS_TO_TRY = 100
_BACKLOG = 2048


class NoPortError(Exception):
    """Nothing can be listened on; the message says what to do."""


def door_state(home: Path) -> StateFolder:
    """Where the supervisor of this home keeps its lock and its port."""
    return StateFolder(home / "up")


@contextmanager
def opened_door(settings: Settings) -> Iterator[tuple[Settings, socket.socket]]:
    """Listen on the wished port, or the next free one; from here on nobody else can take it.

    Whoever comes before the web part is there, or while it starts again, waits. Gives the settings with that port.
    """
    door, port = _listening(settings)
    state = door_state(settings.home)
    state.make()
    with door:
        state.note(Running(os.getpid(), port, 0, os.getpid()))
        try:
            yield _at(settings, port), door
        finally:
            with suppress(OSError):  # a full disk: who looks finds this process gone
                state.forget()


@contextmanager
def exact_door(settings: Settings) -> Iterator[socket.socket]:
    """Listen on the wished port and no other, as whoever put it behind a proxy relies on.

    Raises NoPortError where it is taken.
    """
    try:
        door = _listen(settings, settings.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            taken = f"Something listens on {settings.host}:{settings.port} already"
            raise NoPortError(f"{taken}: stop it, or set LIULU_PORT to a free port.") from error
        raise _nowhere(settings, settings.port, error) from error
    with door:
        yield door


def as_served(settings: Settings) -> Settings:
    """The settings with the port and address at which this home is served now, where `liulu up` runs in it."""
    running = door_state(settings.home).running()
    return _at(settings, running.port) if running is not None and _lives(running.pid) else settings


def _listening(settings: Settings) -> tuple[socket.socket, int]:
    wished = settings.port
    for port in range(wished, min(wished + _PORTS_TO_TRY, 65536)):
        try:
            return _listen(settings, port), port
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise _nowhere(settings, port, error) from error
    raise NoPortError(f"No port from {wished} to {port} is free: set LIULU_PORT to a free one.")


def _listen(settings: Settings, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    return socket.create_server((settings.host, port), family=family, backlog=_BACKLOG)


def _nowhere(settings: Settings, port: int, error: OSError) -> NoPortError:
    return NoPortError(f"Nobody can listen on {settings.host}:{port}: {error.strerror}.")


def _at(settings: Settings, port: int) -> Settings:
    own = f"http://127.0.0.1:{settings.port}"
    base_url = f"http://127.0.0.1:{port}" if settings.base_url == own else settings.base_url
    return settings.model_copy(update={"port": port, "base_url": base_url})


def _lives(pid: int) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

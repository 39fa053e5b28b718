"""The files by which one owner and many clients of an embedded server find each other."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Running:
    """What a client must know of a running server (the runtime file); `pid` is 0 when it was stopped."""

    pid: int
    port: int
    http_port: int
    owner: int


class StateFolder:
    """One part's folder under LIULU_HOME: its password, lock, runtime file, and the server's own files."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()

    def make(self) -> None:
        """Make the folder, for this user alone."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)

    def try_lock(self) -> int | None:
        """Become the owner: the descriptor of the lock, or None when somebody else holds it."""
        descriptor = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def password(self) -> str:
        """The server's password, made at the first start."""
        file = self.path / "password"
        if not file.exists():
            write_private(file, secrets.token_urlsafe(32))
        return file.read_text(encoding="ascii")

    def note(self, running: Running) -> None:
        """Tell clients where the server is."""
        write_private(self.path / "runtime.json", json.dumps(asdict(running)))

    def forget(self) -> None:
        """The server is gone; the ports stay noted so that the next start may have them again."""
        running = self.running()
        if running is not None:
            self.note(Running(0, running.port, running.http_port, 0))

    def running(self) -> Running | None:
        """What the runtime file says; None where there is none, or not a whole one."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            return Running(**json.loads((self.path / "runtime.json").read_text(encoding="utf-8")))
        return None


def write_private(file: Path, text: str) -> None:
    """Write a file that only this user may read, whole or not at all."""
    partial = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(file)

"""One child process of `liulu up`: tied to its parent, its output prefixed, restarted with growing pauses."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from typing import IO

from graph.processes.leash import leashed

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
# A part that lived this long has recovered: its next crash starts with the short pause again.
_STEADY_SECONDS = 60.0
_print_lock = threading.Lock()


def say(name: str, text: str) -> None:
    """One line of the common log, on stderr."""
    # Where the log goes to a file, its disk may be full: what cannot be said stops nobody.
    with _print_lock, contextlib.suppress(OSError):
        print(f"{name:<6} | {text}", file=sys.stderr, flush=True)


class Part:
    """A command that is kept running."""

    def __init__(
        self, name: str, command: list[str], environment: dict[str, str], descriptors: tuple[int, ...] = ()
    ) -> None:
        """`descriptors`: open files that each of its processes inherits under the same number."""
        self._descriptors = descriptors
        self.name = name
        self._command = command
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._pause = _FIRST_PAUSE
        self._next_start = 0.0

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start the process; call it from the main thread (see leash)."""
        self._process = subprocess.Popen(
            leashed(self._command),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Ctrl-C on the terminal goes to the parent alone, which ends its children in order.
            start_new_session=True,
            pass_fds=self._descriptors,
        )
        self._started = time.monotonic()
        assert self._process.stdout is not None  # noqa: S101  # nosec B101  # it was opened with a pipe
        threading.Thread(target=self._copy, args=(self._process.stdout,), daemon=True).start()

    def replace_environment(self, environment: dict[str, str]) -> None:
        """Give the next start these variables, and end the present process so that it comes soon."""
        self._environment = environment
        self.terminate()

    def keep_alive(self) -> None:
        """Start it again when it has ended, after a pause that doubles with each quick crash."""
        if self._process is None or self._process.poll() is None:
            return
        now = time.monotonic()
        if not self._next_start:
            self._plan_restart(now)
        elif now >= self._next_start:
            self._next_start = 0.0
            self._sweep()
            self.start()

    def terminate(self) -> None:
        """Ask it to end."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait for its end; past that time, end it and all that it started."""
        if self._process is None:
            return
        try:
            self._process.wait(max(seconds, 0.0))
        except subprocess.TimeoutExpired:
            say(self.name, "does not end by itself: killed")
        self._sweep()
        self._process.wait()

    def _plan_restart(self, now: float) -> None:
        if now - self._started > _STEADY_SECONDS:
            self._pause = _FIRST_PAUSE
        code = self._process.returncode if self._process else 0
        say(self.name, f"ended with code {code}; starts again in {self._pause:.0f} s")
        self._next_start = now + self._pause
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)

    def _sweep(self) -> None:
        """End what is left of its process group."""
        if self._process is not None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                return

    def _copy(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                say(self.name, line.decode(errors="replace").rstrip())

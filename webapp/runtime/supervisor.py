"""`liulu up`: starts every part in order, keeps them running, and ends them all."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from http import HTTPStatus
from types import FrameType

from graph.processes.leash import leashed
from graph.processes.ports import answers
from webapp.cli.connection import open_opened
from webapp.config import Settings
from webapp.runtime.backends import environment
from webapp.runtime.backing import Backing
from webapp.runtime.door import door_state, opened_door
from webapp.runtime.part import Part, say
from webapp.runtime.prepare import prepare

_TICK_SECONDS = 0.25
_STOP_SECONDS = 12.0
_READY_SECONDS = 90.0


class SupervisorError(Exception):
    """The installation could not be started; the message says what to do."""


class Supervisor:
    """Owns every process of one installation on one machine."""

    def __init__(self, settings: Settings) -> None:
        self._asked = settings
        self._settings = settings
        self._backing = Backing(settings)
        self._parts: list[Part] = []
        self._signals = 0

    def run(self) -> None:
        """Start everything, print where it is, and stay until SIGTERM, SIGHUP or Ctrl-C."""
        with ExitStack() as stack:
            stack.enter_context(_only_one(self._asked))
            self._listen()
            stack.callback(self._backing.stop)
            self._settings, door = stack.enter_context(opened_door(self._backing.start()))
            if self._settings.port != self._asked.port:
                say("up", f"port {self._asked.port} is taken by another program; using {self._settings.port}")
            self._prepare()
            stack.callback(self._stop_parts)
            self._start_parts(door)
            self._announce_when_ready()
            while not self._signals:
                self._look_after()
                time.sleep(_TICK_SECONDS)
            say("up", "stopping")

    def _listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._signals += 1

    def _prepare(self) -> None:
        with open_opened(self._settings) as graph:
            for migration in prepare(graph):
                say("graph", f"applied {migration.source}")
            is_empty = graph.read(lambda tx: tx.installation.is_empty())
        if is_empty and self._settings.is_development and not self._signals:
            say("up", "filling the empty graph with demonstration data")
            self._run_once("demo")

    def _run_once(self, command: str) -> None:
        process = subprocess.Popen(
            leashed(_command(command)), env=self._environment(), start_new_session=True, stdout=sys.stderr
        )
        while process.poll() is None and not self._signals:
            time.sleep(_TICK_SECONDS)
        if process.poll() is None:
            process.kill()
            process.wait()
        elif process.returncode:
            raise SupervisorError(f"`liulu {command}` failed; its message stands above.")

    def _start_parts(self, door: socket.socket) -> None:
        if self._signals:
            return
        number = door.fileno()
        web = Part("web", [*_command("web"), f"--socket={number}"], self._environment(), (number,))
        self._parts = [*(Part(name, _command(name), self._environment()) for name in ("worker", "beat")), web]
        for part in self._parts:
            part.start()

    def _look_after(self) -> None:
        revived = self._backing.keep_alive()
        if revived is not None and _addresses(revived) != _addresses(self._settings):
            # The old port was taken meanwhile: the parts must learn the new one.
            self._settings = revived.model_copy(
                update={"port": self._settings.port, "base_url": self._settings.base_url}
            )
            for part in self._parts:
                part.replace_environment(self._environment())
        for part in self._parts:
            part.keep_alive()

    def _announce_when_ready(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not self._signals:
            if _answers(self._settings):
                announce(self._settings)
                return
            if time.monotonic() > deadline:
                say("up", f"the pages do not answer after {_READY_SECONDS:.0f} s; `liulu doctor` says more")
                return
            self._look_after()
            time.sleep(_TICK_SECONDS)

    def _stop_parts(self) -> None:
        """Web and beat first would leave the worker's last writes unseen: all parts at once, before the servers."""
        for part in self._parts:
            part.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for part in self._parts:
            # A second Ctrl-C means now.
            part.wait(0 if self._signals > 1 else deadline - time.monotonic())

    def _environment(self) -> dict[str, str]:
        # Several threads in a busy machine make a small prediction a thousand times slower (OpenMP barriers spin).
        own = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
        return {**os.environ, **own, **environment(self._settings)}


def _command(name: str) -> list[str]:
    return [sys.executable, "-m", "webapp.cli", name]


def _addresses(settings: Settings) -> tuple[str, str]:
    return settings.neo4j_uri, settings.redis_url


def _only_one(settings: Settings) -> ExitStack:
    """The lock of this home's supervisor; raises when another one has it."""
    state = door_state(settings.home)
    state.make()
    lock = state.try_lock()
    if lock is None:
        raise SupervisorError(f"Liulu runs in {settings.home} already. Stop that one, or set LIULU_HOME to another.")
    stack = ExitStack()
    stack.callback(os.close, lock)
    return stack


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104  # nosec B104  # compared, not bound
    return answers(settings.port, "/readyz", HTTPStatus.OK, host=host)


def announce(settings: Settings) -> None:
    """Print the address and, in development, one account for each kind of user."""
    lines = ["", f"Liulu is ready: {settings.base_url}", ""]
    if settings.is_development:
        from webapp.demo.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD

        lines.append(f"Demonstration accounts, password: {DEMO_PASSWORD}")
        lines += [f"  {label:<16} {email}" for label, email in DEMO_ACCOUNTS]
        lines += ["", "Ctrl-C ends everything; the data stay.", ""]
    print("\n".join(lines), flush=True)

"""Forked processes that are kept running: what was loaded before is shared by all of them."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType

from graph.processes.leash import tie_to_parent

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_PAUSE_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Forks:
    """One process for each piece of work; one that ends is started again. Use it from the main thread."""

    def __init__(self, works: Mapping[str, Callable[[], object]]) -> None:
        self._works = dict(works)
        self._running: dict[str, ForkProcess] = {}
        self._is_stopping = False

    def run(self) -> None:
        """Return when all have ended after SIGTERM or Ctrl-C, of which each is told by SIGTERM."""
        for number in _SIGNALS:
            signal.signal(number, self._stop)
        for name in self._works:
            self._start(name)
        while self._running:
            wait([process.sentinel for process in self._running.values()])
            for name, process in list(self._running.items()):
                if process.exitcode is not None:
                    self._follow_up(name, process)

    def _follow_up(self, name: str, process: ForkProcess) -> None:
        process.join()
        if not self._is_stopping:
            _log.warning("the process of %s ended with code %s; it starts again", name, process.exitcode)
            time.sleep(_PAUSE_SECONDS)
        del self._running[name]
        if not self._is_stopping:
            self._start(name)

    def _start(self, name: str) -> None:
        process = multiprocessing.get_context("fork").Process(
            target=_run, name=name, args=(self._works[name], os.getpid())
        )
        process.start()
        self._running[name] = process
        if self._is_stopping:  # told between its start and its entry
            process.terminate()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_stopping = True
        for process in self._running.values():
            process.terminate()


def _run(work: Callable[[], object], parent: int) -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    # Ctrl-C on the terminal goes to the parent alone, which ends its children.
    os.setsid()
    tie_to_parent(parent)
    work()

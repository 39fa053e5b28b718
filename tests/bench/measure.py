"""What every benchmark needs: the best of several runs, memory, a process of its own."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import psutil

T = TypeVar("T")


def best_of(call: Callable[[], object], runs: int = 15) -> float:
    """The least process time of several runs, in seconds: what the work costs where nobody else disturbs."""
    best = float("inf")
    for _ in range(runs):
        started = time.process_time()
        call()
        best = min(best, time.process_time() - started)
    return best


def resident_mb() -> float:
    """Resident memory of this process in MB, shared pages included."""
    return float(psutil.Process().memory_info().rss) / 1e6


class Peak:
    """The most resident memory while something runs, in MB, read a hundred times a second."""

    def __enter__(self) -> Peak:
        self.megabytes, self._done = resident_mb(), threading.Event()
        self._watch = threading.Thread(target=self._look)
        self._watch.start()
        return self

    def _look(self) -> None:
        while not self._done.wait(0.01):
            self.megabytes = max(self.megabytes, resident_mb())

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()


def in_child(function: Callable[..., T], *arguments: object) -> T:
    """Run in a fresh process, so that nothing measured before counts."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)

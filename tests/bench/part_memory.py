"""What each part of a stack holds in memory while it works, and whether that grows."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator

import psutil

from tests.support.stack import Stack

_EVERY_SECONDS = 2.0


class PartMemory:
    """Reads the resident memory of each part now and then, in MB, its children included."""

    def __init__(self, stack: Stack, parts: tuple[str, ...]) -> None:
        self._stack, self._parts = stack, parts
        self._seen: dict[str, list[tuple[float, float]]] = {part: [] for part in parts}
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look)

    def __enter__(self) -> PartMemory:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        began = time.monotonic()
        while not self._done.wait(_EVERY_SECONDS):
            for part in self._parts:
                self._seen[part].append((time.monotonic() - began, self._resident(part)))

    def _resident(self, part: str) -> float:
        total = 0.0
        for pid in self._stack.pids(part):
            try:
                total += psutil.Process(pid).memory_info().rss / 1e6
            except psutil.NoSuchProcess:
                continue
        return total

    def lines(self, warm_share: float = 1 / 3) -> Iterator[str]:
        """One line a part: after the first share of the time, the slope, and the last quarter by the first one."""
        for part, seen in self._seen.items():
            warm = seen[int(len(seen) * warm_share) :]
            quarter = max(1, len(warm) // 4)
            first = statistics.fmean(megabytes for _, megabytes in warm[:quarter])
            last = statistics.fmean(megabytes for _, megabytes in warm[-quarter:])
            times, sizes = zip(*warm, strict=True)
            slope = statistics.linear_regression(times, sizes).slope * 60
            yield f"{part:<7} {last:6.0f} MB, {slope:+.2f} MB a minute, last quarter / first {last / first:.3f}"

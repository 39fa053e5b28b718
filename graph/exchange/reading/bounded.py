"""Has a file read by a child process, within bounds; the parent sees plain rows only.

The child is a program of its own (no fork, which threads would not survive) with an empty environment: what a
stranger's file might make of it finds no key there.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from graph.exchange.reading.limits import MEGABYTE, Limits
from graph.exchange.reading.wire import OUT_OF_MEMORY, Answer, Refused, Said, Work

Tick = Callable[[], None]
"""Called about twice a second while a file is read; may raise an error of its own to end it."""

_ROOT = Path(__file__).parents[3]
_KEPT_OF_ENVIRONMENT = ("LD_LIBRARY_PATH", "SYSTEMROOT")
_TICK_SECONDS = 0.5
_CHUNK = 1 << 20
# Signals by which a child ends that could not have the memory it needed: libraries give up by these.
_MEMORY_SIGNALS = (signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL, signal.SIGBUS, signal.SIGTRAP, signal.SIGILL)
_log = logging.getLogger(__name__)


def no_tick() -> None:
    """Nobody waits."""


def read_apart(
    work: Work, path: Path, limits: Limits, tick: Tick = no_tick, **request: object
) -> Generator[Answer, None, None]:
    """What the child says of a file; where it does not come to the end, the last answer says why (`Said.REFUSED`).

    Close it, or let it go, to end the child. Raises what `tick` raises.
    """
    # A workbook is held at once, the others go by.
    memory = limits.memory_for(path.stat().st_size if work == Work.WORKBOOK else 0)
    asked = {"work": work, "path": str(path.resolve()), "limits": asdict(limits), "memory": memory, **request}
    with _child(asked) as process:
        try:
            for line in _lines(process, limits, tick):
                answer: Answer = json.loads(line)
                if answer[0] == Said.END:
                    return
                if answer[0] == Said.REFUSED:
                    _log.info("a file was refused: %s %s", answer[1], answer[4])
                yield answer
                if answer[0] == Said.REFUSED:
                    return
            yield _why_it_ended(process, memory, limits)
        except Refused as refusal:
            yield refusal.answer


@contextmanager
def _child(asked: dict[str, object]) -> Iterator[subprocess.Popen[bytes]]:
    kept = {name: os.environ[name] for name in _KEPT_OF_ENVIRONMENT if name in os.environ}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "graph.exchange.reading.child", json.dumps(asked)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPATH": str(_ROOT)},
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _lines(process: subprocess.Popen[bytes], limits: Limits, tick: Tick) -> Iterator[bytes]:
    """The lines that a child says. Raises Refused after `limits.seconds` of waiting, and what `tick` raises."""
    waited, ticked = 0.0, time.monotonic()
    rest = bytearray()
    while True:
        chunk, seconds = _wait(process)
        waited += seconds
        if time.monotonic() - ticked >= _TICK_SECONDS:
            tick()
            ticked = time.monotonic()
        if chunk == b"":
            return
        if waited > limits.seconds:
            raise Refused("too_long_to_read", "split_or_csv", limit=f"{limits.seconds:g}")
        if chunk:
            *lines, last = chunk.split(b"\n")
            for line in lines:
                yield bytes(rest + line) if rest else line
                rest.clear()
            rest += last


def _wait(process: subprocess.Popen[bytes]) -> tuple[bytes | None, float]:
    """What the child says next (None: nothing yet, empty: it ended), and how long that took."""
    assert process.stdout is not None  # noqa: S101  # opened with a pipe
    poller = select.poll()
    poller.register(process.stdout, select.POLLIN)
    began = time.monotonic()
    is_there = poller.poll(_TICK_SECONDS * 1000)
    return os.read(process.stdout.fileno(), _CHUNK) if is_there else None, time.monotonic() - began


def _why_it_ended(process: subprocess.Popen[bytes], memory: int, limits: Limits) -> Answer:
    code = process.wait()
    _log.info("the reading of a file ended with %s", code)
    if code == -signal.SIGXCPU:
        return Refused("too_long_to_read", "split_or_csv", limit=f"{limits.seconds:g}").answer
    if code == OUT_OF_MEMORY or -code in _MEMORY_SIGNALS:
        return Refused("too_much_memory", "split_or_csv", limit=str(memory // MEGABYTE)).answer
    return Refused("damaged", "save_anew").answer

"""Progress on stderr: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time

import click

_STEPS = {"check": "Checking rows", "compare": "Comparing", "load": "Loading", "export": "Writing", "rank": "Ranking"}
_LINE_EVERY_SECONDS = 5.0


class ProgressBar:
    """Call `report(step, done, total)`; use as a context so that the line is ended."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._last = time.monotonic()
        self._drawn = False

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            click.echo(err=True)

    def report(self, step: str, done: int, total: int) -> None:
        """Show how far a step is; `total` 0 is not known yet."""
        pause = 0.1 if self._terminal else _LINE_EVERY_SECONDS
        if time.monotonic() - self._last < pause:
            return
        self._last = time.monotonic()
        words = _STEPS.get(step, step)
        count = f"{done} of {total}" if total else str(done or "")
        if not self._terminal:
            click.echo(f"{words}: {count}" if count else words, err=True)
            return
        filled = int(30 * done / total) if total else 0
        picture = f"[{'#' * filled}{'.' * (30 - filled)}] {count}" if total else count
        click.echo(f"\r{words} {picture}\x1b[K", nl=False, err=True)
        self._drawn = True

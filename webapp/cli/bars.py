"""Progress on stderr: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from matching.results import Fact, tell
from webapp.words.files import in_english

_LINE_EVERY_SECONDS = 5.0


class ProgressBar:
    """Call `report(step, done, total)`; use as a context so that the bar is put away."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bars = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        self._steps: dict[str, TaskID] = {}
        self._last_line = time.monotonic()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def report(self, step: str | Fact, done: int, total: int) -> None:
        """Show how far a step is, a code alone or with params; `total` 0 is not known yet."""
        if self._bars.disable:
            self._print_now_and_then(step, f"{done} of {total}" if total else str(done or ""))
            return
        words = _words_of(step)
        if words not in self._steps:
            self._steps[words] = self._bars.add_task(words, total=None)
        self._bars.update(self._steps[words], completed=done, total=total or None)

    def _print_now_and_then(self, step: str | Fact, count: str) -> None:
        if time.monotonic() - self._last_line < _LINE_EVERY_SECONDS:
            return
        self._last_line = time.monotonic()
        words = _words_of(step)
        self._console.print(f"{words}: {count}" if count else words, markup=False, highlight=False, soft_wrap=True)


def _words_of(step: str | Fact) -> str:
    return in_english([step if isinstance(step, Fact) else tell(step)])

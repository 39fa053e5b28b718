"""Progress of long commands: a bar for people at a terminal, plain lines for logs."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from matching.results import tell
from webapp.cli import bars
from webapp.cli.bars import ProgressBar


def console(*, is_terminal: bool) -> tuple[Console, io.StringIO]:
    written = io.StringIO()
    return Console(file=written, force_terminal=is_terminal, width=100), written


def test_elsewhere_than_on_a_terminal_progress_is_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "_LINE_EVERY_SECONDS", 0.0)
    shown, written = console(is_terminal=False)

    with ProgressBar(shown) as bar:
        bar.report("load", 500, 1000)
        bar.report("compare", 7, 0)
        bar.report(tell("playing", name="[odd] step"), 0, 0)

    assert written.getvalue() == "Loading: 500 of 1000\nComparing: 7\nPlaying, [odd] step\n"


def test_lines_come_now_and_then_only() -> None:
    shown, written = console(is_terminal=False)

    with ProgressBar(shown) as bar:
        for done in range(1000):
            bar.report("load", done, 1000)

    assert written.getvalue() == ""


def test_on_a_terminal_each_step_has_a_bar() -> None:
    shown, written = console(is_terminal=True)

    with ProgressBar(shown) as bar:
        bar.report("check", 250, 1000)
        bar.report("load", 1000, 1000)

    last = written.getvalue()
    for part in ("Checking rows", "250/1000", "Loading", "1000/1000"):
        assert part in last

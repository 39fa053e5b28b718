"""What somebody chose of how a file is read, and who is told how far reading came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graph.exchange.understanding.mapping import Remembered

Progress = Callable[[str, int, int], None]
"""(step, rows read, 0); may raise an error of its own to stop."""


@dataclass(frozen=True)
class Choices:
    """Whatever is None is found out: the table of the format, the sheet, the encoding, what stands between cells, the
    line of the headings; `role` is whom people are taken for of whom the table does not say it; `remembered` is what a
    mapping says. `rows`: lines, as `line_key` calls them, that are records although they look like totals or notes.
    """

    table: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    heading_row: int | None = None
    role: str | None = None
    remembered: Remembered = field(default_factory=Remembered)
    rows: frozenset[str] = frozenset()


def line_key(label: str, line: int) -> str:
    """What a line of a table is called in choices."""
    return f"{label}|{line}"

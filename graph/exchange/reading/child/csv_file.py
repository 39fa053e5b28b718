"""Reads a CSV file row by row."""

from __future__ import annotations

import csv
from typing import Any

from graph.exchange.format.formulas import unguard
from graph.exchange.reading.child.encodings import require_utf8
from graph.exchange.reading.child.speaker import Speaker
from graph.exchange.reading.wire import Refused, Said


def read(request: dict[str, Any], speaker: Speaker) -> None:
    """Say the rows of a file in UTF-8 with commas; raises Refused at the first line that cannot be read."""
    require_utf8(request["path"])
    speaker.say(Said.SHEET, "", {})
    say_rows(request["path"], "utf-8-sig", ",", speaker)


def say_rows(path: str, encoding: str, delimiter: str, speaker: Speaker) -> None:
    """Say each row that is not empty, with the line where it starts. Raises Refused where the quotes are broken."""
    csv.field_size_limit(speaker.limits.row_characters)
    with open(path, encoding=encoding, newline="") as stream:  # noqa: PTH123  # pathlib is slow to load
        reader = csv.reader(stream, strict=True, delimiter=delimiter)
        start = 1
        try:
            for cells in reader:
                if any(cells):
                    speaker.row(start, [unguard(cell) for cell in cells])
                start = reader.line_num + 1
        except csv.Error:
            raise Refused("broken_quotes", "close_quotes", start) from None

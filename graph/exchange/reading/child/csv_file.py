"""Reads a CSV file row by row."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from graph.exchange.format.formulas import unguard
from graph.exchange.reading.child.delimiters import guess_delimiter
from graph.exchange.reading.child.encodings import guess_encoding, require_utf8
from graph.exchange.reading.child.speaker import Speaker
from graph.exchange.reading.wire import Refused, Said


def read(request: dict[str, Any], speaker: Speaker) -> None:
    """Say the rows of a file in UTF-8 with commas, or where `guess` is asked in whatever it seems to be.

    Raises Refused at the first line that cannot be read.
    """
    path, encoding, delimiter = Path(request["path"]), "utf-8-sig", ","
    if request.get("guess"):
        encoding = guess_encoding(path)
        delimiter = guess_delimiter(path, encoding)
        speaker.say(Said.SHEET, "", {"encoding": encoding.removesuffix("-sig"), "delimiter": delimiter})
    else:
        require_utf8(path)
        speaker.say(Said.SHEET, "", {})
    _say_rows(path, encoding, delimiter, speaker)


def _say_rows(path: Path, encoding: str, delimiter: str, speaker: Speaker) -> None:
    """Say each row that is not empty, with the line where it starts. Raises Refused where the quotes are broken."""
    csv.field_size_limit(speaker.limits.row_characters)
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, strict=True, delimiter=delimiter)
        start = 1
        try:
            for cells in reader:
                if any(cells):
                    speaker.row(start, [unguard(cell) for cell in cells])
                start = reader.line_num + 1
        except csv.Error:
            raise Refused("broken_quotes", "close_quotes", start) from None

"""Reads a CSV file row by row."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from graph.exchange.format.formulas import unguard
from graph.exchange.reading.child.delimiters import guess_delimiter
from graph.exchange.reading.child.encodings import decodes, guess_encoding, require_utf8
from graph.exchange.reading.child.speaker import Speaker
from graph.exchange.reading.wire import Refused, Said


def read(request: dict[str, Any], speaker: Speaker) -> None:
    """Say the rows of a file in UTF-8 with commas, or where `guess` is asked in whatever it seems to be, or
    in the `encoding` and with the `delimiter` that the request names.

    Raises Refused at the first line that cannot be read.
    """
    path, encoding, delimiter = Path(request["path"]), "utf-8-sig", ","
    if request.get("guess"):
        encoding = _said_encoding(path, request.get("encoding")) or guess_encoding(path)
        delimiter = request.get("delimiter") or guess_delimiter(path, encoding)
        speaker.say(Said.SHEET, "", {"encoding": encoding.removesuffix("-sig"), "delimiter": delimiter})
    else:
        require_utf8(path)
        speaker.say(Said.SHEET, "", {})
    _say_rows(path, encoding, delimiter, speaker)


def _said_encoding(path: Path, encoding: str | None) -> str | None:
    """The encoding that somebody named. Raises Refused where the file is in another."""
    if encoding is None:
        return None
    try:
        is_it = decodes(path, encoding)
    except (LookupError, ValueError):
        is_it = False
    if not is_it:
        raise Refused("encoding_unknown", "save_as_utf8")
    return encoding


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

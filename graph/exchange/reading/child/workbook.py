"""Reads the sheets of a workbook row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from graph.exchange.format.formulas import unguard
from graph.exchange.reading.child.merged import Merged
from graph.exchange.reading.child.speaker import Speaker
from graph.exchange.reading.child.unread_cells import Unread, unread_cells
from graph.exchange.reading.limits import MEGABYTE, Limits
from graph.exchange.reading.wire import Refused, Said

MOST_SHEETS = 1000
_NO_CELLS: Unread = {}
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
# A workbook with a password is one stream of an older container.
_CONTAINER = b"\xd0\xcf\x11\xe0"
_EXACT = 2**53


def read(request: dict[str, Any], speaker: Speaker) -> None:
    """Say the names of the sheets, and the rows of those in `wanted` (None: of all), in that order. Raises Refused.

    Where `guess` is asked, the value of merged cells is in each line that they go over.
    """
    path, wanted = Path(request["path"]), request["wanted"]
    _require_workbook(path, speaker.limits)
    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        raise Refused("workbook_password", "save_without_password") from None
    except CalamineError:
        raise Refused("not_a_workbook", "save_as_xlsx") from None
    names = book.sheet_names[:MOST_SHEETS]
    speaker.say(Said.NAMES, names)
    unread = unread_cells(path)
    plain = {name.strip().lower().removesuffix(".csv"): name for name in names}
    for name in names if wanted is None else (plain[name] for name in wanted if name in plain):
        _say_sheet(book, name, unread.get(name, _NO_CELLS), speaker, guess=bool(request.get("guess")))


def _require_workbook(path: Path, limits: Limits) -> None:
    """Look at the outside of a workbook: what it is, and what it says that it unpacks to."""
    with path.open("rb") as stream:
        head = stream.read(4)
    if head == _CONTAINER and path.suffix.lower() in (".xlsx", ".xlsm"):
        raise Refused("workbook_password", "save_without_password")
    if not head.startswith(_ZIPPED):
        if path.suffix.lower() == ".xls" and head == _CONTAINER:
            return
        raise Refused("not_a_workbook", "save_as_xlsx")
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("not_a_workbook", "save_as_xlsx") from None
    if unpacked > limits.unpacked_bytes:
        raise Refused("workbook_too_large", "split_file", limit=str(limits.unpacked_bytes // MEGABYTE))
    is_office = "[Content_Types].xml" in names and any(name.startswith("xl/workbook") for name in names)
    if not is_office and "content.xml" not in names:
        raise Refused("not_a_workbook", "save_as_xlsx")


def _say_sheet(book: CalamineWorkbook, name: str, unread: Unread, speaker: Speaker, *, guess: bool) -> None:
    try:
        sheet = book.get_sheet_by_name(name)
    except CalamineError:
        raise Refused("damaged", "save_anew") from None
    ranges = sheet.merged_cell_ranges or ()
    rows = _rows(sheet)
    facts: dict[str, object] = {"merged": len(ranges)}
    if guess and ranges:
        merged = Merged(ranges)
        rows = merged.spread(rows)
        facts["across"] = merged.across
    speaker.say(Said.SHEET, name, facts)
    for line, cells in rows:
        places = unread.get(line)
        if places:
            cells.extend([""] * (max(places) + 1 - len(cells)))
            for place, (_, text) in places.items():
                cells[place] = text
        if any(cells):
            speaker.row(line, cells, {place: code for place, (code, _) in places.items()} if places else None)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) from the first line and the first column of the sheet on, whatever is empty there."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for line, row in enumerate(sheet.iter_rows(), start=1):
        yield line, [*before, *(unguard(value) if isinstance(value, str) else _as_text(value) for value in row)]


def _as_text(value: object) -> str:
    """A cell as the CSV file of the same table would have it."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return unguard(str(value))

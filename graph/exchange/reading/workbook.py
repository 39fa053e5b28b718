"""Reads a workbook with one sheet per file of the format, row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError  # nosec B405  # the error only, nothing is parsed with it

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from graph.exchange.format.formulas import unguard
from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import SHEETS
from graph.exchange.reading.sources import Source, whole_file

Line = tuple[int, list[str]]
_BROKEN = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError, ParseError, EOFError)


def sheets(source: Source) -> Iterator[tuple[str, Iterator[Line | Problem] | Problem]]:
    """(name of the file of the format, its lines) for each sheet that the format knows."""
    try:
        book = openpyxl.load_workbook(source.path, read_only=True, data_only=True)
    except _BROKEN:
        yield "", whole_file(source.label, "not_a_workbook", "save_as_xlsx")
        return
    try:
        names = {name.strip().lower().removesuffix(".csv"): name for name in book.sheetnames}
        if not names.keys() & SHEETS.keys():
            yield "", whole_file(source.label, "no_files", "name_files")
        for name in SHEETS:
            if name in names:
                yield name, _lines(source, book[names[name]])
        for name, original in names.items():
            if name not in SHEETS:
                label = f"{source.label}#{original}"
                yield "", whole_file(label, "unknown_file", "no_mend_needed")
    finally:
        book.close()


def _lines(source: Source, sheet: Any) -> Iterator[Line | Problem]:
    # A sheet may say that it is larger or smaller than it is.
    sheet.reset_dimensions()
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [unguard(_as_text(value)) for value in row]
    except _BROKEN:
        yield whole_file(source.label, "not_a_workbook", "save_as_xlsx")


def _as_text(value: object) -> str:
    """A cell as the CSV file of the same table would have it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)

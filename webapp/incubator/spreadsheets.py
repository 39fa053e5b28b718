"""Tables to take away: CSV and XLSX whose cells no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from graph.exchange.format.formulas import guard
from webapp.presenters.widths import width_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """A title, the heads and rows of text, numbers and days. `above`: lines over the heads."""

    title: str
    heads: list[str]
    rows: list[list[object]]
    above: tuple[str, ...] = ()


def as_csv(sheet: Sheet, file_name: str) -> Response:
    """UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([guard(line)] for line in sheet.above)
    writer.writerow(sheet.heads)
    writer.writerows([[_plain(cell) for cell in row] for row in sheet.rows])
    return _attachment(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", file_name)


def as_xlsx(sheet: Sheet, file_name: str) -> Response:
    """A workbook with one sheet, its first line fixed and filtered."""
    return as_workbook([sheet], file_name)


def as_workbook(sheets: Sequence[Sheet], file_name: str) -> Response:
    """A workbook with several sheets."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new book has one
    for sheet in sheets:
        _add(book.create_sheet(sheet.title[:31]), sheet)
    held = io.BytesIO()
    book.save(held)
    return _attachment(held.getvalue(), XLSX, file_name)


def _add(page: Any, sheet: Sheet) -> None:
    for line in sheet.above:
        page.append([guard(line)])
    page.append([guard(head) for head in sheet.heads])
    for row in sheet.rows:
        page.append([cell if isinstance(cell, int | float | date) else guard(str(cell)) for cell in row])
    top = len(sheet.above) + 1
    for cell in page[top]:
        cell.font = Font(bold=True)
    for number, head in enumerate(sheet.heads, 1):
        longest = max([width_of(head), *(width_of(str(row[number - 1])) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(number)].width = min(_WIDEST, longest + 3)
    page.freeze_panes = f"B{top + 1}"
    page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.heads))}{page.max_row}"


def _plain(cell: object) -> str:
    return str(cell) if isinstance(cell, int | float) else guard(str(cell))


def _attachment(body: bytes, kind: str, file_name: str) -> Response:
    answer = Response(body, content_type=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    return answer

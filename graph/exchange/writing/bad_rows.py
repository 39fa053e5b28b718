"""Writes the rows that are to be mended as files of the same form, with one more column that says what is wrong."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import groupby
from pathlib import Path

import openpyxl

from graph.exchange.checking.checked import Checked
from graph.exchange.format.formulas import guard
from graph.exchange.format.schema import PROBLEM_COLUMN, SHEETS, Sheet
from graph.exchange.writing.workbook_cells import LONGEST_CELL, book_row, pages_closed

Rejected = tuple[str, str, int, list[str], list[str]]
Reasons = dict[tuple[str, int], list[str]]


def write_bad_rows(checked: Checked, folder: Path) -> list[Path]:
    """One file per file of the format that has bad rows; returns the paths. Fixed, the files import as they are."""
    reasons = _reasons(checked)
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for sheet_name, rows in groupby(checked.spool.rejected(), key=lambda row: row[0]):
        sheet = SHEETS[sheet_name]
        path = folder / sheet.file_name
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([*(column.name for column in sheet.columns), PROBLEM_COLUMN])
            writer.writerows(_cells(sheet, row, reasons) for row in rows)
        written.append(path)
    return written


def write_bad_book(checked: Checked, path: Path) -> None:
    """The same as one workbook, a sheet per file of the format; what is wrong stands first, where it is seen."""
    reasons, book = _reasons(checked), openpyxl.Workbook(write_only=True)
    with pages_closed(book):
        for sheet_name, rows in groupby(checked.spool.rejected(), key=lambda row: row[0]):
            sheet, page = SHEETS[sheet_name], book.create_sheet(sheet_name)
            page.freeze_panes, page.column_dimensions["A"].width = "B2", 60
            names = [PROBLEM_COLUMN, *(column.name for column in sheet.columns)]
            page.append(names)
            for row in rows:
                *cells, reason = _cells(sheet, row, reasons)
                page.append(book_row(page, sheet_name, names, [cell[: LONGEST_CELL - 1] for cell in (reason, *cells)]))
        book.save(path)


def _reasons(checked: Checked) -> Reasons:
    reasons: Reasons = defaultdict(list)
    for problem in checked.problems:
        place = f"{problem.column}: " if problem.column else ""
        reasons[problem.file, problem.line].append(f"{place}{problem.message} {problem.fix}")
    return reasons


def _cells(sheet: Sheet, row: Rejected, reasons: Reasons) -> list[str]:
    _, file, line, header, cells = row
    values = dict(zip(header, cells, strict=False))
    kept = [values.get(column.name, "") for column in sheet.columns]
    return [guard(cell) for cell in [*kept, " ".join(reasons[file, line])]]

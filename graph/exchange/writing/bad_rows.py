"""Writes the rows that were not loaded as files of the same form, with one more column that says why."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import groupby
from pathlib import Path

from graph.exchange.checking.check import Checked
from graph.exchange.format.formulas import guard
from graph.exchange.format.schema import PROBLEM_COLUMN, SHEETS, Sheet

Rejected = tuple[str, str, int, list[str], list[str]]
Reasons = dict[tuple[str, int], list[str]]


def write_bad_rows(checked: Checked, folder: Path) -> list[Path]:
    """One file per file of the format that has bad rows; returns the paths. Fixed, the files import as they are."""
    reasons: Reasons = defaultdict(list)
    for problem in checked.problems:
        place = f"{problem.column}: " if problem.column else ""
        reasons[problem.file, problem.line].append(f"{place}{problem.message} {problem.fix}")
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


def _cells(sheet: Sheet, row: Rejected, reasons: Reasons) -> list[str]:
    _, file, line, header, cells = row
    values = dict(zip(header, cells, strict=False))
    kept = [values.get(column.name, "") for column in sheet.columns]
    return [guard(cell) for cell in [*kept, " ".join(reasons[file, line])]]

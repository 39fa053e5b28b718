"""Writes the rows that were not loaded as files of the same form, with one more column that says why."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from graph.exchange.check import Checked
from graph.exchange.formulas import guard
from graph.exchange.schema import PROBLEM_COLUMN, SHEETS


def write_bad_rows(checked: Checked, folder: Path) -> list[Path]:
    """One file per file of the format that has bad rows; returns the paths. Mended, the files import as they are."""
    reasons: dict[tuple[str, int], list[str]] = defaultdict(list)
    for problem in checked.problems:
        place = f"{problem.column}: " if problem.column else ""
        reasons[problem.file, problem.line].append(f"{place}{problem.message} {problem.mend}")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    writer = None
    stream = None
    try:
        for sheet_name, file, line, header, cells in checked.spool.rejected():
            sheet = SHEETS[sheet_name]
            path = folder / sheet.file_name
            if path not in written:
                if stream:
                    stream.close()
                stream = path.open("w", encoding="utf-8", newline="")
                writer = csv.writer(stream, lineterminator="\n")
                names = [column.name for column in sheet.columns]
                writer.writerow([*names, PROBLEM_COLUMN])
                written.append(path)
            values = dict(zip(header, cells, strict=False))
            row = [values.get(column.name, "") for column in sheet.columns]
            assert writer is not None
            writer.writerow([guard(cell) for cell in [*row, " ".join(reasons[file, line])]])
    finally:
        if stream:
            stream.close()
    return written

"""Prints rows a second of reading 50,000 rows in a process of their own, beside reading them in this one.

Run: .venv/bin/python -m tests.bench.bench_reading [ROWS]
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import openpyxl

from graph.exchange.format.formulas import unguard
from graph.exchange.reading.sources import Source
from graph.exchange.reading.tables import Table, open_source
from tests.bench.bench_import import write_rows
from tests.bench.measure import Peak, resident_mb

RUNS = 3


def in_this_process(path: Path) -> Iterator[object]:
    """The rows as they were read before: by csv and openpyxl, where the rest of the program runs."""
    rows = _rows_of_csv(path) if path.suffix == ".csv" else _rows_of_workbook(path)
    header = next(rows)
    for row in rows:
        yield dict(zip(header, [unguard(cell) for cell in row], strict=True))


def _rows_of_csv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.reader(stream, strict=True)


def _rows_of_workbook(path: Path) -> Iterator[list[str]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for row in book["startups"].iter_rows(values_only=True):
        yield ["" if value is None else str(value) for value in row]


def in_their_own(path: Path) -> Iterator[object]:
    """The rows as they are read now."""
    for table in open_source(Source(path, path.name, "startups" if path.suffix == ".csv" else "")):
        assert isinstance(table, Table)
        yield from table.rows


def as_workbook(path: Path) -> Path:
    """A workbook with the rows of a CSV file."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("startups")
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            sheet.append(row)
    target = path.with_suffix(".xlsx")
    book.save(target)
    return target


def seconds(read: Callable[[Path], Iterable[object]], path: Path) -> float:
    """The least time in which all rows come."""
    best = float("inf")
    for _ in range(RUNS):
        began = time.perf_counter()
        for _row in read(path):
            pass
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    """A line for each kind of file."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory(prefix="liulu-bench-") as name:
        write_rows(Path(name), rows * 2)
        table = Path(name) / "startups.csv"
        for path in (table, as_workbook(table)):
            before = resident_mb()
            with Peak() as peak:
                own = seconds(in_their_own, path)
            grown = peak.megabytes - before
            here = seconds(in_this_process, path)
            print(
                f"{path.suffix:<6} {rows} rows  apart {rows / own:>8.0f} rows/s  here {rows / here:>8.0f} rows/s  "
                f"{own / here:.2f} x the time  parent grew {grown:.1f} MB"
            )
        small = Path(name) / "small" / "startups.csv"
        small.parent.mkdir()
        small.write_text("id,name\ns1,One\n", encoding="utf-8")
        print(f"one row apart: {seconds(in_their_own, small) * 1000:.0f} ms")


if __name__ == "__main__":
    main()

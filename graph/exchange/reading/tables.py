"""Streams the rows of a CSV file or a workbook: cells by column, and the physical line where each row starts."""

from __future__ import annotations

import codecs
import csv
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.exchange.format.formulas import unguard
from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import PROBLEM_COLUMN, SHEETS, Sheet
from graph.exchange.reading import workbook
from graph.exchange.reading.sources import Source, whole_file

# A cell larger than the format allows must still be read to be reported; the file's own limit bounds it.
csv.field_size_limit(1 << 30)


@dataclass
class Table:
    """One file of the format, opened: its warnings, its columns, and the rows still to be read."""

    sheet: Sheet
    label: str
    header: list[str]
    warnings: list[Problem]
    rows: Iterator[RawRow | Problem]


@dataclass
class RawRow:
    """One row as it stands: the line where it starts and its cells by column."""

    line: int
    cells: dict[str, str]
    raw: list[str] = field(default_factory=list)


def open_source(source: Source) -> Iterator[Table | Problem]:
    """The tables of a CSV file (one) or a workbook (one per sheet of the format), or what forbids reading them."""
    if source.is_workbook:
        for sheet_name, lines in workbook.sheets(source):
            if isinstance(lines, Problem):
                yield lines
            else:
                yield _table(SHEETS[sheet_name], f"{source.label}#{sheet_name}", lines)
        return
    problem = check_encoding(source.path, source.label)
    if problem:
        yield problem
        return
    yield _table(SHEETS[source.sheet_name], source.label, _csv_lines(source))


def check_encoding(path: Path, label: str) -> Problem | None:
    """What is wrong with the file's encoding, naming the likely one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as stream:
        head = stream.read(4)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:2] == b"\0" or head[:1] == b"\0":
            return whole_file(label, "looks_like_utf16", "save_as_utf8")
        stream.seek(0)
        while chunk := stream.read(1 << 20):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                line += chunk.count(b"\n", 0, error.start)
                return _wrong_encoding(path, label, line)
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _wrong_encoding(path, label, line)
    return None


def _wrong_encoding(path: Path, label: str, line: int) -> Problem:
    code = "looks_like_gb18030" if _decodes(path, "gb18030") else "not_utf8"
    return Problem(label, line, "", "", code, "save_as_utf8", {"file": label})


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


Line = tuple[int, list[str]]


def _csv_lines(source: Source) -> Iterator[Line | Problem]:
    """(line where the row starts, cells); ends with a problem where the quotes are broken."""
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        start = 1
        try:
            for cells in reader:
                yield start, [unguard(cell) for cell in cells]
                start = reader.line_num + 1
        except csv.Error:
            yield Problem(source.label, start, "", "", "broken_quotes", "close_quotes", {})


def _table(sheet: Sheet, label: str, lines: Iterator[Line | Problem]) -> Table | Problem:
    first = _first_line(lines)
    if isinstance(first, Problem):
        return first
    if first is None:
        return whole_file(label, "empty_file", "add_heading")
    header = [cell.strip().lower() for cell in first[1]]
    while header and not header[-1]:
        header.pop()
    problem = _header_problem(sheet, label, first[0], header)
    if problem:
        return problem
    return Table(
        sheet, label, header, list(_unknown(sheet, label, first[0], header)), _rows(header, lines, "#" in label)
    )


def _first_line(lines: Iterable[Line | Problem]) -> Line | Problem | None:
    for line in lines:
        if isinstance(line, Problem) or any(cell.strip() for cell in line[1]):
            return line
    return None


def _header_problem(sheet: Sheet, label: str, line: int, header: list[str]) -> Problem | None:
    for column in sheet.columns:
        if header.count(column.name) > 1:
            return Problem(label, line, column.name, "", "duplicate_column", "one_column", {"column": column.name})
    for column in sheet.columns:
        if column.required and column.name not in header:
            near = difflib.get_close_matches(column.name, header, n=1, cutoff=0.75)
            fix = "rename_column" if near else "add_column"
            params = {"column": column.name, "suggestion": column.name}
            return Problem(label, line, column.name, near[0] if near else "", "missing_column", fix, params)
    return None


def _unknown(sheet: Sheet, label: str, line: int, header: list[str]) -> Iterator[Problem]:
    known = {column.name for column in sheet.columns}
    for name in header:
        if name and name not in known and name != PROBLEM_COLUMN:
            near = difflib.get_close_matches(name, known - set(header), n=1, cutoff=0.7)
            fix = "rename_column" if near else "no_mend_needed"
            params = {"column": name, "suggestion": near[0] if near else ""}
            yield Problem(label, line, name, "", "unknown_column", fix, params)


def _rows(header: list[str], lines: Iterator[Line | Problem], is_workbook: bool) -> Iterator[RawRow | Problem]:
    width = len(header)
    for line in lines:
        if isinstance(line, Problem):
            yield line
            return
        start, cells = line
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if not any(cells):
            continue
        if is_workbook:  # empty cells at the end of a row are not stored there
            cells += [""] * (width - len(cells))
        row = RawRow(start, {}, cells)
        if len(cells) == width:
            row.cells = dict(zip(header, cells, strict=True))
        yield row


def ragged(label: str, header: list[str], row: RawRow) -> Problem | None:
    """The problem of a row whose cells are not as many as the headings."""
    if len(row.raw) > len(header):
        return Problem(label, row.line, "", row.raw[len(header)][:120], "too_many_cells", "quote_commas", {})
    if len(row.raw) < len(header):
        return Problem(label, row.line, header[len(row.raw)], "", "too_few_cells", "complete_row", {})
    return None

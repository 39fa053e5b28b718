"""The tables of a file: cells by column, and the physical line where each row starts."""

from __future__ import annotations

import difflib
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, groupby

from graph.exchange.format.problems import Problem, shown, whole_file
from graph.exchange.format.schema import LARGEST_NAME, PROBLEM_COLUMN, SHEETS, Sheet
from graph.exchange.reading.bounded import Tick, no_tick, read_apart
from graph.exchange.reading.limits import COMMAND, Limits
from graph.exchange.reading.sources import Source
from graph.exchange.reading.wire import Answer, Said, Work

UNREAD_FIXES = {"error_cell": "mend_formula", "formula_without_value": "save_with_values"}
"""How to fix a cell of a workbook that cannot be read, by what is wrong with it."""


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
    """One row as it stands: the line where it starts, its cells by column, and codes of cells that cannot be read."""

    line: int
    cells: dict[str, str]
    raw: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


@dataclass
class Line:
    """The cells of a line, and the codes of those that cannot be read by their place."""

    number: int
    cells: list[str]
    unread: dict[str, str]


def open_source(
    source: Source, limits: Limits = COMMAND, tick: Tick = no_tick
) -> Generator[Table | Problem, None, None]:
    """The tables of a CSV file (one) or a workbook (one per sheet of the format), or what forbids reading them.

    Read each table before the next. Raises what `tick` raises.
    """
    work = Work.WORKBOOK if source.is_workbook else Work.CSV
    with closing(read_apart(work, source.path, limits, tick, wanted=list(SHEETS))) as answers:
        for part in sheets_of(answers):
            first = next(part)
            if first[0] == Said.SHEET:
                name = source.sheet_name or _plain(first[1])
                label = f"{source.label}#{name}" if source.is_workbook else source.label
                yield _table(SHEETS[name], label, first[2].get("merged", 0), lines(label, part))
            else:
                yield from _before_sheets(source, chain([first], part))


def sheets_of(answers: Iterable[Answer]) -> Iterator[Iterator[Answer]]:
    """The answers of each sheet, and before them those of the whole file; an unread rest of a sheet is passed over."""
    sheets = 0

    def number(answer: Answer) -> int:
        nonlocal sheets
        sheets += int(answer[0] == Said.SHEET)
        return sheets

    return (part for _, part in groupby(answers, number))


def lines(label: str, answers: Iterable[Answer]) -> Iterator[Line | Problem]:
    """The lines of one sheet; ends with a problem where it cannot be read to its end."""
    for answer in answers:
        if answer[0] == Said.REFUSED:
            yield refusal(label, answer)
            return
        for number, cells, *unread in answer[1]:
            yield Line(number, cells, unread[0] if unread else {})


def refusal(label: str, answer: Answer) -> Problem:
    """What a child says that ends reading, as a problem of a file."""
    _, code, fix_code, line, params = answer
    return Problem(label, line, "", "", code, fix_code, {"file": label, **params})


def _plain(name: str) -> str:
    """The name of a sheet as the format has it."""
    return name.strip().lower().removesuffix(".csv")


def _before_sheets(source: Source, answers: Iterable[Answer]) -> Iterator[Problem]:
    for answer in answers:
        if answer[0] == Said.REFUSED:
            yield refusal(source.label, answer)
        elif answer[0] == Said.NAMES:
            if not {_plain(name) for name in answer[1]} & SHEETS.keys():
                yield whole_file(source.label, "no_files", "name_files")
            for name in answer[1]:
                if _plain(name) not in SHEETS:
                    yield whole_file(f"{source.label}#{shown(name)}", "unknown_file", "no_mend_needed")


def _table(sheet: Sheet, label: str, merged: int, found: Iterator[Line | Problem]) -> Table | Problem:
    first = _first_line(found)
    if isinstance(first, Problem):
        return first
    if first is None:
        return whole_file(label, "empty_file", "add_heading")
    header = [cell.strip().lower() for cell in first.cells]
    while header and not header[-1]:
        header.pop()
    problem = _header_problem(sheet, label, first.number, header)
    if problem:
        return problem
    warnings = list(_unknown(sheet, label, first.number, header))
    if merged:
        warnings.append(whole_file(label, "merged_cells", "unmerge", count=str(merged)))
    return Table(sheet, label, header, warnings, _rows(header, found, "#" in label))


def _first_line(found: Iterable[Line | Problem]) -> Line | Problem | None:
    for line in found:
        if isinstance(line, Problem) or any(cell.strip() for cell in line.cells):
            return line
    return None


def _header_problem(sheet: Sheet, label: str, line: int, header: list[str]) -> Problem | None:
    for column in sheet.columns:
        if header.count(column.name) > 1:
            return Problem(label, line, column.name, "", "duplicate_column", "one_column", {"column": column.name})
    for column in sheet.columns:
        if column.required and column.name not in header:
            near = difflib.get_close_matches(column.name, _likely(header), n=1, cutoff=0.75)
            fix = "rename_column" if near else "add_column"
            params = {"column": column.name, "suggestion": column.name}
            return Problem(label, line, column.name, near[0] if near else "", "missing_column", fix, params)
    return None


def _unknown(sheet: Sheet, label: str, line: int, header: list[str]) -> Iterator[Problem]:
    known = {column.name for column in sheet.columns}
    for name in header:
        if name and name not in known and name != PROBLEM_COLUMN:
            near = difflib.get_close_matches(name, known - set(header), n=1, cutoff=0.7) if _likely([name]) else []
            fix = "rename_column" if near else "no_mend_needed"
            params = {"column": shown(name), "suggestion": near[0] if near else ""}
            yield Problem(label, line, shown(name), "", "unknown_column", fix, params)


def _likely(header: list[str]) -> list[str]:
    """The headings that may be a name written wrong: comparing takes long where they are long."""
    return [name for name in header if len(name) <= LARGEST_NAME]


def _rows(header: list[str], found: Iterator[Line | Problem], is_workbook: bool) -> Iterator[RawRow | Problem]:
    width = len(header)
    for line in found:
        if isinstance(line, Problem):
            yield line
            return
        cells = line.cells
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if not any(cells):
            continue
        if is_workbook:  # empty cells at the end of a row are not stored there
            cells += [""] * (width - len(cells))
        row = RawRow(line.number, {}, cells)
        if len(cells) == width:
            row.cells = dict(zip(header, cells, strict=True))
            row.unread = {header[int(place)]: code for place, code in line.unread.items()}
        yield row


def unreadable(table: Table, row: RawRow) -> Problem | None:
    """The problem of a row whose cells are not as many as the headings, or of its first cell that cannot be read."""
    label, header = table.label, table.header
    if len(row.raw) > len(header):
        return Problem(label, row.line, "", row.raw[len(header)][:120], "too_many_cells", "quote_commas", {})
    if len(row.raw) < len(header):
        return Problem(label, row.line, header[len(row.raw)], "", "too_few_cells", "complete_row", {})
    for column in table.sheet.columns:
        if column.name in row.unread:
            code = row.unread[column.name]
            return Problem(label, row.line, column.name, shown(row.cells[column.name]), code, UNREAD_FIXES[code])
    return None

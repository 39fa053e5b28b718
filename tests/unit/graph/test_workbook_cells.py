"""What a workbook's cells hold beside text: errors, formulas, merged cells, days; where its rows stand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from graph.exchange.checking.check import check
from graph.exchange.checking.spool import Spool
from graph.exchange.format.problems import Problem
from graph.exchange.reading.limits import PAGE
from graph.exchange.reading.uploads import unpacked
from tests.support.hostile import cell, row, workbook

CELLS = {
    "error": '<c r="B2" t="e"><v>#N/A</v></c>',
    "error of a formula": '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "formula": '<c r="B2"><f>A1&amp;A2</f><v></v></c>',
    "formula without anything": '<c r="B2"><f>A1</f></c>',
    "shared formula": '<c r="B2"><f t="shared" si="0"/></c>',
}
KEPT = {"number": '<c r="B2"><f>1+1</f><v>2</v></c>', "text": '<c r="B2" t="str"><f>A1</f><v>One</v></c>'}


def problems_of(path: Path) -> list[Problem]:
    """What an import says of a workbook."""
    with unpacked(path, path.name, PAGE) as found, Spool() as spool:
        return check(found, spool, lambda _sheet, _ids: set(), limits=PAGE).problems


def with_cell(folder: Path, xml: str) -> Path:
    """A workbook whose second line has an id, and then this cell."""
    return workbook(folder / "book.xlsx", f'<row r="2">{cell("A2", "s1")}{xml}</row>')


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_looks_empty_and_is_not_is_spoken_of(tmp_path: Path, name: str) -> None:
    problem = problems_of(with_cell(tmp_path, CELLS[name]))[0]

    code = "error_cell" if name.startswith("error") else "formula_without_value"
    assert (problem.code, problem.line, problem.column) == (code, 2, "name")
    assert problem.value.startswith("#") is name.startswith("error")


@pytest.mark.parametrize("name", KEPT)
def test_a_formula_with_its_value_is_read(tmp_path: Path, name: str) -> None:
    assert problems_of(with_cell(tmp_path, KEPT[name])) == []


def test_lines_are_those_of_the_sheet_whatever_is_empty(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", row(7, "s1", "One") + row(9, "s 2", "Two"))

    assert [(problem.line, problem.code) for problem in problems_of(path)] == [(9, "not_an_id")]


def test_merged_cells_are_spoken_of_and_the_rest_is_read(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
    path = workbook(tmp_path / "book.xlsx", row(2, "s1", "One"), merged)

    with unpacked(path, path.name, PAGE) as found, Spool() as spool:
        checked = check(found, spool, lambda _sheet, _ids: set(), limits=PAGE)
        assert (checked.problems, spool.count()) == ([], 1)
        assert [warning.code for warning in checked.warnings] == ["merged_cells"]


def test_days_and_numbers_are_read_as_a_csv_file_would_have_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("startups", 0)
    sheet.append(["id", "name", "founded_on", "headcount"])
    sheet.append(["s1", 360, date(2024, 2, 29), 12.0])
    sheet.append(["s2", 3.5, datetime(2024, 2, 29), 1])
    path = tmp_path / "book.xlsx"
    book.save(path)

    with unpacked(path, path.name, PAGE) as found, Spool() as spool:
        assert check(found, spool, lambda _sheet, _ids: set()).problems == []
        records = [record for batch in spool.batches("startups", 9) for _, record in batch]

    assert [(record["name"], record["founded_on"], record["headcount"]) for record in records] == [
        ("360", "2024-02-29", 12),
        ("3.5", "2024-02-29", 1),
    ]


def test_a_workbook_with_a_password_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))

    assert [problem.code for problem in problems_of(path)] == ["workbook_password"]

"""What the check says about bad files and rows; no graph needed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from graph.domain.days import EARLIEST, LATEST
from graph.exchange.checking.check import check
from graph.exchange.checking.checked import Checked
from graph.exchange.checking.spool import Spool
from graph.exchange.format.formulas import guard, unguard
from graph.exchange.format.problems import FIXES, MESSAGES, Problem
from graph.exchange.reading.limits import COMMAND, MEGABYTE, Limits
from graph.exchange.reading.sources import find_sources


@contextmanager
def checked(*paths: Path, limits: Limits = COMMAND) -> Iterator[Checked]:
    """The check of these paths against an empty graph."""
    with Spool() as spool:
        yield check(find_sources(list(paths), limits), spool, lambda _sheet, _ids: set(), limits=limits)


def only_problem(folder: Path, **options: Limits) -> Problem:
    """The one problem of a folder."""
    with checked(folder, **options) as found:
        assert len(found.problems) == 1, [problem.as_json() for problem in found.problems]
        return found.problems[0]


BOUNDS = {"first": EARLIEST.isoformat(), "last": LATEST.isoformat()}


def startups(folder: Path, *rows: str, header: str = "id,name,stage,founded_on,headcount,incubator_id") -> Path:
    (folder / "startups.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "column", "code", "fix", "params"),
    [
        ("s1,One,Pre A,,,", "stage", "not_a_stage", "write_suggestion", {"suggestion": "pre_a"}),
        ("s1,One,seed,2026/13/01,,", "founded_on", "not_a_date", "write_date_if", {"suggestion": "2026-01-13"}),
        ("s1,One,seed,2026-02-30,,", "founded_on", "not_a_date", "date_form", {}),
        ("s1,One,seed,9999-12-31,,", "founded_on", "day_out_of_bounds", "date_in_bounds", BOUNDS),
        ("s1,One,seed,0001-01-01,,", "founded_on", "day_out_of_bounds", "date_in_bounds", BOUNDS),
        ("s1,One,seed,,-2,", "headcount", "negative", "write_zero", {}),
        ('s1,One,seed,,"1,200",', "headcount", "not_a_whole_number", "write_suggestion", {"suggestion": "1200"}),
        ("s1,,seed,,,", "name", "empty", "fill_in", {"column": "name"}),
        ("s 1,One,seed,,,", "id", "not_an_id", "id_form", {}),
        ("s1,One,seed,,,inc-9", "incubator_id", "unknown_id", "add_or_empty", {"files": "incubators.csv"}),
        ("s1,One,seed,,,,,more", "", "too_many_cells", "quote_commas", {}),
        ("s1,One", "stage", "too_few_cells", "complete_row", {}),
        ("s1,On\0e,seed,,,", "name", "control_character", "retype", {}),
    ],
)
def test_a_bad_cell_is_named_with_its_fix(
    tmp_path: Path, row: str, column: str, code: str, fix: str, params: dict[str, str]
) -> None:
    problem = only_problem(startups(tmp_path, row))

    assert (problem.file, problem.line) == ("startups.csv", 2)
    assert (problem.column, problem.code, problem.fix_code) == (column, code, fix)
    assert problem.params == params
    assert problem.as_json()["mend"] == FIXES[fix] % params


def test_a_line_is_the_physical_one_where_the_row_starts(tmp_path: Path) -> None:
    problem = only_problem(startups(tmp_path, '"a","two\nlines",seed,,,', "", "b,B,wrong,,,"))

    assert problem.line == 5


def test_an_id_used_twice_names_the_first_place(tmp_path: Path) -> None:
    startups(tmp_path, "x,One,,,,", "x,Two,,,,")

    problem = only_problem(tmp_path)

    assert problem.code == "duplicate_id"
    assert problem.params == {"file": "startups.csv", "line": "2"}
    assert problem.as_json()["message"] == MESSAGES["duplicate_id"] % problem.params


def test_an_id_is_one_across_folders_and_kinds_of_profile(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    startups(first, "x,One,,,,")
    (second / "people.csv").write_text("id,name,roles\nx,Ada,supervisor\n", encoding="utf-8")

    with checked(first, second) as found:
        assert [(problem.file, problem.code) for problem in found.problems] == [("b/people.csv", "duplicate_id")]


def test_a_row_that_points_at_a_bad_row_is_bad_too(tmp_path: Path) -> None:
    startups(tmp_path, "s1,,seed,,,")
    (tmp_path / "needs.csv").write_text("id,startup_id,kind,title\nn1,s1,mentor,Help\n", encoding="utf-8")

    with checked(tmp_path) as found:
        assert {problem.code for problem in found.problems} == {"empty", "unknown_id"}
        assert found.rejected.total() == 2
        assert found.spool.count() == 0


def test_a_file_in_gb18030_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "startups.csv").write_bytes("id,name\ns1,上海\n".encode("gb18030"))

    problem = only_problem(tmp_path)

    assert problem.code == "looks_like_gb18030"
    assert problem.fix_code == "save_as_utf8"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("startups.csv", b"", "empty_file"),
        ("startups.csv", b"\n\n", "empty_file"),
        ("startups.csv", b"id\n1\n", "missing_column"),
        ("startups.csv", b"id,name,id\n1,One,2\n", "duplicate_column"),
        ("startups.csv", b'id,name\n1,"One\n', "broken_quotes"),
        ("startups.csv", "id,name\n1,One\n".encode("utf-16"), "looks_like_utf16"),
        ("startups.csv", b"PK\x03\x04 rest", "not_csv"),
        ("book.xlsx", b"id,name\n1,One\n", "not_a_workbook"),
        ("notes.txt", b"hello", "no_files"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_problem_of_the_whole_file(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with checked(tmp_path) as found:
        assert [problem.code for problem in found.problems] == [code]
        assert found.file_problems
        assert found.problems[0].fix


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")

    assert only_problem(tmp_path).code == "not_a_workbook"


def test_a_workbook_that_unpacks_too_large_is_refused_unread(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("xl/workbook.xml", b"0" * (3 * MEGABYTE))

    problem = only_problem(tmp_path, limits=Limits(unpacked_bytes=2 * MEGABYTE))

    assert problem.code == "workbook_too_large"


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    startups(tmp_path, *(f"s{number},{'x' * 100},,,," for number in range(20_000)))

    assert only_problem(tmp_path, limits=Limits(file_bytes=MEGABYTE)).code == "file_too_large"


def test_a_ten_megabyte_cell_is_one_bad_row_and_is_shown_short(tmp_path: Path) -> None:
    startups(tmp_path, f"s1,{'x' * 10_000_000},,,,", "s2,Two,,,,")

    problem = only_problem(tmp_path)

    assert problem.code == "cell_too_long"
    assert len(str(problem.value)) <= 120


def test_an_unknown_column_is_only_warned_of(tmp_path: Path) -> None:
    startups(tmp_path, "s1,One,3", header="id,name,head_count")

    with checked(tmp_path) as found:
        assert not found.problems
        assert [(warning.fix_code, warning.params) for warning in found.warnings] == [
            ("rename_column", {"column": "head_count", "suggestion": "headcount"})
        ]


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "startups.csv").write_bytes(b"\xef\xbb\xbfid,name\r\n\r\ns1,One\r\n")

    with checked(tmp_path) as found:
        assert not found.problems
        assert found.spool.count() == 1


def test_a_workbook_reads_as_the_same_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("startups", 0)
    for row in (["id", "name", "headcount", "founded_on"], ["s1", "One", 3.0, None], ["s2", "Two", "many", None]):
        sheet.append(row)
    book.save(tmp_path / "pool.xlsx")

    with checked(tmp_path / "pool.xlsx") as found:
        assert [(problem.file, problem.line, problem.column) for problem in found.problems] == [
            ("pool.xlsx#startups", 3, "headcount")
        ]
        assert found.spool.place_of(1)[3]["headcount"] == 3


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "'=1",
        "''@x",
        "-",
        "plain",
        "'quoted'",
        "",
        "+86 21",
        "@name",
        "'",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'＝1",
        "\t=1",
        "\r1",
    ],
)
def test_a_guarded_cell_comes_back_as_it_was(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


def test_every_problem_has_words() -> None:
    assert all(text.strip().endswith((".", "?")) for text in (*MESSAGES.values(), *FIXES.values()))


def test_a_relation_to_the_wrong_kind_of_record_says_of_which_kind_it_is(tmp_path: Path) -> None:
    (tmp_path / "labs.csv").write_text("id,name\nlab-1,Light\n", encoding="utf-8")
    startups(tmp_path, "s1,One,,,,lab-1")

    problem = only_problem(tmp_path)

    assert problem.code == "wrong_kind"
    assert problem.fix_code == "name_other"
    assert problem.params == {"held": "labs.csv", "files": "incubators.csv"}

"""`liulu read`: what is understood of tables that people really have, without a server."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from tests.support.hostile import MADE, hostile_files, in_words
from webapp.cli import main

CHINESE = "导师名单\n\nID;Name;Roles;Category\np1;张三;supervisor;Professional Manager\np2;李四;supervisor;不明\n"
COLUMN = {"heading", "as", "why", "examples", "cells"}
FILE = {"file", "sheet", "table", "encoding", "delimiter", "heading_row", "columns", "values", "questions", "rows",
        "left_out"}  # fmt: skip


def read(*arguments: str | Path) -> tuple[Result, dict[str, Any]]:
    """The command, and its JSON."""
    result = CliRunner().invoke(main, ["read", *map(str, arguments), "--json", "-"])
    assert isinstance(result.exception, SystemExit | None), result.output
    return result, json.loads(result.stdout) if result.stdout else {}


def save(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
    ],
)
def test_encoding_delimiter_headings_and_table_are_found(tmp_path: Path, encoding: str, told: str) -> None:
    result, found = read(save(tmp_path / "list.csv", CHINESE, encoding))

    assert result.exit_code == 0
    (table,) = found["files"]
    assert set(table) == FILE
    assert (table["encoding"], table["delimiter"], table["heading_row"]) == (told, ";", 3)
    assert (table["table"], table["rows"]) == ("people", 2)
    assert all(set(column) == COLUMN for column in table["columns"])
    assert [column["as"] for column in table["columns"]] == ["id", "name", "roles", "category"]
    assert table["columns"][1]["examples"] == ["张三", "李四"]


def test_western_text_is_told_from_chinese(tmp_path: Path) -> None:
    text = "id,name,summary\ns1,José García,Málaga\ns2,François Müller,Zürich\n"

    for encoding, told in (("cp1252", "cp1252"), ("gb18030", "gb18030")):
        _, found = read(save(tmp_path / "startups.csv", text, encoding))
        assert found["files"][0]["encoding"] == told
        assert "José García" in found["files"][0]["columns"][1]["examples"]


def test_a_value_is_proposed_or_asked_for(tmp_path: Path) -> None:
    _, found = read(save(tmp_path / "list.csv", CHINESE), "--out", tmp_path / "out")

    (table,) = found["files"]
    values = [value for value in table["values"] if value["column"] == "category"]
    assert values == [
        {
            "column": "category",
            "value": "Professional Manager",
            "read_as": "professional_manager",
            "cells": 1,
            "sure": True,
        }
    ]
    assert [(one["column"], one["value"], one["cells"]) for one in table["questions"]] == [("category", "不明", 1)]
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["category"] for row in csv.DictReader(stream)] == ["professional_manager", ""]


def test_a_mapping_says_what_headings_and_values_mean(tmp_path: Path) -> None:
    path = save(tmp_path / "list.csv", "编号,姓名,类别,电话\np1,张三,经理,123\n")
    mapping = {"columns": {"编号": "id", "姓名": "name", "类别": "category", "电话": None},
               "values": {"category": {"经理": "professional_manager"}}}  # fmt: skip
    save(tmp_path / "mapping.json", json.dumps(mapping))

    result, found = read(path, "--as", "people", "--mapping", tmp_path / "mapping.json")

    assert result.exit_code == 0
    assert [column["as"] for column in found["files"][0]["columns"]] == ["id", "name", "category", None]
    assert [value["read_as"] for value in found["files"][0]["values"]] == ["supervisor", "professional_manager"]
    assert [note["code"] for note in found["notes"]] == ["supervisors_assumed", "columns_left_out"]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"columns": []}', '{"columns": {"a": 1}}', '{"values": {"a": "b"}}', "[" * 9000]
)
def test_a_mapping_that_is_none_is_bad_input(tmp_path: Path, text: str) -> None:
    path = save(tmp_path / "people.csv", "id,name\n1,A\n")

    result, found = read(path, "--mapping", save(tmp_path / "mapping.json", text))

    assert (result.exit_code, found) == (2, {})
    assert "mapping.json" in result.stderr


def test_rows_that_cannot_be_used_are_left_out_with_their_line(tmp_path: Path) -> None:
    text = 'id,name\n1,One\n2,\n\n3,Three,too,much\n"4\n4",Four\n5,Five\n'

    _, found = read(save(tmp_path / "startups.csv", text), "--out", tmp_path / "out")

    assert [one["line"] for one in found["files"][0]["left_out"]] == [3, 5, 6]
    assert all(one["why"] for one in found["files"][0]["left_out"])
    assert (tmp_path / "out" / "startups.csv").read_text(encoding="utf-8") == "id,name\n1,One\n5,Five\n"


def test_every_sheet_of_a_workbook_and_file_of_an_archive_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("list", 0)
    sheet.append(["id", "name", "roles"])
    sheet.append(["p1", "Ada", "supervisor"])
    book["Sheet"].append(["hello"])
    book.save(tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "book.xlsx", "inside/book.xlsx")
        archive.writestr("startups.csv", "id,name\ns1,One\n")

    result, found = read(tmp_path / "all.zip", "--out", tmp_path / "out")

    assert result.exit_code == 0
    assert [(one["file"], one["sheet"], one["table"], one["rows"]) for one in found["files"]] == [
        ("book.xlsx", "list", "people", 1),
        ("book.xlsx", "Sheet", None, 0),
        ("startups.csv", None, "startups", 1),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["people.csv", "startups.csv"]


def test_a_table_that_may_be_several_asks_which(tmp_path: Path) -> None:
    result, found = read(save(tmp_path / "list.csv", "id,name\n1,One\n"))

    assert result.exit_code == 2
    assert [note["code"] for note in found["notes"]] == ["table_unclear"]
    assert "--as" in result.stderr


def test_a_table_that_cannot_be_read_to_its_end_is_not_written(tmp_path: Path) -> None:
    good = save(tmp_path / "a.csv", "id,name\ns1,One\n")
    bad = save(tmp_path / "b.csv", 'id,name\ns2,Two\ns3,"Three\n')

    result, found = read(good, bad, "--as", "startups", "--out", tmp_path / "out")

    assert result.exit_code == 0
    assert [note["code"] for note in found["notes"]] == ["broken_quotes"]
    assert (tmp_path / "out" / "startups.csv").read_text(encoding="utf-8") == "id,name\ns1,One\n"
    assert read(bad, "--as", "startups")[0].exit_code == 2


def test_what_is_read_is_never_written_over(tmp_path: Path) -> None:
    path = save(tmp_path / "people.csv", "id,name\n1,One\n")

    result, _ = read(path, "--out", tmp_path)

    assert result.exit_code == 2
    assert path.read_text(encoding="utf-8") == "id,name\n1,One\n"


@pytest.mark.parametrize("name", ["none.csv", "picture.png"])
def test_what_is_no_table_is_bad_input_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    result, found = read(tmp_path / name)

    assert result.exit_code == 2
    assert found["notes"]
    assert in_words(result.stderr.replace(str(tmp_path), ""))


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_is_answered(tmp_path: Path, name: str) -> None:
    path = MADE[name][0](tmp_path)

    result, found = read(path, "--as", "startups")

    assert found["notes"] or found["files"]
    assert in_words(result.stderr)


@pytest.mark.timeout(300)
def test_every_file_of_the_folder_is_answered(shared_data: Path) -> None:
    for path, _ in hostile_files(shared_data):
        result, found = read(path, "--as", "people")
        assert found["notes"] or found["files"], path.name
        assert in_words(result.stderr), path.name

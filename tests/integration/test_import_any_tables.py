"""Any tables loaded with a mapping: what is meant comes in, and contact data comes out again with whom it is for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from graph.driver import Graph
from graph.entities import Actor
from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.mapping import as_remembered
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.exchange.import_tables import import_tables

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LIST = (
    "2024年导师名单;;;;;;\n姓名;手机;微信;职务;工作单位;邮箱;研究方向\n"
    "张三;138 0000 0000;zs_wx;总监;华为;zhang@example.org;芯片、定价\n李四;13900139000;;教授;复旦大学;;出海\n;;;;甲;;\n"
)
CHOICES = Choices(remembered=as_remembered({}))


def test_a_list_comes_in_twice_as_the_same_people_and_out_again(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "导师.csv"
    path.write_bytes(LIST.encode("gb18030"))

    first = import_tables(graph, Actor.system(), [path], AT, CHOICES)
    again = import_tables(graph, Actor.system(), [path], AT, CHOICES)
    export_folder(graph, Actor.system(), tmp_path / "out", AT)

    assert first.problems == []
    assert (first.files["people.csv"].created, first.files["careers.csv"].created) == (2, 2)
    assert (again.files["people.csv"].unchanged, again.files["careers.csv"].unchanged) == (2, 2)
    people = (tmp_path / "out" / "people.csv").read_text(encoding="utf-8")
    assert "138 0000 0000" in people
    assert "zs_wx" in people
    assert import_folder(graph, Actor.system(), [tmp_path / "out"], AT).files["people.csv"].unchanged == 2


def test_a_problem_names_the_line_of_the_list(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Mentors 2024\n编号,姓名,职务,employer_id\np-1,An He,CTO,nobody\n", encoding="utf-8")

    report = import_tables(graph, Actor.system(), [path], AT, CHOICES)

    assert not report.loaded
    assert [(one.file, one.line, one.column) for one in report.problems] == [("list.csv", 3, "employer_id")]


def test_what_is_no_table_is_said(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("hello\nworld\n", encoding="utf-8")

    report = import_tables(graph, Actor.system(), [path], AT, CHOICES)

    assert not report.loaded
    assert [one.code for one in report.problems] == ["no_known_column"]

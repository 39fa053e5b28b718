"""A list as curators have it: GBK, a title, Chinese headings, doubles, no ids; from drop to who can be invited."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from graph.driver import Graph
from tests.browser.conftest import SignIn
from tests.support.cleaning import run_raw
from tests.support.imports import work_off_imports

LIST = (
    "申海孵化器创业导师名单,,,,\n"
    "序号,姓名,邮箱,类别,研究方向\n"
    "1,石晚秋,shi@example.org,科学家,机器人、传感器\n"
    "2,雷云帆,lei@example.org,连续创业者,芯片\n"
    "3,石晚秋,SHI@example.org,,医疗\n"
    "4,,nobody@example.org,科学家,\n"
)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_list_is_taken_from_a_drop_to_its_result_and_undone(
    sign_in: SignIn, migrated_graph: Graph, served_app: Flask, tmp_path: Path, width: int
) -> None:
    settings = served_app.extensions["liulu"]["settings"]
    page = sign_in("incubator", "/incubator/import")
    page.set_viewport_size({"width": width, "height": 900})
    page.set_input_files("#file", {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST.encode("gb18030")})
    page.get_by_role("button", name="Read this table").click()
    expect(page.get_by_text("Your file is being read")).to_be_visible()
    work_off_imports(migrated_graph, settings)

    expect(page.get_by_text("headings in line 2")).to_be_visible()
    expect(page.get_by_text("As found: gb18030")).to_be_attached()
    page.get_by_role("link", name="Yes: which column is what?").click()
    expect(page.get_by_role("table", name="Columns")).to_contain_text("邮箱")
    page.get_by_role("button", name="That is right: what do the words mean?").click()
    work_off_imports(migrated_graph, settings)
    page.get_by_role("button", name="who changes?").click()
    work_off_imports(migrated_graph, settings)

    expect(page.get_by_text("1 row may be about somebody in another row of your file")).to_be_visible()
    page.get_by_role("button", name="The same: accept 1").click()
    work_off_imports(migrated_graph, settings)
    expect(page.get_by_text("You have said it of each.")).to_be_visible()
    problems = page.get_by_role("table", name="Problems")
    expect(problems).to_contain_text("This column may not be empty.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download these rows").click()
    download.value.save_as(tmp_path / "rows.xlsx")
    assert "nobody@example.org" in str(list(load_workbook(tmp_path / "rows.xlsx")["people"].values))

    page.get_by_role("button", name="Load 2 records").click()
    work_off_imports(migrated_graph, settings)
    made = page.get_by_role("link", name="石晚秋")
    expect(made).to_be_visible()
    assert _names(migrated_graph) == ["石晚秋", "雷云帆"]
    _no_wider_than_the_screen(page)

    page.get_by_role("link", name="Undo this import").click()
    expect(page.get_by_text("2 records go")).to_be_visible()
    page.get_by_role("button", name="Undo this import").click()
    work_off_imports(migrated_graph, settings)
    expect(page.get_by_text("2 records are gone")).to_be_visible()
    assert _names(migrated_graph) == []


def _names(graph: Graph) -> list[object]:
    rows = run_raw(
        graph,
        "MATCH (p:Person) WHERE p.email ENDS WITH '@example.org' AND p.email IN "
        "['shi@example.org', 'lei@example.org'] RETURN p.name AS name ORDER BY p.email DESC",
    )
    return [row["name"] for row in rows]


def _no_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

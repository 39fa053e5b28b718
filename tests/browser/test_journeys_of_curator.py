"""A curator in a real browser: several supervisors paused and back, a file with faults, what the pool exports."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from graph.driver import Graph
from tests.browser.conftest import SignIn
from tests.support.cleaning import run_raw
from webapp.operations.exchange.run_import import run_import

pytestmark = pytest.mark.browser
FAULTY = (
    "id,name,roles,category,capacity\n"
    "browser-1,Shi Wanqiu,supervisor,scientist,3\n"
    "browser-2,Lei Yunfan,supervisor,founder of things,3\n"
    "browser-3,,supervisor,scientist,many\n"
)


def test_several_are_paused_at_once_and_put_back(sign_in: SignIn) -> None:
    page = sign_in("incubator", "/incubator/pool?state=active")
    boxes = page.locator("table.pool tbody .tick")
    for place in range(3):
        boxes.nth(place).check()
    page.get_by_role("button", name="Pause…").click()
    expect(page.get_by_role("heading", name="Pause 3 supervisors until when?")).to_be_visible()
    page.get_by_role("button", name="Pause new requests").click()

    page.locator(".message").get_by_role("button", name="Undo").click()
    expect(page.locator(".message").first).to_contain_text("3 supervisors stand as before.")


def test_a_file_with_faults_shows_them_and_gives_the_bad_rows_back(
    sign_in: SignIn, migrated_graph: Graph, served_app: Flask, tmp_path: Path
) -> None:
    page = sign_in("incubator", "/incubator/import")
    page.set_input_files("#file", {"name": "people.csv", "mimeType": "text/csv", "buffer": FAULTY.encode()})
    page.get_by_role("button", name="Check this file").click()
    work_off(migrated_graph, served_app)
    problems = page.get_by_role("table", name="Problems")
    expect(problems.locator("tbody tr")).to_have_count(3)
    expect(problems).to_contain_text("founder of things")

    page.get_by_label("Load the rest, skip these rows").check()
    page.get_by_role("button", name="Go on").click()
    work_off(migrated_graph, served_app)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rows left out").click()
    download.value.save_as(tmp_path / "bad.zip")
    with zipfile.ZipFile(tmp_path / "bad.zip") as archive:
        rows = archive.read("people.csv").decode()
    assert "browser-2" in rows
    assert "browser-3" in rows
    assert "browser-1" not in rows


def test_what_is_shown_of_the_pool_is_exported(sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in("incubator", "/incubator/pool?q=Gu+Mingche")
    page.locator("summary", has_text="Export 1 shown").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV file").click()
    download.value.save_as(tmp_path / "pool.csv")

    lines = (tmp_path / "pool.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Gu Mingche" in lines[1]


def work_off(graph: Graph, app: Flask) -> None:
    """What the worker would do; the page looks again by itself."""
    for row in run_raw(graph, "MATCH (j:Job {state: 'waiting'}) RETURN j.id AS id"):
        run_import(graph, app.extensions["liulu"]["settings"].home, str(row["id"]), datetime.now(UTC))

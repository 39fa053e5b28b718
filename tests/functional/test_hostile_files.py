"""Hostile files by page and by import: each is answered in words, none waits for ever, none changes the graph."""

from __future__ import annotations

import io
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities import Actor
from tests.functional.test_import_pages import work_off
from tests.functional.test_incubator_pool import NOW
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.hostile import MADE, hostile_files, in_words
from tests.support.web import Browser, Web
from webapp.operations.exchange.import_folder import import_folder

BESIDE = ["Job", "AuditEvent", "AuditWords", "AuditChain", "Operation", "Account", "Membership"]
HARMLESS = re.compile(r"c(08|09|10|14|19|20)_|x(01|08)_")
"""Files of the folder that look hostile and may be loaded."""


def what_is_there(graph: Graph) -> list[object]:
    """Everything in the graph but jobs, accounts and the log of who did what."""
    nodes = run_raw(
        graph,
        "MATCH (n) WHERE none(label IN labels(n) WHERE label IN $beside) "
        "RETURN labels(n) AS labels, n.id AS id, n.changed_at AS changed ORDER BY labels, id",
        beside=BESIDE,
    )
    relations = run_raw(
        graph,
        "MATCH (n)-[r]->(m) WHERE none(label IN labels(n) + labels(m) WHERE label IN $beside) "
        "RETURN type(r) AS kind, count(r) AS count ORDER BY kind",
        beside=BESIDE,
    )
    return [tuple(map(str, row.values())) for row in (*nodes, *relations)]


def answer_of_page(city: City, web: Web, browser: Browser, path: Path, name: str) -> str:
    """What somebody reads who sends a file: a refusal of the form, or the page of the check that was made."""
    browser.get("/incubator/import")
    answer = browser.post("/incubator/import", file=(io.BytesIO(path.read_bytes()), name))
    answer.request.environ["wsgi.input"].close()
    if answer.status_code == 422:
        assert "form-error" in answer.get_data(as_text=True), name
        return str(answer.get_data(as_text=True))
    assert answer.status_code == 302, (name, answer.status_code)
    work_off(city, web)
    page = browser.get(answer.headers["Location"])
    assert page.status_code == 200
    job_id = answer.headers["Location"].removesuffix("/what").rsplit("/", 1)[1]
    assert city.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system())).is_done, name
    return str(page.get_data(as_text=True))


def test_each_hostile_file_is_answered_on_its_page(city: City, web: Web, tmp_path: Path) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    before = what_is_there(city.graph)
    for name, (make, _) in MADE.items():
        path = make(tmp_path)
        assert in_words(answer_of_page(city, web, browser, path, path.name)), name

    assert what_is_there(city.graph) == before


def test_a_long_chinese_name_is_read_like_any_other(city: City, web: Web, tmp_path: Path) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    path = tmp_path / "short.csv"
    path.write_text("id,name,roles\np-1,Gu Mingche,supervisor\n", encoding="utf-8")

    text = answer_of_page(city, web, browser, path, f"{'二〇二六年导师名单' * 20}.csv")

    assert in_words(text)
    assert "Gu Mingche" in text


@pytest.mark.timeout(300)
def test_every_file_of_the_folder_is_answered_by_page(city: City, web: Web, shared_data: Path) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    before = what_is_there(city.graph)
    for path, name in hostile_files(shared_data):
        assert in_words(answer_of_page(city, web, browser, path, name)), path.name

    assert what_is_there(city.graph) == before


@pytest.mark.timeout(300)
def test_every_file_of_the_folder_is_answered_by_import(graph: Graph, shared_data: Path, tmp_path: Path) -> None:
    for path, name in hostile_files(shared_data):
        given = tmp_path / name
        shutil.copyfile(path, given)
        before = what_is_there(graph)

        report = import_folder(graph, Actor.system(), [given], datetime.now(UTC))

        assert all(in_words(f"{problem.message} {problem.fix}") for problem in report.problems)
        if not HARMLESS.match(path.name):
            assert report.problems or report.rows == 0, path.name
            assert what_is_there(graph) == before, path.name

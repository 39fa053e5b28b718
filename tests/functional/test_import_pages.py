"""A curator sends a file, sees what is wrong and how to fix it, chooses, loads, and takes the bad rows away."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from graph.entities import Actor
from tests.functional.test_incubator_pool import NOW
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.imports import work_off_imports
from tests.support.web import Browser, Web
from webapp.operations.exchange.run_import import run_import

GOOD = "id,name,roles,category\np-1,Gu Mingche,supervisor,professional_manager\n"
BAD = GOOD + "p-2,,supervisor,professional_manager\np-3,Wen Rushan,supervisor,founder of things\n"


def upload(browser: Browser, text: str, name: str = "people.csv") -> str:
    """Upload a file; the address of its first step."""
    browser.get("/incubator/import")
    answer = browser.post("/incubator/import", file=(io.BytesIO(text.encode()), name))
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"].removesuffix("/what")


def send(city: City, web: Web, browser: Browser, text: str, name: str = "people.csv") -> str:
    """Upload a file and say yes to the first three steps; the address of the fourth."""
    page = upload(browser, text, name)
    work_off(city, web)
    browser.get(f"{page}/words")
    return browser.post(f"{page}/words").headers["Location"]


def work_off(city: City, web: Web) -> None:
    """What the worker would do."""
    work_off_imports(city.graph, web.settings)


def text_of(browser: Browser, path: str) -> str:
    return browser.get(path).get_data(as_text=True)


def people_in(city: City, incubator: Made) -> list[object]:
    rows = run_raw(
        city.graph, "MATCH (s:Supervisor)-[:IN_POOL_OF]->({id: $id}) RETURN s.name AS id ORDER BY id", id=incubator.id
    )
    return [row["id"] for row in rows]


def test_a_good_file_is_checked_and_loaded_only_after_a_word(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)

    page = send(city, web, browser, GOOD)
    assert "Cancel the import" in text_of(browser, page)
    work_off(city, web)
    checked = text_of(browser, page)
    assert "1 record is loaded" in checked
    assert people_in(city, ours) == []

    answer = browser.post(f"{page}/load", choice="all")
    work_off(city, web)
    assert "Loaded" in text_of(browser, answer.headers["Location"])
    assert people_in(city, ours) == ["Gu Mingche"]


def test_who_came_in_is_chosen_to_be_invited_and_nobody_else(city: City, web: Web) -> None:
    ours = city.incubator()
    city.supervisor("Long Here", pool_of=ours, email="here@x.cn")
    browser = web.sign_in(ours, NOW)
    page = send(city, web, browser, "name,roles,email\nGu Mingche,supervisor,gu@x.cn\nWen Rushan,supervisor,\n")
    work_off(city, web)
    loaded = browser.post(f"{page}/load", choice="all").headers["Location"]
    work_off(city, web)
    offered = re.search(r'href="(/answers/reach\?import=[^"]+)"', text_of(browser, loaded))
    assert offered

    reach = text_of(browser, offered[1])

    assert "1 person who came in by" in reach
    assert re.findall(r'checked[^>]*aria-label="Choose ([^"]+)"', reach) == ["Gu Mingche"]
    assert "Wen Rushan" in reach
    assert "Long Here" not in reach
    assert web.sign_in(city.incubator(), NOW).get(offered[1]).status_code == 404


def test_each_problem_says_where_what_and_how_to_fix_it(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)

    first = upload(browser, BAD)
    work_off(city, web)
    asked = text_of(browser, f"{first}/words")
    for words in ("What is this?", "founder of things", "Category", "Leave empty"):
        assert words in asked, words
    page = send(city, web, browser, BAD)
    work_off(city, web)

    text = text_of(browser, page)
    for words in ("1 problem in 1 row", "line 3", "name", "This column may not be empty."):
        assert words in text, words


def test_the_rest_is_loaded_and_the_bad_rows_can_be_taken_away(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    page = send(city, web, browser, BAD)
    work_off(city, web)

    with browser.client.get(f"{page}/rows.xlsx") as answer:
        sheet = load_workbook(io.BytesIO(answer.get_data()))["people"]
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [None]
    browser.get(page)
    browser.post(f"{page}/load", choice="rest")
    work_off(city, web)

    assert people_in(city, ours) == ["Gu Mingche", "Wen Rushan"]


def test_loading_nothing_changes_nothing(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    page = send(city, web, browser, BAD)
    work_off(city, web)
    browser.get(page)

    assert "Nothing was loaded" in browser.follow(f"{page}/load", choice="nothing")
    work_off(city, web)
    assert people_in(city, ours) == []


def test_a_cancelled_import_loads_nothing(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    page = send(city, web, browser, GOOD)
    browser.get(page)

    assert "Cancelled: nothing was loaded" in browser.follow(f"{page}/cancel")
    work_off(city, web)
    assert people_in(city, ours) == []


def test_a_file_that_is_none_of_ours_is_refused_on_the_form(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    browser.get("/incubator/import")

    for name, body in (("people.exe", b"MZ"), ("people.xlsx", b"no workbook"), ("people.csv", b"")):
        answer = browser.post("/incubator/import", file=(io.BytesIO(body), name))
        assert answer.status_code == 422, name
        assert "form-error" in answer.get_data(as_text=True), name
    assert browser.post("/incubator/import").status_code == 422


def test_another_incubators_import_answers_404(city: City, web: Web) -> None:
    page = send(city, web, web.sign_in(city.incubator(), NOW), GOOD)
    stranger = web.sign_in(city.incubator(), NOW)
    stranger.get("/incubator/import")

    assert stranger.get(page).status_code == 404
    for step in ("load", "cancel"):
        assert stranger.post(f"{page}/{step}", choice="all").status_code == 404
    assert stranger.client.get(f"{page}/rows.xlsx").status_code == 404


def test_the_export_holds_the_own_pool_only_and_imports_back(city: City, web: Web) -> None:
    ours, theirs = city.incubator(), city.incubator()
    mine = city.supervisor("Gu Mingche", pool_of=ours)
    city.supervisor("Somebody Else", pool_of=theirs)
    browser = web.sign_in(ours, NOW)
    browser.get("/incubator/import")

    answer = browser.post("/incubator/export.xlsx")
    book = load_workbook(io.BytesIO(answer.get_data()))
    assert [row[0] for row in book["people"].iter_rows(min_row=2, values_only=True)] == [mine.id]

    browser.get("/incubator/import")
    sent = browser.post("/incubator/import", file=(io.BytesIO(answer.get_data()), "back.xlsx"))
    work_off(city, web)
    page = sent.headers["Location"].removesuffix("/what")
    browser.get(f"{page}/words")
    job_id = browser.post(f"{page}/words").headers["Location"].rsplit("/", 1)[1]
    work_off(city, web)
    job = city.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    assert job.result["may_load"], job.result["problems"]
    assert job.result["files"]["people.csv"]["unchanged"] == 1


@pytest.mark.parametrize(
    ("language", "given_up", "written"),
    [
        ("en", "It was cut off twice and is not tried again", "It is being written now and can no longer be stopped."),
        ("zh", "它两次中途中断，不再重试", "正在写入，已无法停止。"),
    ],
)
def test_the_page_says_why_an_import_was_given_up_and_when_it_can_no_longer_be_stopped(
    city: City, web: Web, language: str, given_up: str, written: str
) -> None:
    browser = web.sign_in(city.incubator(), NOW, language)
    page = send(city, web, browser, GOOD)
    job_id = page.rsplit("/", 1)[1]

    city.graph.write(lambda tx: tx.jobs.start(job_id, NOW))
    city.graph.write(lambda tx: tx.jobs.begin_writing(job_id))
    assert written in text_of(browser, page)
    assert f"{page}/cancel" not in text_of(browser, page)
    assert browser.post(f"{page}/cancel").status_code == 409

    city.graph.write(lambda tx: tx.jobs.start(job_id, NOW))
    run_import(city.graph, web.settings.home, job_id, datetime.now(UTC))
    assert given_up in text_of(browser, page)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "3 of your files are read or wait already"), ("zh", "您已有 3 个文件正在读取或等待")],
)
def test_a_fourth_file_at_once_is_refused_in_words(city: City, web: Web, language: str, words: str) -> None:
    browser = web.sign_in(city.incubator(), NOW, language)
    for _ in range(3):
        upload(browser, GOOD)

    fourth = browser.post("/incubator/import", file=(io.BytesIO(GOOD.encode()), "people.csv"))

    assert fourth.status_code == 422
    assert words in fourth.text


def test_the_page_names_who_is_new_and_who_stays_before_anything_is_loaded(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    first = send(city, web, browser, "id,name,roles\nk-1,Ada Stays,supervisor\n")
    work_off(city, web)
    browser.post(f"{first}/load", choice="rest")
    work_off(city, web)
    people = "".join(f"p-{at},Person Of{at:03},supervisor\n" for at in range(60))
    page = send(city, web, browser, f"id,name,roles\nk-1,Ada Stays,supervisor\n{people}")
    work_off(city, web)

    text = browser.get(page).text
    assert ("New: 60" in text, "As before: 1" in text) == (True, True)
    assert re.search(r'<a href="/incubator/supervisors/[^"]+">Ada Stays</a>', text)
    assert ("Person Of049" in text, "Person Of050" in text) == (True, False)
    more = browser.get(f"{page}?new=2").text
    assert ("Person Of049" in more, "Person Of050" in more) == (False, True)
    assert "Person Of000" in browser.get(f"{page}?new=x").text

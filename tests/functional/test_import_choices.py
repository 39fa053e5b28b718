"""What a curator says in the steps of an import goes with it: meanings, marks of doubles, cells, and its undo."""

from __future__ import annotations

import html
import io
import re

import openpyxl
import pytest

from tests.functional.test_import_pages import people_in, send, text_of, upload, work_off
from tests.functional.test_incubator_pool import NOW
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.web import Web

DOUBLED = "name,roles,email\nGu Mingche,supervisor,gu@example.org\nGU Mingche,supervisor,GU@example.org\n"


def test_what_was_marked_of_doubles_goes_with_the_load_and_an_undone_import_says_so_everywhere(
    city: City, web: Web
) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    page = send(city, web, browser, DOUBLED)
    work_off(city, web)
    asked = text_of(browser, page)
    mark = re.search(r'name="(row-[^"]+)" value="same"', asked)
    assert mark
    assert f'form="doubles" formaction="{page}/load"' in asked
    assert "Nothing is loaded until every row is checked" in asked

    again = browser.post(f"{page}/load", choice="rest", **{html.unescape(mark[1]): "new"}).headers["Location"]
    work_off(city, web)
    assert people_in(city, ours) == [], "what was marked is compared before anything is loaded"
    assert "Load 2 records" in text_of(browser, again)
    load = browser.post(f"{again}/load", choice="rest", **{html.unescape(mark[1]): "new"}).headers["Location"]
    work_off(city, web)
    assert people_in(city, ours) == ["GU Mingche", "Gu Mingche"]
    undo = browser.post(f"{load}/undo").headers["Location"]
    assert "Is being undone" in text_of(browser, "/incubator/import")
    work_off(city, web)

    assert people_in(city, ours) == []
    for address in ("/incubator/import", load, undo):
        text = text_of(browser, address)
        assert "Undone" in text, address
        assert ">Loaded<" not in text, address
        assert "until every row is checked" not in text, address
    assert "Undo of people.csv" in text_of(browser, undo)
    assert text_of(browser, "/incubator/import").count("people.csv") == 1


@pytest.mark.parametrize("typed", ["500", "2021-02-30"])
def test_a_meaning_that_cannot_stand_is_refused_beside_its_field_and_what_was_typed_is_kept(
    city: City, web: Web, typed: str
) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    first = upload(browser, "name,founded_on,stage\nTidewell,some spring,somewhere\n", "startups.csv")
    work_off(city, web)
    asked = text_of(browser, f"{first}/words")
    fields = re.findall(r'name="(value-\d+)"', asked)
    assert len(fields) == 2

    answer = browser.post(f"{first}/words", **dict.fromkeys(fields, typed))

    assert answer.status_code == 422
    for words in ("Not a date.", "Not a stage.", f'value="{typed}"', 'aria-describedby="value-0-error"'):
        assert words in answer.text, words
    assert browser.post(f"{first}/words", **{fields[0]: "2021-02-28", fields[1]: "seed"}).status_code == 302


def test_people_are_said_to_be_talents_where_the_table_does_not_say_it(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    first = upload(browser, "name,email\nGu Mingche,gu@example.org\n", "people.csv")
    work_off(city, web)
    assert "all are taken for supervisors" in text_of(browser, f"{first}/what")

    browser.post(f"{first}/what", role="talent")
    work_off(city, web)

    assert "are taken for" not in text_of(browser, f"{first}/what")
    check = browser.post(f"{first}/words").headers["Location"]
    work_off(city, web)
    browser.post(f"{check}/load", choice="rest")
    work_off(city, web)
    assert run_raw(city.graph, "MATCH (p:Person) RETURN labels(p) AS labels") == [{"labels": ["Person", "Talent"]}]


UNKNOWN = "name,roles,email,category\n" + "".join(
    f"Made {at},supervisor,m{at}@example.org,{word}\n"
    for at, word in enumerate(("quantum minds", "tide readers", "tide readers", "scientist"))
)


def test_the_words_of_a_column_are_settled_at_once_and_each_can_still_be_another(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    first = upload(browser, UNKNOWN)
    work_off(city, web)
    asked = text_of(browser, f"{first}/words")
    assert "All words of a column at once" in asked
    assert "Accept all proposals" not in asked, "nothing is proposed in this column"

    assert browser.post(f"{first}/words", again="1", **{"others-category": "topics"}).status_code == 302
    work_off(city, web)
    settled = text_of(browser, f"{first}/words")
    assert '<option value="topics" selected>' in settled
    number = re.search(r'name="(value-\d+)" aria-label="What “quantum minds” means"', settled)
    assert number
    shown = dict.fromkeys(re.findall(r'name="(value-\d+)"', settled), "tide readers") | {number[1]: "scientist"}
    check = browser.post(f"{first}/words", **{"others-category": "topics"}, **shown).headers["Location"]
    work_off(city, web)
    browser.post(f"{check}/load", choice="rest")
    work_off(city, web)
    assert categories_and_topics(city) == [
        ("Made 0", "scientist", []), ("Made 1", None, ["tide readers"]), ("Made 2", None, ["tide readers"]),
        ("Made 3", "scientist", []),
    ]  # fmt: skip

    again = upload(browser, UNKNOWN.replace("tide readers", "moon readers"))
    work_off(city, web)
    assert "moon readers" in text_of(browser, f"{again}/words").partition("read for sure")[0]
    check = browser.post(f"{again}/words").headers["Location"]
    work_off(city, web)
    assert "moon readers" in text_of(browser, check), "what was said of the column is remembered"
    browser.post(f"{again}/words", again="1", **{"others-category": ""})
    work_off(city, web)
    assert "What is this?" in text_of(browser, f"{again}/words"), "chosen again, each word is asked"


def categories_and_topics(city: City) -> list[tuple[object, object, object]]:
    rows = run_raw(
        city.graph,
        "MATCH (p:Person) RETURN p.name AS name, p.category AS category, [(p)-[:ABOUT]->(t) | t.name] AS topics "
        "ORDER BY name",
    )
    return [(row["name"], row["category"], row["topics"]) for row in rows]


EMPLOYED = (
    "姓名,邮箱,单位,职务,语言\n顾明澈,gu@example.org,星河科技,合伙人,中文\n顾明澈,GU@example.org,星河科技,,英文\n"
    "闻如山,wen@example.org,远山资本,,中文\n"
)


def test_rows_are_counted_as_the_sender_knows_them_and_anew_once_it_is_said_of_whom_they_are(
    city: City, web: Web
) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    page = send(city, web, browser, EMPLOYED, "导师.csv")
    work_off(city, web)
    asked = text_of(browser, page)
    for words in ("3 rows; sent by", "Load 2 records", "1 row is left out.", "星河科技"):
        assert words in asked, words
    assert "What people have done" not in asked

    again = browser.post(f"{page}/answers", all="1").headers["Location"]
    work_off(city, web)

    said = text_of(browser, again)
    for words in ("1 went into another row", "Load 2 records", "You have said it of each."):
        assert words in said, words
    assert "is left out" not in said
    browser.post(f"{again}/load", choice="rest")
    work_off(city, web)
    assert text_of(browser, "/incubator/import").count("导师.csv") == 1
    found = run_raw(
        city.graph,
        "MATCH (p:Person {email: 'gu@example.org'}) RETURN p.id AS id, p.languages AS languages, "
        "[(p)<-[:CAREER_OF]-(c:Career) | c.title] AS posts",
    )
    assert [(row["languages"], row["posts"]) for row in found] == [(["en", "zh"], ["合伙人"])]
    assert "星河科技" in text_of(browser, f"/incubator/supervisors/{found[0]['id']}")


def test_what_becomes_of_each_cell_is_chosen_and_lists_are_joined(city: City, web: Web) -> None:
    ours = city.incubator()
    browser = web.sign_in(ours, NOW)
    known = city.supervisor("Gu Mingche", pool_of=ours)
    run_raw(
        city.graph,
        "MATCH (p {id: $id}) SET p.email = 'gu@example.org', p.languages = ['zh'], p.title = 'Partner', "
        "p.summary = 'Radios'",
        id=known.id,
    )
    text = "name,roles,email,languages,title,summary\nGu Mingche,supervisor,gu@example.org,en,CEO,Sensors\n"
    page = send(city, web, browser, text)
    work_off(city, web)
    cells = {key: f"cell-people|{known.id}|{key}" for key in ("languages", "title", "summary")}
    shown = text_of(browser, page)
    assert all(name in shown for name in cells.values())

    again = browser.post(f"{page}/answers", **{cells["title"]: "keep", cells["summary"]: ""}).headers["Location"]
    work_off(city, web)
    assert "as before; yours: CEO" in text_of(browser, again)
    browser.post(f"{again}/load", choice="rest")
    work_off(city, web)

    found = "MATCH (p {id: $id}) RETURN p.languages AS languages, p.title AS title, p.summary AS summary"
    assert run_raw(city.graph, found, id=known.id) == [
        {"languages": ["en", "zh"], "title": "Partner", "summary": "Sensors"}
    ]


def test_a_sheet_of_notes_is_left_out_once_by_its_name_and_is_no_problem(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    book, sent = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["姓名", "职务", "邮箱"], ["石晚秋", "教授", "shi@example.org"]):
        book.active.append(row)
    book.create_sheet("说明").append(["请于月底前交回本表。"])
    book.save(sent)
    sent.seek(0)
    browser.get("/incubator/import")
    answer = browser.post("/incubator/import", file=(sent, "导师库.xlsx"))
    work_off(city, web)
    first = answer.headers["Location"]

    told = text_of(browser, first)
    assert "说明: No list is recognised on this sheet, so it is left out." in told
    assert "mapping" not in told
    assert "No list is recognised" not in text_of(browser, first.replace("/what", "/columns"))

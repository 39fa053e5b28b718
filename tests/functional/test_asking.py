"""Asking opens only where somebody could still accept, and no refusal costs the note that was written."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from graph.domain.limits import LIMITS, LimitCode
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)
ONE = "advanced_materials"
NOTE = "Could we talk about furnaces?"


@pytest.fixture
def startup(city: City) -> Made:
    return city.startup("Tidewell Sensing", industries=(ONE,))


@pytest.fixture
def need(city: City, startup: Made) -> Made:
    return city.need(startup, "From pilot line to first factory", industries=(ONE,))


@pytest.fixture
def browser(web: Web, startup: Made) -> Browser:
    return web.sign_in(startup, NOW)


def path(need: Made, person: Made) -> str:
    return f"/startup/needs/{need.id}/proposals/{person.id}/ask"


def links_to_ask(page: str) -> list[str]:
    return re.findall(r'href="[^"]*/proposals/[^"/]+/ask"', page)


def fill(city: City, need: Made, browser: Browser) -> None:
    """Somebody accepts, as many as the need has places for."""
    person = city.supervisor("Gu Mingche", industries=(ONE,))
    browser.follow(path(need, person), note=NOTE)
    (row,) = run_raw(
        city.graph, "MATCH (p:Proposal {state: 'asked'})-[:TO]->({id: $id}) RETURN p.id AS id", id=person.id
    )
    accept_proposal(city.graph, person.actor, str(row["id"]), NOW)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The one place of this need is taken"), ("zh", "这一需求的 1 个名额已满")]
)
def test_a_need_whose_place_is_taken_asks_nobody_and_says_what_to_do(
    city: City, need: Made, web: Web, startup: Made, language: str, words: str
) -> None:
    browser = web.sign_in(startup, NOW, language)
    fill(city, need, browser)
    other = city.supervisor("Shen Jiamu", industries=(ONE,))

    for address in (f"/startup/needs/{need.id}", f"/startup/needs/{need.id}/proposals/{other.id}", path(need, other)):
        page = browser.get(address).text
        assert links_to_ask(page) == []
        assert 'name="note"' not in page
        assert words in page
        assert f"/startup/needs/{need.id}/edit#places" in page
        assert f"/startup/needs/{need.id}/close" in page

    late = browser.post(path(need, other), note=NOTE)
    assert late.status_code == 409
    assert NOTE in late.text
    assert run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id") == []

    run_raw(city.graph, "MATCH (n:Need {id: $id}) SET n.places = 2", id=need.id)
    assert 'name="note"' in browser.get(path(need, other)).text
    assert browser.post(path(need, other), note=NOTE).status_code == 302


def test_the_fourth_request_is_refused_before_the_form_opens_and_keeps_a_note_that_was_written(
    city: City, need: Made, browser: Browser
) -> None:
    *asked, fourth = (city.supervisor(industries=(ONE,)) for _ in range(4))
    form = browser.get(path(need, fourth)).text
    for person in asked:
        browser.follow(path(need, person), note=NOTE)

    assert 'name="note"' in form
    late = browser.post(path(need, fourth), note="And you, about kilns?")
    assert late.status_code == 409
    assert "And you, about kilns?" in late.text
    assert "withdraw one request" in late.text
    again = browser.get(path(need, fourth)).text
    assert 'name="note"' not in again
    assert "as many as may wait at once" in again
    assert links_to_ask(browser.get(f"/startup/needs/{need.id}").text) == []


def test_a_limit_of_the_day_keeps_the_note(city: City, startup: Made, need: Made, browser: Browser) -> None:
    person = city.supervisor(industries=(ONE,))
    most = LIMITS[LimitCode.ASKED].most
    city.graph.write(lambda tx: tx.limits.take_up_to(LimitCode.ASKED, NOW, most, person.id))

    refused = browser.post(path(need, person), note=NOTE)

    assert refused.status_code == 429
    assert NOTE in refused.text


def test_one_startup_asks_one_person_from_one_need_at_a_time(
    city: City, startup: Made, need: Made, browser: Browser
) -> None:
    other, person = city.need(startup, "Sell abroad", industries=(ONE,)), city.supervisor(industries=(ONE,))
    assert browser.post(path(need, person), note=NOTE).status_code == 302

    form = browser.get(path(other, person))
    late = browser.post(path(other, person), note="From the other need")

    assert 'name="note"' not in form.text
    assert (late.status_code, "From the other need" in late.text) == (409, True)
    assert len(run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")) == 1


def test_asking_again_from_another_tab_leads_to_the_request_that_waits(
    city: City, need: Made, browser: Browser
) -> None:
    person = city.supervisor("Gu Mingche", industries=(ONE,))
    browser.follow(path(need, person), note=NOTE)
    (row,) = run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")

    again = browser.post(path(need, person), note="The same again")

    assert again.status_code == 409
    for page in (again.text, browser.get(path(need, person)).text):
        assert re.search(r"You asked Gu Mingche on \d+ \w+ \d{4} and wait for an answer\.", page)
        assert f'href="/startup/requests/{row["id"]}"' in page
    assert "The same again" in again.text
    accept_proposal(city.graph, person.actor, str(row["id"]), NOW)
    run_raw(city.graph, "MATCH (n:Need {id: $id}) SET n.places = 2", id=need.id)
    assert "Gu Mingche accepted your request on" in browser.get(path(need, person)).text


def test_who_may_ask_nobody_more_sees_whom_they_wait_for_and_how_long(city: City, need: Made, browser: Browser) -> None:
    people = [city.supervisor(name, industries=(ONE,)) for name in ("Gu Mingche", "Shen Jiamu", "Xue An", "Cheng Yu")]
    for person in people[:3]:
        browser.follow(path(need, person), note=NOTE)

    page = browser.get(path(need, people[3])).text

    waiting = page.partition('class="plain-list waiting-list"')[2].partition("</ul>")[0]
    assert [name for name in ("Gu Mingche", "Shen Jiamu", "Xue An", "Cheng Yu") if name in waiting] == [
        "Gu Mingche", "Shen Jiamu", "Xue An",
    ]  # fmt: skip
    assert waiting.count('href="/startup/requests/') == 3
    assert waiting.count("days left") == 3


def test_a_conflict_is_told_before_anybody_writes(city: City, startup: Made, need: Made, browser: Browser) -> None:
    person = city.supervisor("Gu Mingche", industries=(ONE,))
    city.conflict(startup, person)

    page = browser.get(path(need, person)).text

    assert "They are tied by employment, shares, family, competition or a declaration." in page
    assert 'name="note"' not in page


def test_a_request_for_another_need_is_named(city: City, web: Web) -> None:
    startup, supervisor = city.startup("Xinghai"), city.supervisor("Gu Mingche")
    first, second = city.need(startup, "A first factory"), city.need(startup, "A second question")
    city.asked_proposal(to=supervisor, need=first)
    founder = web.sign_in(startup, datetime.now(UTC))

    page = founder.get(f"/startup/needs/{second.id}/proposals/{supervisor.id}/ask").get_data(as_text=True)

    assert "for another need, and wait for an answer: “A first factory”." in page
    assert "/startup/requests/" in page

"""A startup sorts its proposals, asks for introductions within the limits, and reads why and what happened."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from graph.entities import Actor
from graph.entities.proposal import Shown
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put
from tests.support.web import Browser, Web
from webapp.operations.models.choose_model import promote_model
from webapp.operations.needs.record_showing import record_showing
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)
ONE = "advanced_materials"


@pytest.fixture
def startup(city: City) -> Made:
    return city.startup("Tidewell Sensing", name_zh="潮井传感", industries=(ONE,))


@pytest.fixture
def need(city: City, startup: Made) -> Made:
    return city.need(startup, "From pilot line to first factory", industries=(ONE,))


@pytest.fixture
def browser(web: Web, startup: Made) -> Browser:
    return web.sign_in(startup, NOW)


def names_on(page: str) -> list[str]:
    """Ids of the cards from the top."""
    return re.findall(r'<article[^>]*id="proposal-([^"]+)"', page)


def test_the_list_counts_who_was_left_out_and_says_why(city: City, startup: Made, need: Made, browser: Browser) -> None:
    fits = city.supervisor("Gu Mingche", name_zh="顾明澈", industries=(ONE,))
    rival = city.supervisor("Lu Rival", industries=(ONE,))
    city.conflict(startup, rival)
    city.supervisor("Full House", capacity=0, industries=(ONE,))

    page = browser.get(f"/startup/needs/{need.id}").get_data(as_text=True)
    assert names_on(page) == [fits.id]
    assert "1 proposal" in page
    assert "Considered 3 people. Left out 2 people:" in page
    assert "1 has a conflict of interest" in page
    who = browser.get(f"/startup/needs/{need.id}/left-out").get_data(as_text=True)
    assert "Lu Rival" in who
    assert "Full House" in who


def test_reading_writes_nothing_and_the_job_notes_what_was_shown_once(city: City, need: Made, browser: Browser) -> None:
    person = city.supervisor(industries=(ONE,))
    before = run_raw(city.graph, "MATCH (n) RETURN count(n) AS n")
    browser.get(f"/startup/needs/{need.id}")
    assert run_raw(city.graph, "MATCH (n) RETURN count(n) AS n") == before

    for minutes in (0, 5):
        record_showing(city.graph, need.id, [Shown(person.id, 1, 0.4)], "baseline", NOW + timedelta(minutes=minutes))
    assert run_raw(city.graph, "MATCH (:Showing)-[r:SHOWED]->() RETURN count(r) AS n") == [{"n": 1}]


def test_not_for_me_takes_a_reason_and_can_be_undone(city: City, need: Made, browser: Browser) -> None:
    person = city.supervisor("Shen Jiamu", industries=(ONE,))
    one = f"/startup/needs/{need.id}/proposals/{person.id}"
    assert "Why is Shen Jiamu not for you?" in browser.get(f"{one}/dismiss").get_data(as_text=True)
    assert browser.post(f"{one}/dismiss").status_code == 422
    page = browser.follow(f"{one}/dismiss", reason="too_far")
    assert "Shen Jiamu is off your list. You find the name under “Put aside”." in page
    assert names_on(page) == []
    back = browser.follow(f"{one}/undo-dismiss")
    assert names_on(back) == [person.id]


def test_who_was_put_aside_is_listed_with_the_words_for_it_and_comes_back_later(
    city: City, startup: Made, need: Made, browser: Browser, web: Web
) -> None:
    person = city.supervisor("Shen Jiamu", industries=(ONE,))
    one, words = f"/startup/needs/{need.id}/proposals/{person.id}", "Advised our rival last year."
    browser.post(f"{one}/dismiss", reason="other", note=words)
    browser.get(f"/startup/needs/{need.id}")

    aside = browser.get(f"/startup/needs/{need.id}?list=dismissed").get_data(as_text=True)

    assert "Shen Jiamu" in aside
    assert "Another reason" in aside
    assert words in aside
    assert names_on(aside) == []
    assert words not in web.sign_in(person, NOW).get("/supervisor/").get_data(as_text=True)
    assert run_raw(city.graph, "MATCH (e:AuditEvent {action: 'dismiss_proposal'}) RETURN e.detail AS d") == [
        {"d": "other"}
    ]
    assert browser.post(f"{one}/dismiss", reason="other", note="n" * 1001).status_code == 422
    (action,) = re.findall(r'action="([^"]*/undo-dismiss[^"]*)"', aside)
    assert "Nobody is put aside" in browser.follow(action.replace("&amp;", "&"))
    assert names_on(browser.get(f"/startup/needs/{need.id}").get_data(as_text=True)) == [person.id]


def test_every_step_leads_back_to_the_list_as_it_stood(city: City, need: Made, browser: Browser) -> None:
    person = city.supervisor("Shen Jiamu", industries=(ONE,))
    view = "sort=answers&shown=10&within=7"
    one = f"/startup/needs/{need.id}/proposals/{person.id}"

    for step, fields in (("save", {}), ("unsave", {}), ("dismiss", {"reason": "too_far"}), ("undo-dismiss", {})):
        target = browser.post(f"{one}/{step}?{view}", **fields).location
        assert {*target.partition("?")[2].partition("#")[0].split("&")} == {*view.split("&")}, step
    page = browser.get(f"{one}?{view}").get_data(as_text=True)
    assert re.search(rf'href="/startup/needs/{need.id}\?[^"]*sort=answers[^"]*#proposal-{person.id}"', page)
    chosen = browser.get(f"/startup/needs/{need.id}?sort=answers").get_data(as_text=True)
    assert f"{one}/save?sort=answers" in chosen
    assert f"{one}?sort=answers" in chosen


def test_saved_ones_have_a_list_of_their_own(city: City, need: Made, browser: Browser) -> None:
    people = [city.supervisor(industries=(ONE,)) for _ in range(3)]
    browser.get(f"/startup/needs/{need.id}")
    browser.follow(f"/startup/needs/{need.id}/proposals/{people[1].id}/save")
    page = browser.get(f"/startup/needs/{need.id}?list=saved").get_data(as_text=True)
    assert names_on(page) == [people[1].id]
    assert "1 saved proposal" in page


def test_filters_sort_and_showing_more_are_in_the_address(city: City, need: Made, browser: Browser) -> None:
    for number in range(7):
        category = "scientist" if number < 2 else "serial_entrepreneur"
        city.supervisor(industries=(ONE,), category=category)
    one = f"/startup/needs/{need.id}"
    assert len(names_on(browser.get(one).text)) == 5
    assert len(names_on(browser.get(f"{one}?shown=10").text)) == 7
    assert len(names_on(browser.get(f"{one}?category=scientist").text)) == 2
    assert "Nobody fits these filters" in browser.get(f"{one}?category=nobody").text
    assert browser.get(f"{one}?sort=nonsense&within=x&shown=-4").status_code == 200


def test_asking_tells_the_supervisor_and_is_limited_per_need(city: City, need: Made, browser: Browser) -> None:
    people = [city.supervisor(industries=(ONE,)) for _ in range(4)]
    browser.get(f"/startup/needs/{need.id}")
    for person in people[:3]:
        one = f"/startup/needs/{need.id}/proposals/{person.id}/ask"
        assert "You asked" in browser.follow(one, note="Could we talk about furnaces?")
    fourth = browser.post(f"/startup/needs/{need.id}/proposals/{people[3].id}/ask", note="And you?")
    assert fourth.status_code == 409
    told = run_raw(city.graph, "MATCH (m:Outbox {kind: 'tell_asked'}) RETURN count(m) AS n")
    assert told == [{"n": 3}]


def test_nobody_is_asked_twice_nor_without_a_note_nor_across_a_conflict(
    city: City, startup: Made, need: Made, browser: Browser
) -> None:
    person, rival, full = (city.supervisor(industries=(ONE,)) for _ in range(3))
    city.conflict(startup, rival)
    run_raw(city.graph, "MATCH (p:Person {id: $id}) SET p.capacity = 0", id=full.id)
    one = f"/startup/needs/{need.id}/proposals/{person.id}/ask"
    browser.get(one)
    assert browser.post(one, note="").status_code == 422
    browser.follow(one, note="Could we talk?")
    assert browser.post(one, note="Once more").status_code == 409
    for other in (rival, full):
        assert browser.post(f"/startup/needs/{need.id}/proposals/{other.id}/ask", note="Hello").status_code == 409


def test_a_withdrawn_request_is_told_and_its_story_can_be_read(city: City, need: Made, browser: Browser) -> None:
    person = city.supervisor("Gu Mingche", industries=(ONE,))
    browser.get(f"/startup/needs/{need.id}")
    story = browser.follow(f"/startup/needs/{need.id}/proposals/{person.id}/ask", note="Could we talk?")
    assert "You asked Gu Mingche." in story
    request_id = run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")[0]["id"]
    page = browser.follow(f"/startup/requests/{request_id}/withdraw")
    assert "Your request to Gu Mingche is withdrawn." in page
    assert "You withdrew the request." in browser.get(f"/startup/requests/{request_id}").text
    kinds = run_raw(city.graph, "MATCH (m:Outbox) RETURN m.kind AS k ORDER BY k")
    assert [row["k"] for row in kinds] == ["tell_asked", "tell_withdrawn"]


def test_why_has_an_address_bars_that_add_up_and_a_comparison(city: City, need: Made, browser: Browser) -> None:
    person = city.supervisor("Gu Mingche", industries=(ONE,))
    city.supervisor("Cheng Yubai", name_zh="程雨柏", industries=("metaverse",))
    page = browser.get(f"/startup/needs/{need.id}/proposals/{person.id}?against=程雨").get_data(as_text=True)
    assert "What moved the fit" in page
    assert "Cheng Yubai" in page
    numbers = [float(n.replace("−", "-")) for n in re.findall(r'<td class="num">([+−]?[\d.]+)</td>', page)]
    assert abs(sum(numbers[:-1]) - numbers[-1]) < 0.06
    nobody = browser.get(f"/startup/needs/{need.id}/proposals/{person.id}?against=Zzz").get_data(as_text=True)
    assert "Nobody we know is called" in nobody


def test_why_names_the_rule_for_whoever_is_left_out_and_does_not_offer_to_ask(
    city: City, startup: Made, need: Made, browser: Browser
) -> None:
    run_raw(city.graph, "MATCH (n:Need {id: $id}) SET n.places = 2", id=need.id)
    mentor, waits = city.supervisor("Gu Mingche", industries=(ONE,)), city.supervisor("Shen Jiamu", industries=(ONE,))
    full, free = city.supervisor("Full House", capacity=0), city.supervisor("Wu Ke", industries=(ONE,))
    for person in (mentor, waits):
        asked = city.asked_proposal(to=person, need=need)
        if person is mentor:
            accept_proposal(city.graph, mentor.actor, asked.id, NOW)
    rules = {
        mentor: "Gu Mingche guides you already.",
        waits: "You have asked Shen Jiamu already, for this need or another.",
        full: "Full House has no free place.",
    }

    for person, rule in rules.items():
        page = browser.get(f"/startup/needs/{need.id}/proposals/{person.id}").get_data(as_text=True)
        assert f"<dt>Position</dt><dd>{rule}</dd>" in page
        assert "Number 0" not in page
        assert f"{person.id}/ask" not in page
        # Whoever was asked is neither saved nor taken off the list.
        assert (f"{person.id}/save" in page) == (person is full)
    page = browser.get(f"/startup/needs/{need.id}/proposals/{free.id}").get_data(as_text=True)
    assert "Number 1 of 1, in order of fit." in page
    assert f"{free.id}/ask" in page


def test_why_counts_the_answers_that_a_serving_model_learned_from(city: City, need: Made, browser: Browser) -> None:
    person = city.supervisor("Gu Mingche", industries=(ONE,))
    promote_model(city.graph, Actor.system(), put(city.graph, make_model()), NOW)

    page = browser.get(f"/startup/needs/{need.id}/proposals/{person.id}").get_data(as_text=True)

    assert "by the model that learned from 320 answers up to 19 Nov 2026" in page


def test_search_finds_own_needs_and_visible_supervisors_only(city: City, need: Made, browser: Browser) -> None:
    city.supervisor("Gu Mingche", industries=(ONE,))
    other = city.startup()
    city.need(other, "A pilot of somebody else")
    page = browser.get("/startup/search?q=pilot").get_data(as_text=True)
    assert "From pilot line to first factory" in page
    assert "somebody else" not in page
    assert "Gu Mingche" in browser.get("/startup/search?q=mingche").get_data(as_text=True)


def test_the_proposals_speak_chinese_to_who_reads_chinese(city: City, web: Web, startup: Made, need: Made) -> None:
    city.supervisor("Gu Mingche", name_zh="顾明澈", industries=(ONE,))
    page = web.sign_in(startup, NOW, "zh").get(f"/startup/needs/{need.id}").get_data(as_text=True)
    assert "请求引荐" in page
    assert "顾明澈" in page
    assert "1 位推荐" in page

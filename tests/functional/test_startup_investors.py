"""A startup asks for an investor through the pages that it knows from asking for a supervisor, in fitting words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)
ONE = "advanced_materials"
WRITTEN = {
    "kind": "investor",
    "title": "Who puts 5 million into a pilot line?",
    "tags": "先进材料",
    "description": "Two customers pay already.",
    "amount": "500万",
    "stage": "pre_a",
    "places": "1",
    "action": "open",
}


@pytest.fixture
def startup(city: City) -> Made:
    return city.startup("Tidewell Sensing", name_zh="潮井传感", industries=(ONE,))


@pytest.fixture
def need(city: City, startup: Made) -> Made:
    return city.need(startup, "A round for the pilot line", industries=(ONE,), kind="investor", amount=5e6)


@pytest.fixture
def fund(city: City) -> Made:
    return city.investor(
        "Heron Point", name_zh="鹭点资本", industries=(ONE,), kind="venture_capital", stages=["pre_a", "seed"],
        ticket_min=3e6, ticket_max=2e7, currency="CNY", region="Zhangjiang", summary="Backs teams that make things.",
    )  # fmt: skip


def main_of(page: str) -> str:
    """What stands between bar and foot, as text."""
    body = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert body
    return re.sub(r"<[^>]+>", " ", body[0])


def invest(city: City, fund: Made, startup: Made, since: date) -> None:
    """Plant an investment."""
    run_raw(
        city.graph,
        "MATCH (v:Investor {id: $fund}), (s:Startup {id: $startup}) CREATE (v)-[:INVESTED_IN {from: $since}]->(s)",
        fund=fund.id, startup=startup.id, since=since,
    )  # fmt: skip


def post_need(browser: Browser, **fields: str) -> tuple[int, str]:
    browser.get("/startup/needs/new?kind=investor")
    answer = browser.post("/startup/needs", **{**WRITTEN, **fields})
    return answer.status_code, answer.get_data(as_text=True)


def needs_in(city: City) -> list[dict[str, object]]:
    return run_raw(city.graph, "MATCH (n:Need) RETURN n.kind AS kind, n.amount AS amount, n.state AS state")


def test_a_need_for_an_investor_keeps_the_amount_as_a_number(city: City, startup: Made, web: Web) -> None:
    browser = web.sign_in(startup, NOW)
    assert post_need(browser)[0] == 302
    assert needs_in(city) == [{"kind": "investor", "amount": 5e6, "state": "open"}]
    assert "Investor wanted, CNY 5,000,000" in browser.get("/startup/needs").get_data(as_text=True)


def test_an_amount_that_is_none_is_refused_with_how_to_write_it(city: City, startup: Made, web: Web) -> None:
    status, page = post_need(web.sign_in(startup, NOW), amount="a lot")
    assert status == 422
    assert "Write an amount such as 5,000,000" in page
    assert 'value="a lot"' in page
    assert needs_in(city) == []


def test_a_need_for_a_supervisor_has_no_amount_whatever_was_typed(city: City, startup: Made, web: Web) -> None:
    assert post_need(web.sign_in(startup, NOW), kind="mentor", amount="a lot", languages="zh")[0] == 302
    assert needs_in(city) == [{"kind": "mentor", "amount": None, "state": "open"}]


def test_a_draft_may_change_whom_it_looks_for_and_an_open_need_may_not(city: City, startup: Made, web: Web) -> None:
    browser = web.sign_in(startup, NOW)
    assert post_need(browser, action="draft", kind="mentor")[0] == 302
    need_id = run_raw(city.graph, "MATCH (n:Need) RETURN n.id AS id")[0]["id"]
    browser.post(f"/startup/needs/{need_id}", **WRITTEN)
    assert needs_in(city) == [{"kind": "investor", "amount": 5e6, "state": "open"}]
    browser.post(f"/startup/needs/{need_id}", **{**WRITTEN, "kind": "mentor", "amount": "1,500,000"})
    assert needs_in(city) == [{"kind": "investor", "amount": 1.5e6, "state": "open"}]


def test_cards_say_ticket_stages_thesis_and_latest_investments(
    city: City, startup: Made, need: Made, fund: Made, web: Web
) -> None:
    for name, year in (("Oldest", 2019), ("Older", 2020), ("Newer", 2021), ("Newest", 2022)):
        invest(city, fund, city.startup(name), date(year, 1, 1))
    page = main_of(web.sign_in(startup, NOW).get(f"/startup/needs/{need.id}").get_data(as_text=True))
    assert "Investor wanted, CNY 5,000,000" in page
    assert "CNY 3 million to 20 million at a time" in page
    assert "Seed and Pre-A" in page
    assert "Backs teams that make things." in page
    assert "Invested in Newest, Newer, Older and 1 more" in page
    assert "None" not in page


@pytest.mark.parametrize(("language", "never"), [("en", "upervisor"), ("zh", "导师")])
def test_no_page_about_an_investor_speaks_of_supervisors(
    city: City, startup: Made, need: Made, fund: Made, web: Web, language: str, never: str
) -> None:
    city.investor("Grey Harbour", industries=(ONE,), ticket_min=5e7)
    browser = web.sign_in(startup, NOW, language)
    here = f"/startup/needs/{need.id}"
    one = f"{here}/proposals/{fund.id}"
    for path in (here, f"{here}/left-out", one, f"{one}?against=Grey", f"{one}/ask", f"{one}/dismiss", f"{here}/edit"):
        page = browser.get(path)
        assert page.status_code == 200, path
        assert never not in main_of(page.get_data(as_text=True)), path


def test_the_list_can_be_cut_to_those_who_put_in_the_amount(
    city: City, startup: Made, need: Made, fund: Made, web: Web
) -> None:
    city.investor("Grey Harbour", industries=(ONE,), ticket_min=5e7)
    browser = web.sign_in(startup, NOW)
    page = browser.get(f"/startup/needs/{need.id}?ticket=fits").get_data(as_text=True)
    assert "Heron Point" in main_of(page)
    assert "Grey Harbour" not in main_of(page)


def test_search_and_comparison_look_among_investors(
    city: City, startup: Made, need: Made, fund: Made, web: Web
) -> None:
    grey = city.investor("Grey Harbour", name_zh="灰港投资", industries=(ONE,), ticket_min=5e7)
    city.supervisor("Grey Person", industries=(ONE,))
    browser = web.sign_in(startup, NOW)
    found = browser.get("/startup/search?q=grey").get_data(as_text=True)
    assert f"/startup/needs/{need.id}/proposals/{grey.id}" in found
    assert "Grey Person" in found
    names = browser.get(f"/startup/needs/{need.id}/names?q=grey").get_data(as_text=True)
    assert "Grey Harbour" in names
    assert "Grey Person" not in names
    why = f"/startup/needs/{need.id}/proposals/{fund.id}?against=灰港"
    assert "Grey Harbour puts in other amounts at a time than you seek." in browser.get(why).get_data(as_text=True)
    asked = city.asked_proposal(to=grey, need=need)
    accept_proposal(city.graph, grey.actor, asked.id, NOW)
    assert "You already talk with Grey Harbour." in browser.get(why).get_data(as_text=True)


def test_an_investor_is_saved_dismissed_asked_and_told_of_a_withdrawal_as_a_supervisor_is(
    city: City, startup: Made, need: Made, fund: Made, web: Web
) -> None:
    browser = web.sign_in(startup, NOW)
    one = f"/startup/needs/{need.id}/proposals/{fund.id}"
    assert "Heron Point 鹭点资本 is on your saved list." in browser.follow(f"{one}/save")
    assert "is off your list" in browser.follow(f"{one}/dismiss", reason="too_far")
    assert "is back on your list" in browser.follow(f"{one}/undo-dismiss")
    page = browser.follow(f"{one}/ask", note="We raise 5 million for the line.")
    assert "You asked Heron Point." in page
    assert "upervisor" not in main_of(page)
    assert run_raw(city.graph, "MATCH (p:Proposal)-[:TO]->(:Investor) RETURN p.state AS state, p.kind AS kind") == [
        {"state": "asked", "kind": "investor"}
    ]
    proposal_id = run_raw(city.graph, "MATCH (p:Proposal) RETURN p.id AS id")[0]["id"]
    assert "is withdrawn" in browser.follow(f"/startup/requests/{proposal_id}/withdraw")

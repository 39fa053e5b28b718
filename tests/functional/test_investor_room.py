"""An investor has the pages of those who are asked, in its own words, and closes talks with an investment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)


def plant_investor(city: City, name: str = "Heron Point", **properties: object) -> Made:
    given = {"ticket_min": 1_000_000.0, "ticket_max": 5_000_000.0, "currency": "CNY", "capacity": 2, **properties}
    return city.investor(name, industries=("advanced_materials",), **given)


def page_of(browser: Browser, path: str) -> str:
    return browser.get(path).get_data(as_text=True)


def ask(city: City, web: Web, startup: Made, investor: Made) -> str:
    """Open a need for an investor and ask this one, by the pages; the request's id."""
    browser = web.sign_in(startup, NOW)
    browser.get("/startup/needs/new")
    opened = browser.post(
        "/startup/needs", action="open", kind="investor", title="A seed round for our first line",
        tags="Advanced materials", description="We must buy a furnace.", stage="seed", languages="zh", places="1",
        amount="300万",
    )  # fmt: skip
    need_id = str(opened.headers["Location"]).rsplit("/", 1)[1]
    page_of(browser, f"/startup/needs/{need_id}/proposals/{investor.id}/ask")
    story = browser.follow(f"/startup/needs/{need_id}/proposals/{investor.id}/ask", note="Could we talk about a round?")
    assert "You asked" in story
    found = run_raw(
        city.graph, "MATCH (p:Proposal {state: 'asked'})-[:TO]->({id: $id}) RETURN p.id AS id", id=investor.id
    )
    return str(found[0]["id"])


def hold_a_meeting(city: City, browser: Browser, engagement_id: str) -> str:
    """Plan a meeting by the page and let its day pass; the session's id."""
    browser.get(f"/engagements/{engagement_id}")
    day = (NOW + timedelta(days=3)).date().isoformat()
    planned = browser.follow(
        f"/engagements/{engagement_id}/sessions", day=day, clock="14:30", minutes="60", zone="Asia/Shanghai",
        place="Zhangjiang", link="",
    )  # fmt: skip
    assert "The meeting is planned" in planned
    found = run_raw(
        city.graph,
        "MATCH (m:Session)-[:IN]->(:Engagement {id: $id}) SET m.starts_at = $past RETURN m.id AS id",
        id=engagement_id,
        past=NOW - timedelta(hours=3),
    )
    return str(found[0]["id"])


def test_a_request_to_an_investor_runs_from_the_need_to_the_investment(city: City, web: Web) -> None:
    startup, investor = city.startup("Tidewell Sensing", industries=("advanced_materials",)), plant_investor(city)
    request_id = ask(city, web, startup, investor)
    browser = web.sign_in(investor, NOW)

    home = page_of(browser, "/investor/")
    for words in (
        "One request waits for your answer", "You talk with 0 startups", "They seek CNY 3,000,000",
        "Your ticket: CNY 1 million to 5 million at a time", "The amount they seek lies within your ticket",
        "Could we talk about a round?",
    ):  # fmt: skip
        assert words in home, words
    assert "guide" not in home.lower()
    assert "Will you talk with Tidewell Sensing?" in page_of(browser, f"/investor/requests/{request_id}")
    answer = browser.post(f"/investor/requests/{request_id}/accept")
    assert answer.headers["Location"] == f"/engagements/{request_id}"
    assert "You now talk with Tidewell Sensing." in page_of(browser, f"/engagements/{request_id}")
    session_id = hold_a_meeting(city, browser, request_id)
    assert "Thank you" in browser.follow(f"/engagements/sessions/{session_id}/rating", rating="4", comment="Clear.")
    founder = web.sign_in(startup, NOW)
    founder.get("/startup/")
    assert "Thank you" in founder.follow(f"/engagements/sessions/{session_id}/rating", rating="5", comment="Frank.")
    assert "Clear." in page_of(founder, f"/engagements/{request_id}"), "both have answered"

    browser.get(f"/engagements/{request_id}/close")
    closed = browser.follow(
        f"/engagements/{request_id}/close", outcome="invested", amount="250万", currency="CNY", note="Welcome."
    )

    assert "Invested" in closed
    assert "CNY 2,500,000" in closed
    kept = run_raw(
        city.graph,
        "MATCH (p:Proposal {id: $id}) RETURN p.outcome AS outcome, p.amount AS amount, p.currency AS currency, "
        "p.rating_by_seeker AS seeker, p.rating_by_provider AS provider",
        id=request_id,
    )[0]
    assert kept == {"outcome": "invested", "amount": 2_500_000, "currency": "CNY", "seeker": 5, "provider": 4}
    ties = run_raw(
        city.graph,
        "MATCH (:Investor {id: $a})-[r:INVESTED_IN]->(:Startup {id: $b}) RETURN r.from AS since, r.to AS until",
        a=investor.id,
        b=startup.id,
    )
    assert [(tie["since"], tie["until"]) for tie in ties] == [(SHANGHAI.day_of(datetime.now(UTC)), None)]
    assert "Startups that you talked with" in page_of(browser, "/investor/startups")


def test_closing_as_invested_asks_for_an_amount_and_other_ends_do_not(city: City, web: Web) -> None:
    investor = plant_investor(city)
    request = city.asked_proposal(to=investor)
    browser = web.sign_in(investor, NOW)
    browser.get("/investor/")
    browser.post(f"/investor/requests/{request.id}/accept")
    form = page_of(browser, f"/engagements/{request.id}/close")
    assert "Goal reached" not in form

    for amount in ("", "much", "0"):
        refused = browser.post(f"/engagements/{request.id}/close", outcome="invested", amount=amount, currency="CNY")
        assert refused.status_code == 422, amount
    ended = browser.follow(f"/engagements/{request.id}/close", outcome="ended_early", currency="CNY")

    assert "Ended early" in ended
    rows = run_raw(city.graph, "MATCH (p:Proposal {id: $id}) RETURN p.amount AS amount", id=request.id)
    assert rows[0]["amount"] is None
    assert run_raw(city.graph, "MATCH (:Investor)-[r:INVESTED_IN]->(:Startup) RETURN r") == []


def test_an_investor_declines_with_a_reason_and_takes_it_back(city: City, web: Web) -> None:
    investor = plant_investor(city)
    request = city.asked_proposal(to=investor, startup=city.startup("Tidewell"))
    browser = web.sign_in(investor, NOW)
    assert "Why do you decline?" in page_of(browser, f"/investor/requests/{request.id}/decline")

    declined = browser.follow(f"/investor/requests/{request.id}/decline", reason="conflict")

    assert "You declined the request of Tidewell" in declined
    conflicts = "MATCH (:Startup)-[c:CONFLICTS_WITH]-(:Investor {id: $id}) RETURN c.kind AS kind"
    assert [row["kind"] for row in run_raw(city.graph, conflicts, id=investor.id)] == ["declared"]
    again = browser.follow(f"/investor/requests/{request.id}/undo-decline")
    assert "waits for your answer again" in again
    assert run_raw(city.graph, conflicts, id=investor.id) == []


def test_a_conflict_of_interest_stands_in_the_way_of_accepting(city: City, web: Web) -> None:
    investor, startup = plant_investor(city), city.startup("Tidewell")
    request = city.asked_proposal(to=investor, startup=startup)
    city.conflict(startup, investor)
    browser = web.sign_in(investor, NOW)
    browser.get("/investor/")

    answer = browser.post(f"/investor/requests/{request.id}/accept")

    assert answer.status_code == 409
    assert "A conflict of interest stands between these two" in answer.get_data(as_text=True)


def test_an_investor_with_no_place_left_is_told_so(city: City, web: Web) -> None:
    investor = plant_investor(city, capacity=1)
    first, second = city.asked_proposal(to=investor), city.asked_proposal(to=investor)
    browser = web.sign_in(investor, NOW)
    browser.get("/investor/")
    browser.post(f"/investor/requests/{first.id}/accept")

    answer = browser.post(f"/investor/requests/{second.id}/accept")

    assert answer.status_code == 409
    assert "You have no free place any more." in answer.get_data(as_text=True)


@pytest.mark.parametrize("other", ["investor", "supervisor"])
def test_a_request_to_somebody_else_is_not_there(city: City, web: Web, other: str) -> None:
    request = city.asked_proposal(to=plant_investor(city))
    stranger = city.investor("Somebody Else") if other == "investor" else city.supervisor()
    browser = web.sign_in(stranger, NOW)
    browser.get(f"/{other}/")

    assert browser.get(f"/{other}/requests/{request.id}").status_code == 404
    assert browser.post(f"/{other}/requests/{request.id}/accept").status_code == 404
    assert browser.get(f"/investor/requests/{request.id}").status_code == (404 if other == "investor" else 403)
    assert browser.get(f"/engagements/{request.id}").status_code == 404


def test_an_investor_writes_its_thesis_tickets_and_places(city: City, web: Web) -> None:
    investor = plant_investor(city)
    browser = web.sign_in(investor, NOW)
    page = page_of(browser, "/investor/profile")
    assert "What do you invest in?" in page
    assert 'value="1,000,000"' in page

    saved = browser.follow(
        "/investor/profile", fields="Advanced materials, sintering", stages="seed", ticket_min="200万",
        ticket_max="0.1亿", currency="CNY", summary="Deep technology, early.", summary_zh="早期硬科技。",
    )  # fmt: skip
    assert "Your profile is saved" in saved
    assert "You talk with 4 startups at once." in browser.follow("/investor/places", capacity="4")
    until = (NOW + timedelta(days=20)).date()
    assert "No new request reaches you until" in browser.follow("/investor/pause", until=until.isoformat())

    kept = run_raw(
        city.graph,
        "MATCH (v:Investor {id: $id}) RETURN v.summary_zh AS thesis, v.ticket_min AS least, v.ticket_max AS most, "
        "v.capacity AS capacity, v.paused_until AS until, [(v)-[:IN_INDUSTRY]->(i) | i.id] AS fields, "
        "[(v)-[:ABOUT]->(t) | t.id] AS topics",
        id=investor.id,
    )[0]
    assert kept == {
        "thesis": "早期硬科技。", "least": 2_000_000, "most": 10_000_000, "capacity": 4, "until": until,
        "fields": ["advanced_materials"], "topics": ["sintering"],
    }  # fmt: skip


def test_tickets_that_make_no_sense_are_refused_at_their_field(city: City, web: Web) -> None:
    browser = web.sign_in(plant_investor(city), NOW)
    browser.get("/investor/profile")

    answer = browser.post(
        "/investor/profile", fields="Advanced materials", ticket_min="500万", ticket_max="100万", currency="CNY"
    )

    assert answer.status_code == 422
    assert "The largest ticket is below the smallest." in answer.get_data(as_text=True)


def test_in_chinese_the_investors_pages_speak_chinese(city: City, web: Web) -> None:
    investor = plant_investor(city, name_zh="鹭岛资本")
    city.asked_proposal(to=investor, startup=city.startup("Tidewell Sensing", name_zh="潮井传感"))
    browser = web.sign_in(investor, NOW, "zh")

    assert "您的单笔投资额：单笔 100万元至500万元" in page_of(browser, "/investor/")
    assert "您投资什么？" in page_of(browser, "/investor/profile")


def test_only_an_investor_is_asked_for_an_investment(city: City, web: Web) -> None:
    startup, supervisor, investor = city.startup(), city.supervisor(), plant_investor(city)
    money, guidance = city.need(startup, kind="investor"), city.need(startup, kind="mentor")
    browser = web.sign_in(startup, NOW)
    browser.get("/startup/")

    for need, wrong in ((money, supervisor), (guidance, investor)):
        answer = browser.post(f"/startup/needs/{need.id}/proposals/{wrong.id}/ask", note="Could we talk?")
        assert answer.status_code == 404

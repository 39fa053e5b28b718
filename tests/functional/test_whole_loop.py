"""The main job, end to end: need, proposals, ask, accept, meet, rate, and the next ranking differs and says why."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)
FIELDS = ("advanced_materials",)


def order_of(page: str) -> list[str]:
    """Provider ids of the cards, from the top."""
    return re.findall(r'<article[^>]*id="proposal-([^"]+)"', page)


def open_a_need(browser: Browser) -> str:
    browser.get("/startup/needs/new")
    answer = browser.post(
        "/startup/needs",
        action="open",
        title="Who can help us get from pilot line to first factory?",
        tags="Advanced materials, 压电传感器",
        description="We must choose a furnace by March.",
        stage="seed",
        languages="zh",
        places="1",
    )
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.headers["Location"]).rsplit("/", 1)[1]


def plan_and_hold(city: City, browser: Browser, engagement_id: str) -> str:
    """Plan a meeting by the page, and let its day pass."""
    browser.get(f"/engagements/{engagement_id}")
    day = (NOW + timedelta(days=3)).date().isoformat()
    page = browser.follow(
        f"/engagements/{engagement_id}/sessions",
        day=day,
        clock="14:30",
        minutes="60",
        zone="Asia/Shanghai",
        place="Zhangjiang",
        link="",
    )
    assert "The meeting is planned" in page
    found = run_raw(
        city.graph,
        "MATCH (m:Session)-[:IN]->(:Engagement {id: $id}) SET m.starts_at = $past RETURN m.id AS id",
        id=engagement_id,
        past=NOW - timedelta(hours=3),
    )
    return str(found[0]["id"])


def test_a_rating_changes_the_next_ranking_and_the_page_says_why(city: City, web: Web) -> None:
    founder = city.startup("Tidewell Sensing", industries=FIELDS)
    alike = [city.supervisor(name, industries=FIELDS) for name in ("Gu Mingche", "Qi Wanpu", "Wen Rushan")]
    for number in range(6):
        city.supervisor(f"Somebody {number}", industries=("metaverse",))
    browser = web.sign_in(founder, NOW)
    need_id = open_a_need(browser)

    before = order_of(browser.get(f"/startup/needs/{need_id}").get_data(as_text=True))
    assert set(before[:3]) == {person.id for person in alike}
    chosen = next(person for person in alike if person.id == before[1])

    browser.get(f"/startup/needs/{need_id}/proposals/{chosen.id}/ask")
    story = browser.follow(f"/startup/needs/{need_id}/proposals/{chosen.id}/ask", note="Could we talk about furnaces?")
    assert "You asked" in story
    engagement_id = accept(city, web, chosen)
    session_id = plan_and_hold(city, browser, engagement_id)

    browser.get(f"/engagements/{engagement_id}")
    thanks = browser.follow(f"/engagements/sessions/{session_id}/rating", rating="5", comment="Chose it in an hour.")
    assert "Thank you" in thanks
    theirs = web.sign_in(chosen, NOW)
    hidden = theirs.get(f"/engagements/{engagement_id}").get_data(as_text=True)
    assert "Chose it in an hour." not in hidden
    theirs.follow(f"/engagements/sessions/{session_id}/rating", rating="5", comment="Well prepared.")
    both = browser.get(f"/engagements/{engagement_id}").get_data(as_text=True)
    assert "Well prepared." in both
    browser.get(f"/engagements/{engagement_id}/close")
    browser.follow(f"/engagements/{engagement_id}/close", outcome="completed", note="")

    other = city.startup("Ginkgo Ceramics", industries=FIELDS)
    second = web.sign_in(other, NOW)
    their_need = open_a_need(second)
    after = order_of(second.get(f"/startup/needs/{their_need}").get_data(as_text=True))
    assert after[0] == chosen.id
    assert after[:3] != before[:3]
    why = second.get(f"/startup/needs/{their_need}/proposals/{chosen.id}").get_data(as_text=True)
    assert "What moved the fit" in why
    assert "finished well" in why


def accept(city: City, web: Web, supervisor: Made) -> str:
    """The supervisor accepts the one request that waits; the engagement carries its id."""
    request = run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")[0]["id"]
    browser = web.sign_in(supervisor, NOW)
    browser.get("/supervisor/")
    answer = browser.post(f"/supervisor/requests/{request}/accept")
    assert answer.headers["Location"] == f"/engagements/{request}"
    return str(request)

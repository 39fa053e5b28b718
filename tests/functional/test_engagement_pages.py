"""Both sides plan, move, hold and rate their meetings, take notes, and close their work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)
WHEN = {"clock": "14:30", "minutes": "60", "zone": "Asia/Shanghai", "place": "Zhangjiang, hall 3", "link": ""}


@pytest.fixture
def supervisor(city: City) -> Made:
    return city.supervisor("Gu Mingche", name_zh="顾明澈", capacity=1)


@pytest.fixture
def startup(city: City) -> Made:
    return city.startup("Tidewell Sensing", name_zh="潮井传感")


@pytest.fixture
def work(city: City, startup: Made, supervisor: Made) -> str:
    """The id of an open engagement between the two."""
    request = city.asked_proposal(to=supervisor, startup=startup, asked_at=NOW - timedelta(days=1))
    return accept_proposal(city.graph, supervisor.actor, request.id, NOW).id


def plan(browser: Browser, work: str, days: int = 3) -> str:
    """Plan a meeting by the page; gives the page that follows."""
    browser.get(f"/engagements/{work}")
    return browser.follow(f"/engagements/{work}/sessions", day=(NOW + timedelta(days=days)).date().isoformat(), **WHEN)


def session_of(city: City, work: str, **changes: object) -> str:
    """The id of the one session, after changing what a test needs changed (its day passes, say)."""
    rows = run_raw(
        city.graph,
        "MATCH (m:Session)-[:IN]->(:Engagement {id: $id}) SET m += $changes RETURN m.id AS id",
        id=work,
        changes=changes,
    )
    return str(rows[0]["id"])


def test_a_planned_meeting_is_seen_by_both_told_and_can_be_put_into_a_calendar(
    city: City, web: Web, startup: Made, supervisor: Made, work: str
) -> None:
    assert "The meeting is planned" in plan(web.sign_in(startup, NOW), work)
    other = web.sign_in(supervisor, NOW)
    assert "Zhangjiang, hall 3" in other.get(f"/engagements/{work}").text
    assert "One meeting is coming" in other.get("/engagements/").text
    file = other.get(f"/engagements/sessions/{session_of(city, work)}.ics")
    assert file.mimetype == "text/calendar"
    assert "DTSTART;TZID=Asia/Shanghai:" in file.text
    assert "T143000" in file.text
    kinds = [row["k"] for row in run_raw(city.graph, "MATCH (m:Outbox) RETURN m.kind AS k")]
    assert "tell_session_planned" in kinds


def test_a_bad_link_or_length_is_refused_and_what_was_typed_stays(web: Web, startup: Made, work: str) -> None:
    browser = web.sign_in(startup, NOW)
    browser.get(f"/engagements/{work}")
    wrong = {**WHEN, "minutes": "5", "link": "javascript:alert(1)", "day": "2026-12-01"}
    answer = browser.post(f"/engagements/{work}/sessions", **wrong)
    assert answer.status_code == 422
    assert "A link starts with https://" in answer.text
    assert "Zhangjiang, hall 3" in answer.text


def test_a_meeting_is_moved_and_cancelled_after_asking(city: City, web: Web, startup: Made, work: str) -> None:
    browser = web.sign_in(startup, NOW)
    plan(browser, work)
    session = session_of(city, work)
    browser.get(f"/engagements/sessions/{session}/move")
    later = (NOW + timedelta(days=9)).date().isoformat()
    assert "The meeting is moved" in browser.follow(f"/engagements/sessions/{session}/move", day=later, **WHEN)
    assert "Cancel this meeting?" in browser.get(f"/engagements/sessions/{session}/cancel").text
    assert "The meeting is cancelled" in browser.follow(f"/engagements/sessions/{session}/cancel")
    assert browser.post(f"/engagements/sessions/{session}/cancel").status_code == 409


def test_a_rating_is_given_once_and_read_blind(
    city: City, web: Web, startup: Made, supervisor: Made, work: str
) -> None:
    founder, guide = web.sign_in(startup, NOW), web.sign_in(supervisor, NOW)
    plan(founder, work)
    session = session_of(city, work)
    one = f"/engagements/sessions/{session}/rating"
    assert founder.post(one, rating="4").status_code == 409  # it has not taken place yet
    session_of(city, work, starts_at=NOW - timedelta(hours=2))
    founder.get(f"/engagements/{work}")
    assert founder.post(one, rating="9").status_code == 422
    founder.follow(one, rating="2", comment="Came unprepared")
    assert founder.post(one, rating="5").status_code == 409
    assert "Came unprepared" not in guide.get(f"/engagements/{work}").text
    guide.follow(one, rating="5", comment="Keen")
    assert "Came unprepared" in guide.get(f"/engagements/{work}").text
    means = run_raw(
        city.graph, "MATCH (p:Proposal {id: $id}) RETURN p.rating_by_seeker AS a, p.rating_by_provider AS b", id=work
    )
    assert means == [{"a": 2, "b": 5}]


def test_after_fourteen_days_the_one_answer_is_read_and_no_other_is_taken(
    city: City, web: Web, startup: Made, supervisor: Made, work: str
) -> None:
    founder, guide = web.sign_in(startup, NOW), web.sign_in(supervisor, NOW)
    plan(founder, work)
    session = session_of(city, work, starts_at=NOW - timedelta(hours=2))
    founder.get(f"/engagements/{work}")
    founder.follow(f"/engagements/sessions/{session}/rating", rating="3", comment="Fair")
    session_of(city, work, starts_at=NOW - timedelta(days=15))
    assert "Fair" in guide.get(f"/engagements/{work}").text
    assert guide.post(f"/engagements/sessions/{session}/rating", rating="5").status_code == 409


def test_closing_names_an_outcome_and_gives_the_place_back(
    city: City, web: Web, startup: Made, supervisor: Made, work: str
) -> None:
    founder = web.sign_in(startup, NOW)
    plan(founder, work)
    assert founder.post(f"/engagements/{work}/close").status_code == 422
    page = founder.follow(f"/engagements/{work}/close", outcome="completed", note="Furnace chosen")
    assert "Goal reached" in page
    graph = city.graph
    assert graph.read(lambda tx: tx.engagements.count_open(supervisor.id)) == 0
    states = run_raw(graph, "MATCH (m:Session) RETURN m.state AS s")
    assert states == [{"s": "cancelled"}]
    assert founder.post(f"/engagements/{work}/close", outcome="completed").status_code == 409


def test_nobody_else_finds_the_work_and_notes_belong_to_both(
    city: City, web: Web, startup: Made, supervisor: Made, work: str
) -> None:
    founder = web.sign_in(startup, NOW)
    plan(founder, work)
    session = session_of(city, work)
    founder.follow(f"/engagements/sessions/{session}/notes", notes="Furnace two is the bottleneck")
    founder.follow(f"/engagements/{work}/goal", goal="10,000 units a month")
    page = web.sign_in(supervisor, NOW, "zh").get(f"/engagements/{work}").text
    assert "Furnace two is the bottleneck" in page
    assert "10,000 units a month" in page
    assert "会面记录" in page
    for stranger in (web.sign_in(city.startup(), NOW), web.sign_in(city.supervisor(), NOW)):
        stranger.get("/engagements/")
        for path in (f"/engagements/{work}", f"/engagements/sessions/{session}.ics", f"/engagements/{work}/close"):
            assert stranger.get(path).status_code == 404, path
        assert stranger.post(f"/engagements/sessions/{session}/notes", notes="x").status_code == 404
        assert stranger.post(f"/engagements/sessions/{session}/cancel").status_code == 404


def test_notes_that_are_too_long_are_refused_and_stay_in_the_form(
    city: City, web: Web, startup: Made, work: str
) -> None:  # fmt: skip
    founder = web.sign_in(startup, NOW)
    plan(founder, work)
    answer = founder.post(f"/engagements/sessions/{session_of(city, work)}/notes", notes="Furnace " + "x" * 10_000)
    assert answer.status_code == 422
    assert "Keep the notes under 10,000 characters." in answer.text
    assert "Furnace xxx" in answer.text

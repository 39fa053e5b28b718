"""One bad record that is in the graph already takes no page down, and can be mended by it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from graph.domain.days import LATEST
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.web import Browser, Web
from webapp.operations.requests.accept_proposal import accept_proposal

NOW = datetime.now(UTC)
FAR = date(9999, 12, 31)
FAR_MOMENT = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def people(city: City) -> dict[str, Made]:
    """A startup, its supervisor and the incubator of both, with work, a request, and days of the year 9999 in all."""
    ours = city.incubator()
    startup = city.startup("Tidewell", incubator=ours, founded_on=FAR)
    supervisor = city.supervisor("Gu Mingche", pool_of=ours, paused_until=FAR, state="paused", joined_on=FAR)
    request = city.asked_proposal(to=supervisor, startup=startup, asked_at=NOW - timedelta(days=1))
    accept_proposal(city.graph, supervisor.actor, request.id, NOW)
    city.asked_proposal(to=supervisor, startup=startup, asked_at=NOW - timedelta(days=1))
    run_raw(
        city.graph,
        """MATCH (e:Engagement {id: $id})
        CREATE (s:Session {id: 'session-far', starts_at: $at, minutes: 60, zone: 'Asia/Shanghai', state: 'planned',
                           changed_at: 0})-[:IN]->(e),
               (t:Session {id: 'session-odd', starts_at: $soon, minutes: 999999999999, zone: 'Mars/Olympus',
                           state: 'planned', changed_at: 0})-[:IN]->(e)
        WITH e MATCH (:Supervisor {id: $supervisor})-[m:IN_POOL_OF]->() SET m.to = $day, m.from = date('0001-01-01')
        WITH e MATCH (n:Need) SET n.opened_on = $day
        WITH DISTINCT e MATCH (p:Proposal {state: 'asked'}) SET p.ask_again_on = $day""",
        id=request.id, at=FAR_MOMENT, soon=NOW + timedelta(days=2), day=FAR, supervisor=supervisor.id,
    )  # fmt: skip
    return {"startup": startup, "supervisor": supervisor, "incubator": ours}


PAGES = {
    "startup": ("/startup/", "/startup/needs", "/startup/profile", "/engagements/"),
    "supervisor": ("/supervisor/", "/supervisor/requests", "/supervisor/places", "/supervisor/pools", "/engagements/"),
    "incubator": (
        "/incubator/",
        "/incubator/pool",
        "/incubator/waiting",
        "/incubator/startups",
        "/incubator/shown",
        "/incubator/gaps",
        "/incubator/gaps?row=all&column=all",
    ),
}


def work_of(city: City) -> str:
    return str(run_raw(city.graph, "MATCH (e:Engagement) RETURN e.id AS id")[0]["id"])


@pytest.mark.both_servers
@pytest.mark.parametrize("role", PAGES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_list_opens(city: City, web: Web, people: dict[str, Made], role: str, language: str) -> None:
    browser = web.sign_in(people[role], NOW, language)
    more = {
        "startup": [f"/engagements/{work_of(city)}"],
        "supervisor": [f"/engagements/{work_of(city)}", "/engagements/sessions/session-far/move"],
        "incubator": [f"/incubator/supervisors/{people['supervisor'].id}", "/incubator/pool?ends=365&sort=term"],
    }

    statuses = {path: browser.get(path).status_code for path in (*PAGES[role], *more[role])}

    assert statuses == dict.fromkeys(statuses, 200)


def test_a_meeting_far_off_is_cancelled_by_its_page_and_goes_into_a_calendar(
    city: City, web: Web, people: dict[str, Made]
) -> None:
    browser = web.sign_in(people["startup"], NOW)
    for session in ("session-far", "session-odd"):
        assert browser.get(f"/engagements/sessions/{session}.ics").status_code == 200
        browser.get(f"/engagements/sessions/{session}/cancel")
        assert "The meeting is cancelled." in browser.follow(f"/engagements/sessions/{session}/cancel")


def test_a_term_far_off_is_renewed_and_undone(city: City, web: Web, people: dict[str, Made]) -> None:
    person, curator = people["supervisor"], web.sign_in(people["incubator"], NOW)
    until = (NOW + timedelta(days=300)).date().isoformat()

    assert "Renew 1 term until when?" in curator.follow("/incubator/pool/act", action="renew", id=person.id)
    assert "1 term is renewed" in curator.follow("/incubator/pool/renew", id=person.id, until=until, shorten="y")


def test_the_pool_is_taken_away_as_a_workbook(city: City, web: Web, people: dict[str, Made]) -> None:
    answer = web.sign_in(people["incubator"], NOW).client.get("/incubator/pool.xlsx")

    assert answer.status_code == 200
    assert io.BytesIO(answer.data).read(2) == b"PK"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2199-12-31"])
def test_no_form_takes_a_day_that_is_a_slip_of_the_pen(city: City, web: Web, people: dict[str, Made], day: str) -> None:
    person = people["supervisor"]
    startup, supervisor, curator = (web.sign_in(people[role], NOW) for role in PAGES)
    meeting = {"day": day, "clock": "14:30", "minutes": "60", "zone": "Asia/Shanghai", "place": "", "link": ""}
    request = run_raw(city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id")[0]["id"]

    def refused(browser: Browser, path: str, **fields: object) -> int:
        answer: int = browser.post(path, **fields).status_code
        return answer

    assert refused(startup, f"/engagements/{work_of(city)}/sessions", **meeting) == 422
    assert refused(supervisor, "/supervisor/pause", until=day) == 422
    assert refused(supervisor, f"/supervisor/requests/{request}/decline", reason="no_time", ask_again_on=day) == 422
    assert refused(curator, "/incubator/pool/renew", id=person.id, until=day) == 422
    assert refused(curator, "/incubator/pool/pause", id=person.id, until=day) == 422
    assert refused(curator, "/incubator/invite", name="Lu", email="lu@x.cn", language="zh", until=day) == 422
    if day != LATEST.isoformat():
        assert refused(startup, "/startup/profile", name="Tidewell", founded_on=day) == 422

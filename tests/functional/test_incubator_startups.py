"""The curator's startups as a table: filtered, exported as shown, their founders invited and written to."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.web import Browser, Web

pytestmark = pytest.mark.both_servers
NOW = datetime.now(UTC)


class Town:
    """An incubator with a startup that waits, one that is guided, and one of which nothing is known."""

    def __init__(self, city: City) -> None:
        self.city, self.graph = city, city.graph
        self.incubator = city.incubator("Caohe Harbour")
        ours = self.incubator
        self.waits = city.startup(
            "Tidewell", stage="a", contact="Zhang Jing", contact_email="zhang@tidewell.example", incubator=ours
        )
        self.guided = city.startup("Beacon", stage="angel", incubator=ours)
        self.silent = city.startup("Aster", stage="pre_a", incubator=ours)
        self.stranger = city.startup("Elsewhere Optics", contact_email="x@elsewhere.example")
        city.open_account(self.guided.actor)
        self.supervisor = city.supervisor("Gu Mingche", pool_of=self.incubator)
        city.asked_proposal(
            to=self.supervisor, need=city.need(self.waits, "Sell abroad"), asked_at=NOW - timedelta(days=9)
        )
        self.meet(self.guided)

    def meet(self, startup: Made) -> None:
        done = self.city.asked_proposal(to=self.supervisor, startup=startup, asked_at=NOW - timedelta(days=60))
        run_raw(
            self.graph,
            """MATCH (p:Proposal {id: $id})-[:BY]->(s), (p)-[:TO]->(v), (p)-[:FOR]->(n:Need)
            SET p.state = 'accepted', p.decided_at = $at, n.state = 'closed'
            CREATE (p)<-[:FROM]-(e:Engagement {id: $id, state: 'open', opened_at: $at, changed_at: 1})-[:OF]->(s),
                   (e)-[:WITH]->(v)
            WITH e UNWIND [['session-1', 90], ['session-2', 30]] AS met
            CREATE (:Session {id: met[0], starts_at: $at, minutes: met[1], zone: 'UTC', state: 'held', changed_at: 1})
                   -[:IN]->(e)""",
            id=done.id, at=NOW - timedelta(days=5),
        )  # fmt: skip

    def mails(self) -> set[str]:
        deliver(self.graph)
        return {str(row["to"]) for row in run_raw(self.graph, "MATCH (m:Mail) RETURN m.to AS to")}


@pytest.fixture
def town(city: City) -> Town:
    return Town(city)


def test_the_export_is_what_is_shown_and_stands_in_the_log(town: Town, web: Web) -> None:
    browser = web.sign_in(town.incubator, NOW)

    rows = exported(browser, "/incubator/startups.csv?sort=stage")

    assert [row["Startup"] for row in rows] == ["Beacon", "Aster", "Tidewell"]
    assert (rows[0]["Sessions"], rows[0]["Hours"], rows[0]["Account"]) == ("2", "2.0", "Has an account")
    assert (rows[2]["Contact"], rows[2]["E-mail"]) == ("Zhang Jing", "zhang@tidewell.example")
    for query, names in {
        "stage=a&stage=angel": ["Tidewell", "Beacon"],
        "needs=waits": ["Tidewell"],
        "needs=none": ["Aster"],
        "contact=address": ["Tidewell"],
        "contact=none": ["Aster"],
        "active=30": ["Tidewell", "Beacon"],
        "active=more": ["Aster"],
        "q=zhang": ["Tidewell"],
        "q=abroad": ["Tidewell"],
    }.items():
        assert [row["Startup"] for row in exported(browser, f"/incubator/startups.csv?{query}")] == names, query
        page = text(browser, f"/incubator/startups?{query}")
        shown = re.findall(r'<tr[^>]*data-href="/incubator/startups/([^"]+)"', page)
        assert len(shown) == len(names), query
    log = run_raw(town.graph, "MATCH (e:AuditEvent {action: 'export_startups'}) RETURN count(e) AS count")
    assert log[0]["count"] == 10


def test_founders_are_invited_at_the_address_that_is_known_and_not_again_the_next_day(town: Town, web: Web) -> None:
    browser = web.sign_in(town.incubator, NOW)
    ids = [town.waits.id, town.guided.id, town.silent.id]

    asked = browser.post("/incubator/startups/act", action="invite", id=ids).text
    assert "Invite 1 person?" in asked
    assert town.mails() == set()

    page = browser.follow("/incubator/startups/act", action="invite", id=ids, sure="yes")

    assert "1 invitation is on its way." in page
    assert "Not invited, for they have an account: Beacon." in page
    assert "Not invited, for no address is known: Aster." in page
    assert town.mails() == {"zhang@tidewell.example"}
    again = browser.follow("/incubator/startups/act", action="invite", id=town.waits.id)
    assert "they were within the last days" in again
    assert text(browser, f"/incubator/startups/{town.waits.id}").count("zhang@tidewell.example") >= 1


def test_a_co_founder_is_invited_by_name_and_acts_for_the_startup(town: Town, web: Web) -> None:
    browser = web.sign_in(town.incubator, NOW)
    address = f"/incubator/startups/{town.guided.id}/invite"

    page = browser.follow(address, email="wu@beacon.example", name="Wu Lan", language="zh")

    assert "Wu Lan" in page
    held = run_raw(
        town.graph,
        "MATCH (:Account {email: 'wu@beacon.example'})-[:HOLDS]->(m) RETURN m.role AS role, m.subject_id AS id",
    )
    assert held == [{"role": "startup", "id": town.guided.id}]
    assert browser.post(address, email="nobody", language="zh").status_code == 422
    stranger = browser.post(f"/incubator/startups/{town.stranger.id}/invite", email="a@b.example", language="zh")
    assert stranger.status_code == 404


def test_a_letter_goes_to_the_founders_who_have_an_account(town: Town, web: Web) -> None:
    browser = web.sign_in(town.incubator, NOW)
    letter = {"id": [town.guided.id, town.silent.id], "subject": "Open day", "body": "Will you come?", "step": "send"}

    page = browser.follow("/incubator/startups/letter", **letter)

    assert "1 email is on its way." in page
    assert "Aster" in page
    assert len(town.mails()) == 1
    assert browser.post("/incubator/startups/letter", **{**letter, "id": town.stranger.id}).status_code == 404


def test_no_startup_of_another_incubator_is_listed_counted_or_changed(town: Town, web: Web) -> None:
    browser = web.sign_in(town.incubator, NOW)
    for address in ("/incubator/startups", "/incubator/startups.csv", "/incubator/startups?q=optics"):
        assert "Elsewhere Optics" not in text(browser, address)
    assert browser.post("/incubator/startups/act", action="invite", id=town.stranger.id).status_code == 404
    assert browser.get(f"/incubator/startups/{town.stranger.id}").status_code == 404
    assert not town.mails()


def text(browser: Browser, address: str) -> str:
    return str(browser.get(address).get_data(as_text=True))


def exported(browser: Browser, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(browser.get(address).get_data().decode("utf-8-sig"))))


def test_who_did_not_answer_in_time_has_not_said_no(city: City, web: Web) -> None:
    town = Town(city)
    made = city.asked_proposal(to=town.supervisor, need=city.need(town.silent, "Find a pilot"))
    run_raw(city.graph, "MATCH (p:Proposal {id: $id}) SET p.state = 'expired', p.decided_at = $at", id=made.id, at=NOW)

    page = web.sign_in(town.incubator, NOW).get("/incubator/startups").get_data(as_text=True)

    assert "1 did not answer in time" in page
    assert "said no" not in page

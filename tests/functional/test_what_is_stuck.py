"""A curator moves what is stuck: the same counts everywhere, each move told to whom it concerns, and undone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from graph.domain.reasons import ClosedReason, NotReminded
from graph.entities import Actor
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.stuck_quarter import NOW, StuckQuarter, days_ago
from tests.support.web import Browser, Web
from webapp.operations.requests.waiting_requests import expire_requests, remind_waiting_requests
from webapp.operations.stuck.close_on_behalf import close_on_behalf
from webapp.operations.stuck.follow_up import assign, put_back, snooze
from webapp.operations.stuck.remind import remind

pytestmark = pytest.mark.both_servers
IN_A_WEEK = (date.today() + timedelta(days=9)).isoformat()


@pytest.fixture
def quarter(city: City) -> StuckQuarter:
    return StuckQuarter(city)


def test_the_first_page_the_menu_the_list_and_its_export_count_the_same_things(quarter: StuckQuarter, web: Web) -> None:
    browser = web.sign_in(quarter.incubator, NOW)

    home, page = text(browser, "/incubator/"), text(browser, "/incubator/waiting")

    assert quarter.stuck() == 5
    for shown in (home, page):
        assert "5 things are stuck" in shown
        assert re.search(r'href="/incubator/waiting"[^>]*>\s*Waiting\s*<[^>]*>\s*5\b', shown)
    assert "6 things wait in all" in home
    assert "6 things wait in all" in page
    rows = exported(browser, "/incubator/waiting.csv")
    assert {row["Days"] for row in rows} >= {"9", "45", "20"}
    assert len(rows) == 5
    assert len(exported(browser, "/incubator/waiting.csv?show=all")) == 6
    assert [row["Who waits"] for row in exported(browser, "/incubator/waiting.csv?waits=need&q=abroad")] == ["Tidewell"]
    log = run_raw(quarter.graph, "MATCH (e:AuditEvent {action: 'export_stuck_things'}) RETURN e.detail AS detail")
    assert sorted(str(row["detail"]) for row in log) == ["csv: 1", "csv: 5", "csv: 6"]


def test_no_name_of_a_startup_elsewhere_is_told(quarter: StuckQuarter, web: Web) -> None:
    browser = web.sign_in(quarter.incubator, NOW)
    for address in (
        "/incubator/",
        "/incubator/waiting?show=all",
        "/incubator/waiting.csv",
        "/incubator/waiting?q=optics",
    ):
        assert "Elsewhere Optics" not in text(browser, address), address


def test_what_is_put_off_or_handed_on_is_undone_as_it_stood(quarter: StuckQuarter, web: Web) -> None:
    browser, keys = web.sign_in(quarter.incubator, NOW), quarter.keys

    page = browser.follow("/incubator/waiting/move", action="snooze", id=[keys["need"], keys["work"]], until=IN_A_WEEK)

    assert quarter.stuck() == 3
    assert "3 things are stuck" in page
    assert "Sell abroad" in text(browser, "/incubator/waiting?show=snoozed")
    me = colleague_id(quarter)
    browser.follow("/incubator/waiting/move", action="assign", id=keys["need"], assignee=me, due_on=IN_A_WEEK)
    assert "put off to" in text(browser, "/incubator/waiting?show=all")
    browser.follow("/incubator/waiting/undo", **undo_fields(page))
    assert quarter.stuck() == 4  # the need was handed on since, and stays as it is


def test_a_note_ends_when_its_thing_moves(quarter: StuckQuarter) -> None:
    curator, graph = quarter.incubator.actor, quarter.graph
    snooze(graph, curator, [quarter.keys["request"]], date.today() + timedelta(days=9), NOW)
    assert quarter.stuck() == 4

    run_raw(graph, "MATCH (p:Proposal {id: $id}) SET p.asked_at = $at", id=quarter.request.id, at=days_ago(8))

    assert quarter.stuck() == 5


def test_a_colleague_is_told_of_what_they_are_handed_unless_it_was_taken_back(quarter: StuckQuarter) -> None:
    curator, graph = quarter.incubator.actor, quarter.graph
    colleague = Actor("account-colleague", "Colleague", "incubator", quarter.incubator.id)
    quarter.city.open_account(colleague)
    events = assign(graph, curator, [quarter.keys["need"]], colleague.account_id, None, NOW)
    put_back(graph, curator, events, NOW)
    assert not quarter.mails()

    assign(graph, curator, [quarter.keys["need"], quarter.keys["work"]], colleague.account_id, None, NOW)

    assert quarter.mails() == {("account-colleague", f"{curator.name} hands you 2 tasks")}


def test_a_reminder_reaches_whoever_can_move_the_thing_and_not_twice_in_three_days(quarter: StuckQuarter) -> None:
    curator, graph, keys = quarter.incubator.actor, quarter.graph, quarter.keys

    done = remind(graph, curator, keys.values(), NOW)

    assert {one.sort for one in done.things} == {"request", "need", "work", "elsewhere"}
    assert list(done.left_out) == [NotReminded.NOBODY_TO_REMIND]
    founder, busy, quiet = (one.actor.account_id for one in (quarter.startup, quarter.busy, quarter.quiet))
    assert quarter.mails() == {
        (quiet, "Tidewell still waits for your answer"),
        (busy, "Elsewhere Optics still waits for your answer"),
        (founder, "Nobody is asked just now for: Sell abroad"),
        (founder, "When do you meet Gu Mingche next?"),
        (busy, "When do you meet Tidewell next?"),
    }
    again = remind(graph, curator, [keys["request"], keys["need"], keys["work"]], NOW + timedelta(days=2))
    assert not again.things
    assert len(again.left_out[NotReminded.LATELY]) == 3
    assert remind_waiting_requests(graph, 3, NOW) == 0  # the clock leaves them in peace too
    assert len(remind(graph, curator, [keys["request"], keys["need"]], NOW + timedelta(days=3, hours=1)).things) == 2


def test_a_request_that_may_wait_longer_ends_after_that_day(quarter: StuckQuarter, web: Web) -> None:
    browser = web.sign_in(quarter.incubator, NOW)
    browser.follow("/incubator/waiting/move", action="extend", id=quarter.keys["request"], until=IN_A_WEEK)

    assert expire_requests(quarter.graph, 7, NOW) == 1  # that of elsewhere
    assert quarter.state("Proposal", quarter.request) == "asked"
    assert expire_requests(quarter.graph, 7, NOW + timedelta(days=10)) >= 1
    assert quarter.state("Proposal", quarter.request) == "expired"


def test_what_is_closed_on_behalf_is_closed_and_everybody_is_told_why(quarter: StuckQuarter) -> None:
    curator, keys = quarter.incubator.actor, quarter.keys

    closed = [keys["request"], keys["need"], keys["work"]]
    assert close_on_behalf(quarter.graph, curator, closed, ClosedReason.OTHER, "You moved on.", NOW) == 3

    assert quarter.state("Proposal", quarter.request) == "withdrawn"
    assert quarter.state("Need", quarter.need) == "closed"
    assert quarter.state("Engagement", quarter.work) == "closed"
    founder, busy, quiet = (one.actor.account_id for one in (quarter.startup, quarter.busy, quarter.quiet))
    told = quarter.mails()
    assert {to for to, _subject in told} == {founder, busy, quiet}
    assert (founder, "Your need was closed: Sell abroad") in told
    assert quarter.stuck() == 1  # those of elsewhere


def test_a_letter_to_the_founders_is_sent_and_kept_in_the_log(quarter: StuckQuarter, web: Web) -> None:
    browser = web.sign_in(quarter.incubator, NOW)
    address = f"/incubator/waiting/move?action=write&id={quarter.keys['need']}&id={quarter.keys['work']}"
    assert "Write to the founders of 1 startup" in text(browser, address)
    fields = {"subject": "Open day", "body": "Will you come?", "step": "send"}
    page = browser.follow("/incubator/startups/letter", id=quarter.startup.id, **fields)

    assert "1 email is on its way." in page
    assert quarter.mails() == {(quarter.startup.actor.account_id, "Open day")}
    log = run_raw(quarter.graph, "MATCH (e:AuditEvent {action: 'write_to_founder'}) RETURN e.subject_id AS id")
    assert [row["id"] for row in log] == [quarter.startup.id]


def test_the_founder_sees_whom_the_incubator_suggests_and_asks_them(quarter: StuckQuarter, web: Web) -> None:
    browser, address = web.sign_in(quarter.incubator, NOW), f"/incubator/needs/{quarter.need.id}"
    assert "Sun Yi" in text(browser, address)

    page = browser.follow(f"{address}/suggest", provider=quarter.free.id, word="She has sold abroad.")

    assert "She has sold abroad." in page
    assert quarter.mails() == {(quarter.startup.actor.account_id, "Your incubator suggests: Sun Yi")}
    founder = text(web.sign_in(quarter.startup, NOW), f"/startup/needs/{quarter.need.id}")
    assert "Your incubator suggests" in founder
    assert "She has sold abroad." in founder
    assert browser.post(f"{address}/suggest", word="Somebody").status_code == 422


def test_a_curator_asks_in_the_name_of_a_startup_once_they_are_sure(quarter: StuckQuarter, web: Web) -> None:
    browser, address = web.sign_in(quarter.incubator, NOW), f"/incubator/needs/{quarter.need.id}/ask"
    asked = {"provider": quarter.free.id, "word": "Could you show them how?"}

    sure = browser.post(address, **asked).get_data(as_text=True)
    assert "Ask in the name of Tidewell?" in sure
    assert not quarter.mails()
    browser.follow(address, **asked, sure="yes")

    founder, quiet = quarter.startup.actor.account_id, quarter.free.actor.account_id
    assert quarter.mails() == {
        (founder, "Caohe Harbour asked Sun Yi in your name"),
        (quiet, "Tidewell asks for your guidance"),
    }
    log = run_raw(quarter.graph, "MATCH (e:AuditEvent {action: 'ask_on_behalf'}) RETURN e.role AS role")
    assert [row["role"] for row in log] == ["incubator"]


def test_another_incubator_moves_nothing(quarter: StuckQuarter, web: Web) -> None:
    browser, keys = web.sign_in(quarter.city.incubator("Elsewhere"), NOW), quarter.keys
    for key in (keys["request"], keys["need"], keys["work"], keys["load"]):
        for action in ("remind", "snooze", "assign", "extend", "close", "write"):
            answer = browser.post(
                "/incubator/waiting/move", action=action, id=key, until=IN_A_WEEK, reason="done", subject="A", body="B"
            )
            assert answer.status_code == 404, (action, key)
    assert browser.get(f"/incubator/needs/{quarter.need.id}").status_code == 404
    for step in ("suggest", "ask"):
        answer = browser.post(
            f"/incubator/needs/{quarter.need.id}/{step}", provider=quarter.free.id, word="W", sure="yes"
        )
        assert answer.status_code == 404
    assert not quarter.mails()


def text(browser: Browser, address: str) -> str:
    return str(browser.get(address).get_data(as_text=True))


def exported(browser: Browser, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(browser.get(address).get_data().decode("utf-8-sig"))))


def undo_fields(page: str) -> dict[str, object]:
    found = re.search(r'action="/incubator/waiting/undo">(.*?)</form>', page, re.DOTALL)
    assert found, "the message offers no Undo"
    return {"event": re.findall(r'name="event" value="([^"]*)"', found.group(1))}


def colleague_id(quarter: StuckQuarter) -> str:
    ids: Iterable[str] = (
        one.id for one in quarter.graph.read(lambda tx: tx.accounts.list_of_subject("incubator", quarter.incubator.id))
    )
    return next(iter(ids))

"""A second curator, or window, is told what became of a stuck thing, and keeps what was typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.stuck_quarter import NOW, StuckQuarter
from tests.support.web import Web

pytestmark = pytest.mark.both_servers
AGO = timedelta(days=9)


@pytest.fixture
def quarter(city: City) -> StuckQuarter:
    return StuckQuarter(city)


def test_who_asks_second_is_told_who_was_faster_and_keeps_the_words(quarter: StuckQuarter, web: Web) -> None:
    browser, address = web.sign_in(quarter.incubator, NOW), f"/incubator/needs/{quarter.need.id}/ask"
    browser.follow(address, provider=quarter.free.id, word="Could you show them how?", sure="yes")

    for sure in ({}, {"sure": "yes"}):
        second = browser.post(address, provider=quarter.free.id, word="My own words, at length.", **sure)
        assert second.status_code == 409
        assert "Sun Yi was already asked by" in second.text
        assert "My own words, at length." in second.text
    assert browser.post(address, provider="person-nobody", word="W").status_code == 404


def test_who_closes_second_reads_that_it_moved_and_no_empty_form(quarter: StuckQuarter, web: Web) -> None:
    browser = web.sign_in(quarter.incubator, NOW)
    close = {"action": "close", "id": quarter.keys["need"], "reason": "done", "word": "Found one."}
    browser.follow("/incubator/waiting/move", **close)

    second = browser.post("/incubator/waiting/move", **close)

    assert second.status_code == 409
    assert "0 things" not in second.text
    assert "This moved meanwhile" in second.text
    assert "Found one." in second.text
    assert 'class="form"' not in second.text.split("<main", 1)[1]


def test_who_was_reminded_is_said_and_whom_no_reminder_reaches(quarter: StuckQuarter, web: Web) -> None:
    browser = web.sign_in(quarter.incubator, NOW)
    silent = quarter.city.supervisor("No Account", pool_of=quarter.incubator, answered_by=None)
    ours = quarter.city.supervisor("Our Own", pool_of=quarter.incubator, answered_by=quarter.incubator.id)
    dumb = quarter.city.incubator("No Curator")
    away = "MATCH (a:Account)-[:HOLDS]->({subject_id: $id}) SET a.state = 'disabled'"
    run_raw(quarter.graph, away, id=dumb.id)
    theirs = quarter.city.supervisor("Of Others", pool_of=dumb, answered_by=dumb.id)
    for one in (silent, ours, theirs):
        request = quarter.city.asked_proposal(to=one, need=quarter.city.need(quarter.startup), asked_at=NOW - AGO)
        run_raw(quarter.graph, "MATCH (p:Proposal {id: $id}) SET p.reminded_at = $at", id=request.id, at=NOW)

    page = browser.get("/incubator/waiting").text

    assert "nobody reads it" in page.split("Of Others", 1)[1].split("</tr>", 1)[0], "nobody acts for who answers"
    row = page.split("No Account", 1)[1].split("</tr>", 1)[0]
    assert "nobody reads it" in row
    assert "Reminded" not in row
    assert "Invite them, or answer for them" in row
    assert "Your incubator was reminded" in page.split("Our Own", 1)[1].split("</tr>", 1)[0]

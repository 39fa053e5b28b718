"""What a curator does is said with who really hears of it, and to a second window what happened meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.stuck_quarter import NOW, StuckQuarter, days_ago
from tests.support.web import Web

IN_A_WEEK = (date.today() + timedelta(days=9)).isoformat()


@pytest.fixture
def quarter(city: City) -> StuckQuarter:
    return StuckQuarter(city)


def test_who_is_told_is_said_as_it_is_and_nobody_is_reminded_whom_no_mail_reaches(
    quarter: StuckQuarter, web: Web
) -> None:
    browser, city = web.sign_in(quarter.incubator, NOW), quarter.city
    silent = city.startup("Silent Mills", incubator=quarter.incubator)
    elsewhere = city.incubator("Nobody Signs In")
    run_raw(city.graph, "MATCH (a:Account {id: $id}) SET a.state = 'disabled'", id=elsewhere.actor.account_id)
    unheard = city.supervisor("Un Heard", pool_of=elsewhere, answered_by=elsewhere.id)
    key = f"request:{city.asked_proposal(to=unheard, startup=silent, asked_at=days_ago(9)).id}"

    asked = browser.get(f"/incubator/waiting/move?action=close&id={key}").get_data(as_text=True)
    assert "Nobody has an account at Silent Mills and Un Heard, so no email will go there" in asked
    assert "An email will go to" not in asked
    reminded = browser.follow("/incubator/waiting/move", action="remind", id=key)
    assert "no mail goes to: Silent Mills · Un Heard" in reminded
    assert "on its way" not in reminded
    extended = browser.follow("/incubator/waiting/move", action="extend", id=key, until=IN_A_WEEK)
    assert "so no email goes to Silent Mills and Un Heard: tell them yourself." in extended
    assert not quarter.mails()
    own = browser.follow("/incubator/waiting/move", action="extend", id=quarter.keys["request"], until=IN_A_WEEK)
    assert "An email is on its way to Tidewell and Lin Wei." in own
    assert len(quarter.mails()) == 2


def test_the_second_of_two_windows_is_told_what_happened_and_keeps_its_words(quarter: StuckQuarter, web: Web) -> None:
    browser = web.sign_in(quarter.incubator, NOW)
    closing = {"action": "close", "id": quarter.keys["request"], "reason": "other", "word": "They moved to Suzhou."}

    browser.follow("/incubator/waiting/move", **closing)
    late = browser.post("/incubator/waiting/move", **closing)

    assert late.status_code == 409
    page = late.get_data(as_text=True)
    assert "maybe in another window: Lin Wei" in page
    assert "They moved to Suzhou." in page

"""An owner who did not confirm their profile for a year is asked once; then others are told; a word ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from graph.domain.freshness import ANSWER_DAYS, year_before
from graph.entities import Actor
from graph.migrate import load_migrations
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.visitor import PASSWORD, text_of
from tests.support.web import Web
from webapp.accounts.link_tokens import LinkTokens
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.accounts.accept_invitation import accept_invitation
from webapp.operations.accounts.create_account import create_account
from webapp.operations.accounts.invite_account import make_invitation_token
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.profiles.confirm_profile import ask_to_confirm

NOW = datetime.now(UTC)
CONFIRMED = date(2024, 11, 30)
# In Shanghai 30 November 2025 begins eight hours before it does in London.
FIRST_MOMENT = datetime(2025, 11, 29, 16, 0, tzinfo=UTC)


def owner(city: City, made: Made, confirmed_on: date | None = CONFIRMED) -> Made:
    city.open_account(made.actor)
    run_raw(city.graph, "MATCH (v {id: $id}) SET v.confirmed_on = $day", id=made.id, day=confirmed_on)
    return made


def asked(city: City) -> list[str]:
    rows = run_raw(city.graph, "MATCH (m:Outbox {kind: 'ask_to_confirm'}) RETURN m.subject_id AS id")
    return sorted(str(row["id"]) for row in rows)


def shift(city: City, made: Made, told_from: date) -> None:
    """As if they had been asked so long before."""
    run_raw(city.graph, "MATCH (v {id: $id}) SET v.unconfirmed_from = $day", id=made.id, day=told_from)


def test_a_year_before_a_day_is_a_day() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert year_before(date(2025, 3, 1)) == date(2024, 3, 1)


@pytest.mark.both_servers
def test_an_owner_is_asked_on_the_day_and_once_however_often_the_clock_comes(
    city: City, at_once: Callable[..., list[object]]
) -> None:
    supervisor, investor = owner(city, city.supervisor()), owner(city, city.investor())
    city.supervisor("Without an account", confirmed_on=CONFIRMED)
    new = owner(city, city.supervisor("New"), None)
    run_raw(city.graph, "MATCH (a:Account {id: $id}) SET a.created_at = $at", id=new.actor.account_id, at=FIRST_MOMENT)

    assert ask_to_confirm(city.graph, FIRST_MOMENT - timedelta(seconds=1)) == 0
    assert asked(city) == []
    outcomes = at_once(ask_to_confirm, [(city.graph, FIRST_MOMENT)] * 3)
    assert sum(int(str(one)) for one in outcomes) == 2
    assert ask_to_confirm(city.graph, FIRST_MOMENT + timedelta(days=1)) == 0
    assert asked(city) == sorted([supervisor.id, investor.id])

    assert ask_to_confirm(city.graph, FIRST_MOMENT + timedelta(days=364)) == 0
    assert ask_to_confirm(city.graph, FIRST_MOMENT + timedelta(days=365)) == 1, "who never confirmed, a year on"
    assert new.id in asked(city)


def test_the_mail_leads_to_a_page_on_which_one_click_says_that_all_is_true(city: City, web: Web) -> None:
    for made, room in ((city.supervisor("Gu Mingche"), "supervisor"), (city.investor("Far Fund"), "investor")):
        owner(city, made)
        ask_to_confirm(city.graph, NOW)
        deliver_outbox(city.graph, MAIL_KINDS, "http://liulu.test", NOW + timedelta(minutes=1))
        [mail] = run_raw(
            city.graph, "MATCH (m:Mail) WHERE m.body CONTAINS $room RETURN m.body AS body", room=f"/{room}/"
        )
        assert f"http://liulu.test/{room}/profile/confirm" in str(mail["body"])

        browser = web.sign_in(made, NOW)
        assert "You last said on 30 Nov 2024 that your profile is true." in text_of(browser.get(f"/{room}/"))
        assert "You last said so on 30 Nov 2024." in text_of(browser.get(f"/{room}/profile/confirm"))
        assert "Your profile counts as confirmed from today on." in browser.follow(f"/{room}/profile/confirm")
        assert "You last said" not in text_of(browser.get(f"/{room}/"))
        [kept] = run_raw(
            city.graph, "MATCH (v {id: $id}) RETURN v.confirmed_on AS day, v.unconfirmed_since AS since", id=made.id
        )
        assert (str(kept["day"]), kept["since"]) == (city.graph.calendar.day_of(datetime.now(UTC)).isoformat(), None)
        assert ask_to_confirm(city.graph, NOW) == 0


@pytest.mark.both_servers
def test_who_was_invited_long_ago_and_accepts_now_is_asked_a_year_from_now(city: City) -> None:
    person, tokens, system = city.supervisor(), LinkTokens("of these tests"), Actor.system()
    account = create_account(city.graph, system, "late@example.org", "supervisor", person.id, NOW - timedelta(days=800))
    token = make_invitation_token(city.graph, tokens, system, account.id, NOW, timedelta(days=1))
    accept_invitation(city.graph, token, "Gu Mingche", "en", PASSWORD, NOW)

    assert ask_to_confirm(city.graph, NOW + timedelta(days=1)) == 0
    assert ask_to_confirm(city.graph, NOW + timedelta(days=364)) == 0
    assert ask_to_confirm(city.graph, NOW + timedelta(days=367)) == 1


def test_no_mail_goes_to_who_answered_before_it_was_written(city: City, web: Web) -> None:
    person = owner(city, city.supervisor())
    ask_to_confirm(city.graph, NOW)
    web.sign_in(person, NOW).post(
        "/supervisor/profile", headline="x", fields="Robotics", stages="seed", languages="en", summary="y"
    )

    deliver_outbox(city.graph, MAIL_KINDS, "http://liulu.test", NOW + timedelta(minutes=1))

    assert run_raw(city.graph, "MATCH (m:Mail) RETURN m.id AS id") == []


@pytest.mark.both_servers
def test_others_are_told_from_the_day_on_and_the_pool_is_filtered_by_it(city: City, web: Web) -> None:
    incubator = city.incubator()
    stale, fresh = (owner(city, city.supervisor(name, pool_of=incubator)) for name in ("Gu Mingche", "Lin Hai"))
    startup = city.startup(incubator=incubator)
    ask_to_confirm(city.graph, NOW)
    web.sign_in(fresh, NOW).follow("/supervisor/profile/confirm")
    today = city.graph.calendar.today()
    curator, founder = web.sign_in(incubator, NOW), web.sign_in(startup, NOW)
    told = "Profile not confirmed since 30 Nov 2024"

    def pages() -> list[bool]:
        return [
            told in text_of(curator.get(f"/incubator/pool/{stale.id}")),
            told in text_of(curator.get(f"/incubator/supervisors/{stale.id}")),
            told in text_of(founder.get(f"/supervisors/{stale.id}")),
            "not confirmed since 30 Nov 2024" in text_of(curator.get("/incubator/pool")),
            "2024-11-30" in curator.get("/incubator/pool.csv").text,
        ]

    assert pages() == [False] * 5, f"they have {ANSWER_DAYS} days"
    shift(city, stale, today + timedelta(days=1))
    assert pages() == [False] * 5, "the day before"
    shift(city, stale, today)
    assert pages() == [True] * 5, "the day itself"
    shift(city, stale, today - timedelta(days=1))
    assert pages() == [True] * 5, "the day after"
    assert told not in text_of(founder.get(f"/supervisors/{fresh.id}"))
    filtered = text_of(curator.get("/incubator/pool?profile=unconfirmed"))
    assert "Gu Mingche" in filtered
    assert "Lin Hai" not in filtered


@pytest.mark.both_servers
def test_what_the_log_tells_of_earlier_days_counts_after_an_update(city: City) -> None:
    person = city.supervisor()
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    for day in (at, at - timedelta(days=9)):
        run_raw(
            city.graph,
            "CREATE (:AuditEvent {id: $id, action: 'update_provider_profile', subject_id: $person, at: $at})",
            id=f"audit-{day}", person=person.id, at=day,
        )  # fmt: skip
    statements = next(one.statements for one in load_migrations() if "confirmations" in one.source)

    for _again in range(2):
        run_raw(city.graph, statements[-1])

    [kept] = run_raw(city.graph, "MATCH (v {id: $id}) RETURN v.confirmed_on AS day", id=person.id)
    assert str(kept["day"]) == "2026-05-04"

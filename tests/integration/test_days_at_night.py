"""Half past midnight in Shanghai: which day a form and the graph mean while it is still yesterday by UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from graph.entities import Actor
from graph.entities.proposal import Asking
from graph.errors import InvalidInputError
from tests.support.city import City
from tests.support.cleaning import run_raw
from webapp.operations.pools.change_pool import pause_in_pool, renew_term
from webapp.operations.pools.invite_supervisor import Invitation, invite_supervisor
from webapp.operations.profiles.change_provider import pause_requests
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.operations.requests.decline_proposal import decline_proposal

# Half past midnight on 22 November in Shanghai; by UTC it is still the 21st.
NIGHT = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
THIS_DAY, NEXT_DAY = date(2026, 11, 22), date(2026, 11, 23)


def test_at_night_today_is_no_day_after_today_to_ask_again(city: City) -> None:
    person = city.supervisor()
    request = city.asked_proposal(to=person, asked_at=NIGHT - timedelta(days=2))

    def decline(day: date) -> None:
        decline_proposal(city.graph, person.actor, request.id, NIGHT, reason="no_time", ask_again_on=day)

    with pytest.raises(InvalidInputError):
        decline(THIS_DAY)
    decline(NEXT_DAY)


def test_at_night_today_is_no_day_after_today_to_pause(city: City) -> None:
    incubator = city.incubator()
    person = city.supervisor(pool_of=incubator)

    with pytest.raises(InvalidInputError):
        pause_requests(city.graph, person.actor, THIS_DAY, NIGHT)
    with pytest.raises(InvalidInputError):
        pause_in_pool(city.graph, incubator.actor, [person.id], THIS_DAY, NIGHT)
    pause_requests(city.graph, person.actor, NEXT_DAY, NIGHT)
    pause_in_pool(city.graph, incubator.actor, [person.id], NEXT_DAY, NIGHT)


def test_at_night_today_is_no_day_after_today_to_renew_or_invite(city: City) -> None:
    incubator = city.incubator()
    person = city.supervisor(pool_of=incubator)

    with pytest.raises(InvalidInputError):
        renew_term(city.graph, incubator.actor, [person.id], THIS_DAY, NIGHT)
    with pytest.raises(InvalidInputError):
        invite_supervisor(city.graph, incubator.actor, invitation(THIS_DAY), NIGHT)
    renew_term(city.graph, incubator.actor, [person.id], NEXT_DAY, NIGHT)
    invite_supervisor(city.graph, incubator.actor, invitation(NEXT_DAY), NIGHT)


def test_a_day_after_today_is_the_readers(city: City) -> None:
    """In Berlin it is still the 21st: the 22nd is a day to come there."""
    person = city.supervisor()
    in_berlin = Actor(person.actor.account_id, "", "supervisor", person.id, time_zone="Europe/Berlin")

    pause_requests(city.graph, in_berlin, THIS_DAY, NIGHT)

    [row] = run_raw(
        city.graph, "MATCH (p:Person {id: $id}) RETURN p.state AS state, p.paused_until AS until", id=person.id
    )
    assert (row["state"], row["until"]) == ("paused", THIS_DAY)


def test_days_written_at_night_are_the_organisations(city: City) -> None:
    incubator, person = city.incubator(), city.supervisor()
    need = city.need(city.startup())
    asked = ask_for_introduction(city.graph, need.actor, need.id, person.id, Asking("Hello?"), NIGHT, most_open=3)
    invite_supervisor(city.graph, incubator.actor, invitation(None), NIGHT)

    (term,) = run_raw(city.graph, "MATCH (:Supervisor)-[m:IN_POOL_OF]->() RETURN toString(m.from) AS since")
    assert asked.proposed_on == THIS_DAY
    assert term == {"since": THIS_DAY.isoformat()}


def invitation(until: date | None) -> Invitation:
    return Invitation("Gu Mingche", "gu@example.org", until=until)

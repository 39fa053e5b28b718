"""What one side said of the other enters no mean that the other can see before both have answered, or in 14 days."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from graph.errors import StateChangedError
from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.operations.engagements.hold_sessions import mark_held
from webapp.operations.engagements.rate_session import rate_session
from webapp.operations.requests.accept_proposal import accept_proposal

pytestmark = pytest.mark.both_servers
BEGAN = NOON - timedelta(hours=3)


def met(city: City, person: Made, startup: Made, starts_at: datetime = BEGAN) -> str:
    """A planned session of two hours between the two; gives its id."""
    request = city.asked_proposal(to=person, startup=startup)
    accept_proposal(city.graph, person.actor, request.id, NOON - timedelta(days=1))
    run_raw(
        city.graph,
        "MATCH (e:Engagement {id: $id}) CREATE (:Session {id: $session, state: 'planned', starts_at: $at, "
        "minutes: 120, zone: 'Asia/Shanghai'})-[:IN]->(e)",
        id=request.id, session=f"session-{request.id}", at=starts_at,
    )  # fmt: skip
    return f"session-{request.id}"


def counted(city: City, incubator: Made, person: Made, at: datetime) -> tuple[int, int]:
    """How many ratings the supervisor's own page counts, and how many the curator's."""
    graph = city.graph
    own = graph.read(lambda tx: tx.providers.ratings(person.id, at)).count
    members = graph.read(lambda tx: tx.pools.list_members(incubator.id, at))
    return own, graph.read(lambda tx: tx.pools.with_ratings(incubator.id, members, at))[0].ratings.count


def test_a_rating_counts_once_both_sides_have_answered(city: City) -> None:
    incubator = city.incubator()
    person, startup = city.supervisor(pool_of=incubator), city.startup()
    session = met(city, person, startup)

    rate_session(city.graph, startup.actor, session, 2, "", NOON)
    assert counted(city, incubator, person, NOON + timedelta(days=1)) == (0, 0)
    rate_session(city.graph, person.actor, session, 5, "", NOON)

    assert counted(city, incubator, person, NOON + timedelta(days=1)) == (1, 1)


def test_a_rating_that_is_not_answered_counts_after_fourteen_days_from_the_end(city: City) -> None:
    incubator = city.incubator()
    person, startup = city.supervisor(pool_of=incubator), city.startup()
    rate_session(city.graph, startup.actor, met(city, person, startup), 2, "", NOON)
    over = BEGAN + timedelta(days=14, hours=2)

    assert counted(city, incubator, person, over - timedelta(seconds=1)) == (0, 0)
    assert counted(city, incubator, person, over) == (1, 1)


def test_a_session_that_was_moved_ahead_is_not_held_by_an_older_page(city: City) -> None:
    person, startup = city.supervisor(), city.startup()
    session = met(city, person, startup, NOON + timedelta(minutes=5))

    with pytest.raises(StateChangedError):
        mark_held(city.graph, startup.actor, session, NOON)

    assert mark_held(city.graph, startup.actor, session, NOON + timedelta(minutes=5)).state == "held"

"""The clock reminds once, expires once and names the next best once, however often and however many times at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.operations.requests.decline_proposal import decline_proposal
from webapp.operations.requests.waiting_requests import expire_requests, remind_waiting_requests, tell_next_best

pytestmark = pytest.mark.both_servers


def told(city: City, kind: str) -> list[str]:
    rows = run_raw(city.graph, "MATCH (m:Outbox {kind: $kind}) RETURN m.subject_id AS id ORDER BY id", kind=kind)
    return [str(row["id"]) for row in rows]


def state_of(city: City, request: Made) -> str:
    return str(run_raw(city.graph, "MATCH (p:Proposal {id: $id}) RETURN p.state AS s", id=request.id)[0]["s"])


def show(city: City, need: Made, to: Made, position: int) -> Made:
    """A proposal that was shown at this place, and that nobody asked."""
    made = city.asked_proposal(to=to, need=need)
    run_raw(
        city.graph,
        "MATCH (p:Proposal {id: $id}) SET p.state = 'shown', p.asked_at = null, p.position = $position",
        id=made.id,
        position=position,
    )
    return made


def test_only_what_waits_long_enough_is_reminded_and_only_once(city: City) -> None:
    old = city.asked_proposal(to=city.supervisor(), asked_at=NOON - timedelta(days=8))
    city.asked_proposal(to=city.supervisor(), asked_at=NOON - timedelta(days=6))

    assert remind_waiting_requests(city.graph, 7, NOON) == 1
    assert remind_waiting_requests(city.graph, 7, NOON + timedelta(hours=1)) == 0
    assert told(city, "remind_waiting") == [old.id]


def test_clocks_that_strike_at_once_remind_and_expire_once(city: City, at_once: Callable[..., list[object]]) -> None:
    asked = [city.asked_proposal(to=city.supervisor(), asked_at=NOON - timedelta(days=15)) for _ in range(6)]

    reminded = at_once(remind_waiting_requests, [(city.graph, 7, NOON)] * 4)
    expired = at_once(expire_requests, [(city.graph, 14, NOON)] * 4)

    assert [sum(count for count in counts if isinstance(count, int)) for counts in (reminded, expired)] == [6, 6]
    ids = sorted(request.id for request in asked)
    assert told(city, "remind_waiting") == told(city, "tell_expired") == ids
    assert {state_of(city, request) for request in asked} == {"expired"}


def test_a_request_that_is_asked_again_has_its_own_reminder(city: City) -> None:
    request = city.asked_proposal(to=city.supervisor(), asked_at=NOON - timedelta(days=8))
    remind_waiting_requests(city.graph, 7, NOON)
    statement = "MATCH (p:Proposal {id: $id}) SET p.asked_at = $at, p.reminded_at = null"
    run_raw(city.graph, statement, id=request.id, at=NOON + timedelta(days=1))

    remind_waiting_requests(city.graph, 7, NOON + timedelta(days=9))

    assert told(city, "remind_waiting") == [request.id, request.id]


def test_after_a_decline_the_best_who_is_free_and_unconflicted_is_named_once(city: City) -> None:
    startup = city.startup()
    need = city.need(startup)
    asked, full, tied, paused, free, later = (city.supervisor() for _ in range(6))
    declined = city.asked_proposal(to=asked, need=need)
    for position, person in enumerate((full, tied, paused, free, later), start=1):
        show(city, need, person, position)
    run_raw(city.graph, "MATCH (s:Supervisor {id: $id}) SET s.capacity = 0", id=full.id)
    until = (NOON + timedelta(days=30)).date()
    run_raw(
        city.graph, "MATCH (s:Supervisor {id: $id}) SET s.state = 'paused', s.paused_until = $u", id=paused.id, u=until
    )
    city.conflict(startup, tied)
    decline_proposal(city.graph, asked.actor, declined.id, NOON, reason="wrong_field")

    assert tell_next_best(city.graph, NOON + timedelta(minutes=1)) == 0  # the decline can still be taken back
    assert tell_next_best(city.graph, NOON + timedelta(hours=2)) == 1
    assert tell_next_best(city.graph, NOON + timedelta(hours=3)) == 0

    payload = run_raw(city.graph, "MATCH (m:Outbox {kind: 'tell_next_best'}) RETURN m.payload AS text")[0]["text"]
    best = run_raw(
        city.graph,
        "MATCH (p:Proposal)-[:TO]->(:Person {id: $to}) WHERE (p)-[:FOR]->(:Need {id: $need}) RETURN p.id AS id",
        to=free.id,
        need=need.id,
    )
    assert str(best[0]["id"]) in str(payload)


def test_nobody_is_named_when_the_startup_has_asked_somebody_else_already(city: City) -> None:
    need = city.need(city.startup())
    asked = city.supervisor()
    declined = city.asked_proposal(to=asked, need=need)
    show(city, need, city.supervisor(), 1)
    decline_proposal(city.graph, asked.actor, declined.id, NOON, reason="wrong_field")
    city.asked_proposal(to=city.supervisor(), need=need, asked_at=NOON + timedelta(minutes=30))

    assert tell_next_best(city.graph, NOON + timedelta(hours=2)) == 0

"""Terms in a pool end by their days, by the clock or by a curator, and agree with their state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from graph.transaction import Transaction
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.dated import (
    AT,
    Case,
    in_pool,
    is_proposed,
    member_of,
    today,
)
from webapp.operations.pools.change_pool import end_term
from webapp.operations.pools.lapse_terms import lapse_terms

pytestmark = pytest.mark.both_servers


def test_a_term_that_is_over_lapses_once(city: City) -> None:
    incubator = city.incubator()
    over, last_day = city.supervisor("Over"), city.supervisor("Today")
    in_pool(city, over, incubator, Case("over", -20, -1, False))
    in_pool(city, last_day, incubator, Case("last day", -20, 0, True))

    assert lapse_terms(city.graph, AT) == 1
    assert lapse_terms(city.graph, AT) == 0

    terms = {
        row["id"]: row["state"]
        for row in run_raw(city.graph, "MATCH (s)-[m:IN_POOL_OF]->() RETURN s.id AS id, m.state AS state")
    }
    assert terms == {over.id: "ended", last_day.id: "active"}
    events = run_raw(city.graph, "MATCH (a:AuditEvent) RETURN a.action AS action, a.subject_id AS id, a.role AS role")
    assert events == [{"action": "lapse_term", "id": over.id, "role": "system"}]


def test_who_leaves_the_pool_after_the_listing_does_not_keep_the_others_waiting(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    incubator = city.incubator()
    first, second = sorted((city.supervisor("One"), city.supervisor("Two")), key=lambda person: person.id)
    for person in (first, second):
        in_pool(city, person, incubator, Case("over", -20, -1, False))
    read = city.graph.read

    def read_then_forget(work: Callable[[Transaction], object]) -> object:
        listed = read(work)
        run_raw(city.graph, "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() DELETE m", id=first.id)
        return listed

    monkeypatch.setattr(city.graph, "read", read_then_forget)

    assert lapse_terms(city.graph, AT) == 1

    terms = run_raw(city.graph, "MATCH (s)-[m:IN_POOL_OF]->() RETURN s.id AS id, m.state AS state")
    assert terms == [{"id": second.id, "state": "ended"}]


def test_a_term_ended_by_the_curator_is_over_at_once(city: City, tmp_path: Path) -> None:
    incubator, person = city.incubator(), city.supervisor()
    in_pool(city, person, incubator, Case("runs", -20, 20, True), reserved=True)
    need = city.need(city.startup())
    assert not is_proposed(city, tmp_path, need, person)

    end_term(city.graph, incubator.actor, [person.id], AT)

    assert is_proposed(city, tmp_path, need, person)
    assert not member_of(city, incubator).term.is_running(today(city.graph))


def test_later_days_of_an_import_make_a_lapsed_term_run_again_but_not_an_ended_one(city: City) -> None:
    incubator = city.incubator()
    lapsed, ended = city.supervisor("Lapsed"), city.supervisor("Ended")
    in_pool(city, lapsed, incubator, Case("over", -20, -1, False))
    in_pool(city, ended, incubator, Case("runs", -20, 20, True))
    lapse_terms(city.graph, AT)
    end_term(city.graph, incubator.actor, [ended.id], AT)
    first, later = (today(city.graph) + timedelta(days=days) for days in (-20, 400))
    rows = [
        {"from_id": person.id, "to_id": incubator.id, "from": first.isoformat(), "to": later.isoformat()}
        for person in (lapsed, ended)
    ]

    city.graph.write(
        lambda tx: tx.exchange_links.date_relations("IN_POOL_OF", [{**row, "known_from": row["from"]} for row in rows])
    )

    members = city.graph.read(lambda tx: tx.pools.list_members(incubator.id, AT))
    assert {one.id: one.term.is_running(today(city.graph)) for one in members} == {lapsed.id: True, ended.id: False}

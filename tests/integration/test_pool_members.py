"""How a pool's supervisors answer and are rated, alike on both servers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.entities.pools import Answers, PoolMember, Ratings
from graph.migrate import load_migrations
from tests.support.city import City, Made
from tests.support.cleaning import run_raw

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def answer(city: City, person: Made, state: str, asked_days_ago: int, days: float | None) -> None:
    asked = NOON - timedelta(days=asked_days_ago)
    proposal = city.asked_proposal(to=person, asked_at=asked)
    run_raw(
        city.graph,
        "MATCH (p:Proposal {id: $id}) SET p.state = $state, p.decided_at = $decided",
        id=proposal.id, state=state, decided=None if days is None else asked + timedelta(days=days),
    )  # fmt: skip


def rate(city: City, person: Made, rating: int, number: int) -> None:
    run_raw(
        city.graph,
        "MATCH (s:Startup {id: $startup}), (v:Supervisor {id: $person}) "
        "CREATE (e:Engagement {id: $id, state: 'closed'})-[:OF]->(s), (e)-[:WITH]->(v), "
        "(x:Session {id: $id, state: 'held', starts_at: $at})-[:IN]->(e), "
        "(:Feedback {id: $id, side: 'seeker', rating: $rating, given_at: $at})-[:ON]->(x)",
        startup=city.startup().id, person=person.id, rating=rating, id=f"rated-{number}", at=NOON - timedelta(days=20),
    )  # fmt: skip


def members(city: City, incubator: Made) -> list[PoolMember]:
    return city.graph.read(
        lambda tx: tx.pools.with_ratings(incubator.id, tx.pools.list_members(incubator.id, NOON), NOON)
    )


@pytest.mark.both_servers
def test_a_years_answers_are_counted_with_the_median_of_the_days_of_all(city: City) -> None:
    incubator = city.incubator()
    person, quiet = city.supervisor("An", pool_of=incubator), city.supervisor("Bo", pool_of=incubator)
    answer(city, person, "accepted", 40, 1)
    answer(city, person, "declined", 30, 2.5)
    answer(city, person, "accepted", 20, 9)
    answer(city, person, "expired", 60, 14)
    answer(city, person, "declined", 50, None)
    answer(city, person, "accepted", 500, 1)
    answer(city, person, "asked", 8, None)

    first, second = members(city, incubator)

    assert (first.id, second.id) == (person.id, quiet.id)
    assert first.answers == Answers(2.0, 3, 2, 1, NOON - timedelta(days=8), NOON - timedelta(days=11))
    assert second.answers == Answers()


@pytest.mark.both_servers
def test_ratings_are_read_for_members_of_the_own_pool_only(city: City) -> None:
    incubator, other = city.incubator(), city.incubator()
    person = city.supervisor("An", pool_of=incubator)
    for number, rating in enumerate((3, 5)):
        rate(city, person, rating, number)

    mine = members(city, incubator)
    strange = city.graph.read(lambda tx: tx.pools.with_ratings(other.id, mine, NOON))

    assert (mine[0].ratings.mean, mine[0].ratings.count, mine[0].ratings.startups) == (4.0, 2, 2)
    assert strange[0].ratings == Ratings()


@pytest.mark.both_servers
def test_graphs_of_before_keep_the_states_of_their_terms(city: City) -> None:
    person = city.supervisor(pool_of=city.incubator())
    run_raw(city.graph, "MATCH ()-[m:IN_POOL_OF]->() SET m.status = 'ended' REMOVE m.state")
    [renaming] = [one for one in load_migrations() if one.description == "name the state of a term"]
    for statement in renaming.statements:
        run_raw(city.graph, statement)
    rows = run_raw(
        city.graph, "MATCH ({id: $id})-[m:IN_POOL_OF]->() RETURN m.state AS now, m.status AS before", id=person.id
    )
    assert rows == [{"now": "ended", "before": None}]

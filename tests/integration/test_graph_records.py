"""The graph read whole: what a training and a back-test learn from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graph.domain.kinds import MENTOR
from matching.features.cases import Setting
from matching.sources.graph_records import read_source
from matching.sources.records import RecordSource
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers
DAY = date(2026, 10, 1)


def source_of(city: City) -> RecordSource:
    return city.graph.read(lambda tx: read_source(tx, NOON.date(), 30))


def change(city: City, proposal_id: str, **values: object) -> None:
    run_raw(
        city.graph, "MATCH (p:Proposal {id: $id}) SET p.kind = 'mentor', p += $values", id=proposal_id, values=values
    )


def test_interactions_come_with_what_files_do_not_carry(city: City) -> None:
    person = city.supervisor()
    proposal = city.asked_proposal(to=person, need=city.need(city.startup()))
    change(
        city, proposal.id, state="withdrawn", proposed_on=DAY, decided_on=DAY, position=3, decline_reason="wrong_field"
    )
    run_raw(city.graph, "MATCH (x:Person {id: $id}) SET x.headline = 'Builds robots'", id=person.id)

    source = source_of(city)
    [known] = source.interactions_of("mentor")

    assert (known.state, known.position, known.decline_reason) == ("withdrawn", 3, "wrong_field")
    assert known.asked_on is not None
    assert (source.profiles[person.id].headline, source.expire_after_days) == ("Builds robots", 30)


def test_every_rating_of_every_session_is_there_beside_the_mean(city: City) -> None:
    proposal = city.asked_proposal(to=city.supervisor(), need=city.need(city.startup()))
    long_ago = DAY - timedelta(days=90)
    change(city, proposal.id, state="accepted", provider_decision="accepted", proposed_on=long_ago, decided_on=long_ago,
           rating_by_seeker=4, rating_by_provider=5)  # fmt: skip
    run_raw(
        city.graph,
        "MATCH (p:Proposal {id: $id}) CREATE (e:Engagement {id: $id})-[:FROM]->(p) WITH e UNWIND $given AS one "
        "CREATE (:Feedback {id: one.id, side: one.side, rating: one.rating, given_at: one.at})-[:ON]->"
        "(:Session {id: one.id})-[:IN]->(e)",
        id=proposal.id,
        given=[
            {"id": name, "side": side, "rating": rating, "at": NOON + timedelta(days=day)}
            for name, side, rating, day in (
                ("f-1", "seeker", 5, 3), ("f-2", "seeker", 2, 1), ("f-3", "seeker", 4, 2),
                ("f-4", "provider", 5, 1),
            )
        ],
    )  # fmt: skip

    source = source_of(city)
    events = Setting(source, MENTOR, DAY).events

    assert events.ratings_by_seeker.tolist() == [(2, 4, 5)]
    assert events.ratings_by_provider.tolist() == [(5,)]
    assert (events.rating_by_seeker.tolist(), events.rating_by_provider.tolist()) == ([4], [5])
    [earlier] = source.before(long_ago + timedelta(days=30)).interactions_of("mentor")
    assert earlier.ratings_by_seeker == earlier.ratings_by_provider == ()


def test_who_was_asked_as_a_supervisor_and_is_none_any_more_is_known_by_name(city: City) -> None:
    person = city.supervisor("Once A Guide")
    proposal = city.asked_proposal(to=person, need=city.need(city.startup()))
    change(city, proposal.id, proposed_on=DAY)
    run_raw(city.graph, "MATCH (x:Person {id: $id}) REMOVE x:Supervisor", id=person.id)

    source = source_of(city)

    assert source.profiles[person.id].name == "Once A Guide"
    assert source.list_providers("supervisors") == []

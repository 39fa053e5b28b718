"""Who of the demonstration has an account: most, as in a real pool, and for the others their incubator answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

from graph.driver import Graph
from tests.support.cleaning import run_raw
from webapp.demo.city import make_city
from webapp.demo.reach import holders
from webapp.operations.maintenance.fill_demo import fill_demo

DAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def test_most_members_and_founders_sign_in_and_for_the_others_an_incubator_answers(graph: Graph) -> None:
    demo = make_city(DAY)
    fill_demo(graph, demo, "a-hash", MORNING)

    members = run_raw(
        graph,
        "MATCH (p:Supervisor)-[m:IN_POOL_OF {state: 'active'}]->(i:Incubator {id: 'incubator-caohe'}) "
        "WHERE m.to IS NULL OR m.to > $day "
        "RETURN p.answered_by IS NOT NULL AS answered, "
        "EXISTS { (a:Account {state: 'active'})-[:HOLDS]->(h:Membership) WHERE h.subject_id = p.id } AS signs_in",
        day=DAY,
    )
    startups = run_raw(
        graph,
        "MATCH (s:Startup) RETURN EXISTS { (:Account {state: 'active'})-[:HOLDS]->(h:Membership) "
        "WHERE h.subject_id = s.id } AS signs_in",
    )

    assert 0.65 < sum(bool(row["signs_in"]) for row in members) / len(members) < 0.95
    assert all(row["signs_in"] or row["answered"] for row in members)
    assert sum(bool(row["signs_in"]) for row in startups) > 60
    emails = [one.account.email for one in holders(demo)]
    assert len(emails) == len(set(emails))
    assert holders(demo) == holders(demo)

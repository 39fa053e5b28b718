"""A graph of an earlier version: who left and who paused are read from the log, the rest is the person's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.driver import Graph
from graph.migrate import load_migrations
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers
THEN = datetime(2026, 3, 1, tzinfo=UTC)


def plant(graph: Graph, person: str, term: str, state: str, *events: tuple[str, str]) -> None:
    """Somebody with a term in a pool, and what the log says of them, oldest first."""
    run_raw(
        graph,
        """MERGE (i:Incubator {id: 'inc:1'})
        CREATE (:Person:Supervisor {id: $id, name: $id, state: $state})-[:IN_POOL_OF {state: $term}]->(i)""",
        id=person, term=term, state=state,
    )  # fmt: skip
    for number, (action, detail) in enumerate(events):
        run_raw(
            graph,
            "CREATE (:AuditEvent {id: $event, action: $action, detail: $detail, subject_id: $id, at: $at})",
            event=f"{person}-{number}", action=action, detail=detail, id=person, at=THEN + timedelta(days=number),
        )  # fmt: skip


def test_terms_and_pauses_say_who_ended_and_who_paused(graph: Graph) -> None:
    paused = ("pause_in_pool", "in inc:1: active,,active, > paused,2027-01-01,active,")
    over_own = ("pause_in_pool", "in inc:1: paused,2026-04-01,active, > paused,2027-01-01,active,")
    plant(graph, "left", "ended", "active", ("leave_pool", "in inc:1"))
    plant(graph, "ended", "ended", "active", ("end_term", "in inc:1: active,,active, > active,,ended,2026-03-01"))
    plant(graph, "elsewhere", "ended", "active", ("leave_pool", "in inc:10"))
    plant(graph, "unknown", "ended", "paused")
    plant(
        graph, "back", "ended", "active",
        ("leave_pool", "in inc:1"), ("end_term", "in inc:1: active,,active, > active,,ended,2026-03-01"),
    )  # fmt: skip
    plant(graph, "paused", "active", "paused", paused)
    plant(graph, "own", "active", "paused", paused, ("pause_supervisor", "2027-01-01"))
    plant(graph, "over own", "active", "paused", ("pause_supervisor", "2026-04-01"), over_own)
    plant(graph, "asked", "invited", "active")

    migration = next(one for one in load_migrations() if one.source.startswith("V0011__"))
    for _again in range(2):
        for statement in migration.statements:
            run_raw(graph, statement)

    found = "MATCH (s:Person)-[m:IN_POOL_OF]->() RETURN s.id AS id, m.state AS state, s.paused_by AS by, m.name AS name"
    rows = {row["id"]: (row["state"], row["by"], row["name"]) for row in run_raw(graph, found)}
    assert rows == {
        "left": ("left", None, None),
        "ended": ("ended", None, None),
        "elsewhere": ("ended", None, None),
        "unknown": ("ended", None, None),
        "back": ("ended", None, None),
        "paused": ("active", "inc:1", None),
        "own": ("active", None, None),
        "over own": ("active", None, None),
        "asked": ("invited", None, "asked"),
    }


def test_whom_nobody_asked_is_listed_and_whom_a_pool_mailed_is_invited(graph: Graph) -> None:
    for person in ("listed", "mailed", "accepted", "holds"):
        plant(graph, person, "active", "active")
    plant(graph, "over", "ended", "active")
    for number, (person, action, detail) in enumerate(
        (
            ("mailed", "invite_member", "in inc:1"),
            ("accepted", "accept_pool", "in inc:1"),
            ("listed", "accept_pool", "in inc:10"),
        )
    ):
        run_raw(
            graph,
            "CREATE (:AuditEvent {id: $event, action: $action, detail: $detail, subject_id: $id, at: $at})",
            event=f"event-{number}", action=action, detail=detail, id=person, at=THEN,
        )  # fmt: skip
    for person, state in (("mailed", "invited"), ("holds", "active")):
        run_raw(
            graph,
            "MATCH (p:Person {id: $id}) "
            "CREATE (:Account {id: $id, state: $state})-[:HOLDS]->(:Membership {id: $id, subject_id: $id})-[:OF]->(p)",
            id=person, state=state,
        )  # fmt: skip

    migration = next(one for one in load_migrations() if one.source.endswith("__list_whom_nobody_asked.cypher"))
    for _again in range(2):
        for statement in migration.statements:
            run_raw(graph, statement)

    found = "MATCH (s:Person)-[m:IN_POOL_OF]->() RETURN s.id AS id, m.state AS state, m.before AS before"
    assert {row["id"]: (row["state"], row["before"]) for row in run_raw(graph, found)} == {
        "listed": ("listed", None),
        "mailed": ("invited", "listed"),
        "accepted": ("active", None),
        "holds": ("active", None),
        "over": ("ended", "listed"),
    }

"""A graph of an earlier version: its sides and kinds are named as they are now."""

from __future__ import annotations

import pytest

from graph.driver import Graph
from graph.migrate import load_migrations
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers


def test_sides_are_named_by_seeker_and_provider_and_nothing_lacks_a_kind(graph: Graph) -> None:
    run_raw(
        graph,
        """CREATE (:Feedback {id: 'f1', side: 'startup'}), (:Feedback {id: 'f2', side: 'supervisor'}),
                  (:Remark {id: 'r1', side: 'startup'}), (:Remark {id: 'r2', side: 'supervisor'}),
                  (:Outbox {id: 'o1', state: 'waiting', payload: '{"by": "startup"}'}),
                  (:Outbox {id: 'o2', state: 'failed', payload: '{"by": "supervisor", "n": 1}'}),
                  (:Need {id: 'n1'}), (:Need {id: 'n2', kind: 'investor'}), (:Proposal {id: 'p1'})""",
    )
    migration = next(one for one in load_migrations() if one.source.startswith("V0010__"))
    for _again in range(2):
        for statement in migration.statements:
            run_raw(graph, statement)

    rows = run_raw(graph, "MATCH (n) WHERE n.id IN ['f1', 'f2', 'r1', 'r2'] RETURN n.id AS id, n.side AS side")
    assert {row["id"]: row["side"] for row in rows} == {
        "f1": "seeker", "f2": "provider", "r1": "seeker", "r2": "provider",
    }  # fmt: skip
    rows = run_raw(graph, "MATCH (m:Outbox) RETURN m.payload AS payload ORDER BY m.id")
    assert [row["payload"] for row in rows] == ['{"by": "seeker"}', '{"by": "provider", "n": 1}']
    rows = run_raw(graph, "MATCH (n) WHERE n.id IN ['n1', 'n2', 'p1'] RETURN n.kind AS kind ORDER BY n.id")
    assert [row["kind"] for row in rows] == ["mentor", "investor", "mentor"]

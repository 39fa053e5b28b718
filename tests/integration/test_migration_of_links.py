"""A graph of an earlier version: no mail holds the token of a link any more, and none is lost for that."""

from __future__ import annotations

import pytest

from graph.driver import Graph
from graph.migrate import load_migrations
from tests.support.cleaning import run_raw

pytestmark = pytest.mark.both_servers


def test_links_are_gone_from_mails_and_those_that_wait_are_made_anew(graph: Graph) -> None:
    run_raw(
        graph,
        """UNWIND [['a', 'invite_account', 'waiting'], ['b', 'reset_password', 'failed'],
                   ['c', 'invite_account', 'sent'], ['d', 'tell_asked', 'waiting']] AS row
        CREATE (:Outbox {id: 'o-' + row[0], kind: row[1], state: 'done', attempts: 1, payload: '{}'}),
               (:Mail {id: 'm-' + row[0], outbox_id: 'o-' + row[0], state: row[2], body: 'http://x/invitations/t0ken',
                       error: 'gone'})""",
    )
    migration = next(one for one in load_migrations() if "forget links" in one.description)
    for _again in range(2):
        for statement in migration.statements:
            run_raw(graph, statement)

    messages = run_raw(graph, "MATCH (o:Outbox) RETURN o.id AS id, o.state AS state ORDER BY id")
    assert [row["state"] for row in messages] == ["waiting", "failed", "done", "done"]
    mails = run_raw(graph, "MATCH (m:Mail) RETURN m.id AS id, m.body AS body ORDER BY id")
    assert mails == [{"id": "m-c", "body": ""}, {"id": "m-d", "body": "http://x/invitations/t0ken"}]

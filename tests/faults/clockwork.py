"""Old requests for the clock, and what must be true once it has struck for each of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from neo4j.exceptions import DriverError, Neo4jError

from graph.driver import Graph
from tests.support.city import City, Made
from tests.support.cleaning import run_raw

CLOCK_TASKS = ("remind_waiting_requests", "expire_requests", "tell_next_best", "deliver_outbox", "send_mail")


def plant_old_requests(city: City, now: datetime, count: int) -> tuple[list[Made], list[Made]]:
    """So many requests, every other one to remind and to expire, and the people who see them."""
    old, people = [], []
    for number in range(count):
        startup, supervisor = city.startup(), city.supervisor()
        people += [startup, supervisor]
        days = 8 if number % 2 else 15
        old.append(city.asked_proposal(to=supervisor, startup=startup, asked_at=now - timedelta(days=days)))
    return old, people


def all_told(graph: Graph, old: list[Made], now: datetime) -> bool:
    """Nothing waits any more: the clock has struck for every old request, and all mails are written."""
    try:
        left = run_raw(
            graph,
            """MATCH (p:Proposal) WHERE p.id IN $ids AND p.state = 'asked'
               AND (p.reminded_at IS NULL OR p.asked_at < $expired)
            RETURN count(p) AS count""",
            ids=[made.id for made in old],
            expired=now - timedelta(days=14),
        )
        waiting = run_raw(graph, "MATCH (m:Outbox {state: 'waiting'}) RETURN count(m) AS count")
    except (DriverError, Neo4jError):
        return False
    return left == waiting == [{"count": 0}]


def check_clock(graph: Graph, old: list[Made]) -> None:
    """Each old request was reminded or expired, and each was told of at most once."""
    rows = run_raw(
        graph,
        """MATCH (m:Outbox) WHERE m.subject_id IN $ids
        RETURN m.subject_id AS id, m.kind AS kind, count(*) AS count""",
        ids=[made.id for made in old],
    )
    assert {row["count"] for row in rows} == {1}, [row for row in rows if row["count"] != 1]
    expired = {row["id"] for row in rows if row["kind"] == "tell_expired"}
    assert expired == {made.id for number, made in enumerate(old) if not number % 2}
    assert {made.id for number, made in enumerate(old) if number % 2} <= {
        row["id"] for row in rows if row["kind"] == "remind_waiting"
    }


def check_mails(graph: Graph) -> None:
    """No message failed, and nobody got the same mail twice."""
    failed = run_raw(graph, "MATCH (m:Outbox) WHERE m.state <> 'done' RETURN m.kind AS kind, m.state AS state")
    assert failed == []
    mails = run_raw(
        graph,
        """MATCH (o:Outbox) MATCH (m:Mail {outbox_id: o.id})
        RETURN o.kind AS kind, o.subject_id AS subject, m.to AS to, m.subject AS title, count(*) AS count""",
    )
    assert mails, "no mail was written"
    planned = [row for row in mails if row["count"] != 1]
    assert planned == []

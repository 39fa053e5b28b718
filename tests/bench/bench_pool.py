"""What the curator's pool costs, read as it was before and as it is now, for pools of growing size.

.venv/bin/python -m tests.bench.bench_pool
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.driver import Graph, open_graph
from graph.embedded import start_embedded
from graph.migrate import migrate
from graph.taxonomy.seed import seed
from graph.transaction import Transaction
from tests.support.city import City, Made
from tests.support.cleaning import empty, run_raw
from tests.support.days import SHANGHAI
from webapp.http.arguments import PAGE_SIZES

SIZES, RUNS = (100, 300, 1000), 9
PROPOSALS, ENGAGEMENTS, SESSIONS = 14, 5, 4
NOW = datetime.now(UTC)

_PLANT = {
    "startups": "UNWIND $rows AS row CREATE (n:Startup) SET n = row",
    "people": """UNWIND $rows AS row MATCH (i:Incubator {id: $incubator}), (f:Industry {id: 'automobile'})
        CREATE (s:Person:Supervisor)-[:IN_POOL_OF {status: 'active', from: $day}]->(i) SET s = row
        CREATE (s)-[:EXPERT_IN]->(f)""",
    "proposals": """UNWIND $rows AS row MATCH (v:Supervisor {id: row.person}), (s:Startup {id: row.startup})
        CREATE (p:Proposal {id: row.id, state: row.state, asked_at: row.at, decided_at: row.decided})
        CREATE (s)<-[:BY]-(p)-[:TO]->(v)""",
    "engagements": """UNWIND $rows AS row MATCH (v:Supervisor {id: row.person}), (s:Startup {id: row.startup})
        CREATE (s)<-[:OF]-(:Engagement {id: row.id, state: row.state})-[:WITH]->(v)""",
    "sessions": """UNWIND $rows AS row MATCH (e:Engagement {id: row.engagement})
        CREATE (e)<-[:IN]-(x:Session {id: row.id, state: 'held', starts_at: row.at})
        CREATE (x)<-[:ON]-(:Feedback {id: row.id + '-f', side: 'seeker', rating: row.rating, given_at: row.at})""",
}


def plant(graph: Graph, size: int) -> Made:
    """A pool of so many supervisors, each with a year of requests, engagements and rated sessions."""
    incubator = City(graph, NOW).incubator()
    people = [f"person-{number:05d}" for number in range(size)]
    rows: dict[str, list[dict[str, object]]] = {
        "startups": [{"id": f"startup-{number}", "name": f"Startup {number}"} for number in range(200)],
        "people": [
            {"id": one, "name": f"Person {one}", "name_zh": "顾明澈", "capacity": 3, "state": "active",
             "category": "entrepreneur", "languages": ["zh"], "stages": ["seed"]} for one in people
        ],
        "proposals": [], "engagements": [], "sessions": [],
    }  # fmt: skip
    for place, person in enumerate(people):
        _add_history(rows, person, place)
    for name, many in rows.items():
        for start in range(0, len(many), 2000):
            parameters = {"incubator": incubator.id, "day": NOW.date() - timedelta(days=400)}
            run_raw(graph, _PLANT[name], rows=many[start : start + 2000], **(parameters if name == "people" else {}))
    return incubator


def _add_history(rows: dict[str, list[dict[str, object]]], person: str, place: int) -> None:
    for number in range(PROPOSALS):
        asked = NOW - timedelta(days=20 * number + place % 20)
        rows["proposals"].append(
            {"id": f"{person}-p{number}", "person": person, "startup": f"startup-{(place + number) % 200}", "at": asked,
             "state": ("accepted", "declined", "expired")[number % 3], "decided": asked + timedelta(days=place % 9)}
        )  # fmt: skip
    for number in range(ENGAGEMENTS):
        engagement = f"{person}-e{number}"
        rows["engagements"].append(
            {"id": engagement, "person": person, "startup": f"startup-{(place + number) % 200}",
             "state": "closed" if number else "open"}
        )  # fmt: skip
        for meeting in range(SESSIONS):
            rows["sessions"].append(
                {"id": f"{engagement}-s{meeting}", "engagement": engagement, "rating": 3 + (place + meeting) % 3,
                 "at": NOW - timedelta(days=30 * (number + meeting))}
            )  # fmt: skip


_MEMBERS = "MATCH (:Incubator {id: $incubator})<-[:IN_POOL_OF]-(s:Supervisor) "
_BEFORE = (
    _MEMBERS + "MATCH (s)<-[:TO]-(p:Proposal) WHERE p.asked_at >= $since "
    "AND p.state IN ['asked', 'accepted', 'declined', 'expired'] "
    "RETURN s.id AS id, p.state AS state, p.asked_at AS asked_at, p.decided_at AS decided_at LIMIT 100000",
    _MEMBERS + "MATCH (s)<-[:WITH]-(e:Engagement)-[:OF]->(st:Startup) "
    "MATCH (e)<-[:IN]-(x:Session)<-[:ON]-(f:Feedback {side: 'seeker'}) WHERE f.given_at >= $since "
    "RETURN s.id AS id, avg(f.rating) AS mean, stDev(f.rating) AS deviation, count(f) AS count, "
    "count(DISTINCT st.id) AS startups LIMIT 20000",
)


def read_before(graph: Graph, incubator: Made) -> None:
    """The same answers as a row a request, and everybody's ratings, as the page once read them."""
    for statement in _BEFORE:
        run_raw(graph, statement, incubator=incubator.id, since=NOW - timedelta(days=365))


def read_answers(graph: Graph, incubator: Made) -> None:
    """The answers as the page reads them now, and the ratings of its fifteen."""
    since = NOW - timedelta(days=365)

    def work(tx: Transaction) -> None:
        rows = tx.rows("pool_rows.answers", incubator_id=incubator.id, since=since)
        ids = [row["id"] for row in rows[: PAGE_SIZES[0]]]
        tx.rows("pool_rows.ratings", incubator_id=incubator.id, ids=ids, since=since, closed_before=NOW)

    graph.read(work)


def median_of(call: Callable[[], object]) -> float:
    """The middle of several waits, in milliseconds, once the server has planned its queries."""
    waits = []
    for _ in range(RUNS + 2):
        began = time.perf_counter()
        call()
        waits.append(time.perf_counter() - began)
    return statistics.median(waits[2:]) * 1000


def measure(graph: Graph, size: int) -> None:
    """Print one line: what was replaced before and now side by side, and the whole pool."""
    empty(graph)
    incubator = plant(graph, size)
    before = median_of(lambda: read_before(graph, incubator))
    now = median_of(lambda: read_answers(graph, incubator))
    members = median_of(lambda: graph.read(lambda tx: tx.pools.list_members(incubator.id, NOW)))
    print(
        f"{size:>5} members: answers and ratings {before:.0f} ms before, {now:.0f} ms now ({before / now:.1f} times "
        f"faster); the whole read {members:.0f} ms",
        flush=True,
    )


def main() -> None:
    """Measure each size in a fresh graph."""
    with tempfile.TemporaryDirectory() as folder, start_embedded(Path(folder) / "graph") as server:
        graph = open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI)
        migrate(graph)
        seed(graph)
        for size in SIZES:
            measure(graph, size)
        graph.close()


if __name__ == "__main__":
    main()

"""Prints what each action on the curator's table takes with a pool of 5,533 beside one of 100, by turns in one run.

Waits as 95th percentiles (aim: at most 3 times), and the mean processor time of this process and of the graph server
together, which other work on the machine does not lengthen.

Run: .venv/bin/python -m tests.bench.bench_pool_table [SIZE]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.driver import Graph, open_graph
from graph.embedded import start_embedded
from graph.migrate import migrate
from graph.taxonomy.seed import seed
from tests.bench.bench_import import server_seconds
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.web import Browser, Web
from webapp.runtime.redis import start_redis

SMALL, LARGE, RUNS = 100, 5533, 20
NOW = datetime.now(UTC)
_TOPICS = 120
_ABOUT = "Built and sold a sensor company, then led a hospital's purchasing; helps with pricing and certification."
_PEOPLE = """UNWIND $rows AS row
    MATCH (i:Incubator {id: $incubator}), (f:Industry {id: row.industry}), (o:Startup {id: row.employer})
    CREATE (s:Person:Supervisor)-[:IN_POOL_OF {state: 'active', from: $day, to: row.until, tags: row.tags}]->(i)
    SET s = row.person
    CREATE (s)-[:EXPERT_IN]->(f), (s)-[:WORKS_AT]->(o)
    WITH s, row UNWIND row.topics AS topic MATCH (t:Topic {id: topic}) CREATE (s)-[:ABOUT]->(t)"""
_GUIDED = """UNWIND $rows AS row MATCH (v:Supervisor {id: row.person}), (s:Startup {id: row.startup})
    CREATE (s)<-[:BY]-(:Proposal {id: row.person + '-p', state: 'accepted', asked_at: $at, decided_at: $at})-[:TO]->(v)
    CREATE (s)<-[:OF]-(e:Engagement {id: row.person + '-e', state: 'open', opened_at: $at})-[:WITH]->(v)
    CREATE (e)<-[:IN]-(x:Session {id: row.person + '-s', state: 'held', starts_at: $at, minutes: 60})"""


def plant(graph: Graph, city: City, size: int) -> Made:
    """A pool of so many supervisors with fields, topics, employers and tags; a fifth of them guide somebody."""
    incubator = city.incubator(f"Harbour of {size}")
    startups = [city.startup(incubator=incubator).id for _ in range(20)]
    prefix = f"pool{size}"
    rows = [_row(prefix, number, startups) for number in range(size)]
    day = NOW.date() - timedelta(days=400)
    for start in range(0, size, 500):
        run_raw(graph, _PEOPLE, rows=rows[start : start + 500], incubator=incubator.id, day=day)
    guided = [{"person": f"{prefix}-{n}", "startup": startups[n % 20]} for n in range(0, size, 5)]
    run_raw(graph, _GUIDED, rows=guided, at=NOW - timedelta(days=9))
    return incubator


def _row(prefix: str, number: int, startups: list[str]) -> dict[str, object]:
    industries = ("artificial_intelligence", "automobile", "robotics")
    person = {
        "id": f"{prefix}-{number}", "name": f"Person {number:05d}", "name_zh": "顾明澈", "capacity": 3,
        "state": "active", "category": ("serial_entrepreneur", "scientist")[number % 2],
        "languages": ["zh", "en"], "stages": ["seed"],
        "summary": _ABOUT, "headline": "Guides founders", "email": f"{prefix}.{number}@example.org",
    }  # fmt: skip
    return {
        "person": person, "industry": industries[number % 3], "employer": startups[number % 20],
        "topics": [f"topic-{(number + step) % _TOPICS}" for step in range(3)], "tags": [f"tag {number % 7}"],
        "until": NOW.date() + timedelta(days=30 + number % 300),
    }  # fmt: skip


def actions(prefix: str) -> Iterator[tuple[str, Callable[[Browser], object]]]:
    """What a curator does at the table."""
    pages = {
        "open": "/incubator/pool", "search": "/incubator/pool?q=robotics+0000",
        "filter": "/incubator/pool?category=scientist&free=1", "sort": "/incubator/pool?sort=name",
        "page 2": "/incubator/pool?page=2&size=50", "panel": f"/incubator/pool/{prefix}-7",
    }  # fmt: skip
    for name, path in pages.items():
        yield name, lambda browser, path=path: _opened(browser, path)  # type: ignore[misc]  # bound at once
    ids = [f"{prefix}-{number}" for number in range(15)]
    yield "tag 15", lambda browser: _tag(browser, ids)
    yield "tag, open", lambda browser: _tag_and_open(browser, ids)


def _tag(browser: Browser, ids: list[str]) -> None:
    answer = browser.post("/incubator/pool/tag", id=ids, tags=f"t{time.time_ns() % 5}")
    assert answer.status_code == 302, answer.status_code


def _tag_and_open(browser: Browser, ids: list[str]) -> None:
    _tag(browser, ids)
    _opened(browser, "/incubator/pool")


def _opened(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)


@dataclass
class Spent:
    """What actions took: each wait, and the processor time of all of them, in seconds."""

    waits: list[float] = field(default_factory=list)
    processor: float = 0.0

    @property
    def p95(self) -> float:
        """The 95th percentile of the waits, in milliseconds."""
        return statistics.quantiles(self.waits, n=20)[-1] * 1000

    @property
    def mean(self) -> float:
        """The mean processor time of one action, in milliseconds."""
        return self.processor / len(self.waits) * 1000

    def add(self, other: Spent) -> None:
        self.waits += other.waits
        self.processor += other.processor


def main() -> None:
    """Both pools in one graph, each action by turns."""
    large = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    with tempfile.TemporaryDirectory() as folder, start_redis(Path(folder)) as redis:
        server = start_embedded(Path(folder))
        with open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI) as graph:
            migrate(graph)
            seed(graph)
            topics = [{"id": f"topic-{number}", "name": f"Topic {number}"} for number in range(_TOPICS)]
            run_raw(graph, "UNWIND $rows AS row CREATE (t:Topic) SET t = row", rows=topics)
            city, web = City(graph, NOW), Web(graph, redis.url, Path(folder))
            browsers = {size: web.sign_in(plant(graph, city, size), NOW) for size in (SMALL, large)}
            everything = {size: Spent() for size in browsers}
            steps = {size: dict(actions(f"pool{size}")) for size in browsers}
            print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
            for name in steps[SMALL]:
                spent = measure(browsers, {size: steps[size][name] for size in browsers})
                for size, found in spent.items():
                    everything[size].add(found)
                _say(name, spent, large)
            _say("all", everything, large)
            print(f"load of the machine: {os.getloadavg()[0]:.1f}", flush=True)
        server.stop()


def measure(browsers: dict[int, Browser], steps: dict[int, Callable[[Browser], object]]) -> dict[int, Spent]:
    """What one action took with each pool, by turns, after two that are not counted."""
    spent = {size: Spent() for size in browsers}
    for turn in range(RUNS + 2):
        for size, browser in browsers.items():
            began, worked = time.perf_counter(), time.process_time() + server_seconds()
            steps[size](browser)
            if turn > 1:
                spent[size].waits.append(time.perf_counter() - began)
                spent[size].processor += time.process_time() + server_seconds() - worked
    return spent


def _say(name: str, spent: dict[int, Spent], large: int) -> None:
    few, many = spent[SMALL], spent[large]
    print(
        f"{name:>9}: p95 {few.p95:.0f} ms with {SMALL}, {many.p95:.0f} ms with {large}: {many.p95 / few.p95:.1f} times"
        f"; processor time {few.mean:.0f} and {many.mean:.0f} ms: {many.mean / few.mean:.1f} times",
        flush=True,
    )


if __name__ == "__main__":
    main()

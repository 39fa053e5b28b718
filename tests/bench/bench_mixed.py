"""Sixteen people who do everything at once: read, search, ask, accept, rate and import; waits, errors and memory.

`.venv/bin/python -m tests.bench.bench_mixed [embedded|neo4j]`: a minute; with LIULU_LONG_FAULTS=1 ten.
The clients share the machine with the servers.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from tests.bench.mixed import Mixed
from tests.bench.part_memory import PartMemory
from tests.faults.ledger import Story
from tests.support.city import City, Made
from tests.support.long_form import times
from tests.support.stack import Stack
from tests.support.user import sign_in_all
from webapp.demo.city import make_city
from webapp.operations.maintenance.fill_demo import fill_demo

SECONDS = times(60, 600)
STORIES = times(100, 500)
PARTS = ("graph", "redis", "web", "worker", "beat")


def planted(stack: Stack, now: datetime) -> Mixed:
    """The demonstration city with startups, supervisors and a curator of our own, signed in."""
    fill_demo(stack.graph, make_city(date.today()), "a-hash", now)
    city = City(stack.graph, now)
    incubator = city.incubator()
    stories: list[Story] = []
    people: list[Made] = [incubator]
    for _ in range(STORIES):
        startup, supervisor = city.startup(), city.supervisor(capacity=1)
        people += [startup, supervisor]
        stories.append(Story(city.need(startup), startup, supervisor))
    stack.wait_ready()
    users = sign_in_all(stack.graph, stack.settings.redis_url, stack.home / "test", stack.url, people)
    for story in stories:
        story.startup_user, story.supervisor_user = users[story.startup.id], users[story.supervisor.id]
    return Mixed(stack.graph, stories, users[incubator.id], SECONDS)


def figures(what: str, waits: list[float]) -> str:
    """One line: how many, the median, and how far behind it the last twentieth is."""
    ordered = sorted(waits)
    median, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    return (
        f"{what:<28} {len(ordered):6} requests: median {1000 * median:6.0f} ms, p95 {1000 * p95:6.0f} ms = "
        f"{p95 / median:.1f} x the median, longest {ordered[-1]:.1f} s"
    )


def main(server_kind: str) -> int:
    """Print a line for each sort of request and for each part; 1 where anything went wrong."""
    variables = {"LIULU_WEB_WORKERS": "2", "LIULU_WEB_THREADS": "4"}
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder), ("web", "worker", "beat"), server_kind, **variables)
        try:
            mixed = planted(stack, datetime.now(UTC))
            mixed.warm()
            with PartMemory(stack, PARTS) as memory:
                mixed.run()
        finally:
            stack.stop()
    everything = [wait for waits in mixed.waits.values() for wait in waits]
    print(f"{server_kind}: {SECONDS} s, {len(everything) / SECONDS:.0f} requests a second, {len(mixed.errors)} errors")
    for what, waits in [*mixed.waits.items(), ("all", everything), *sorted(mixed.pages.items())]:
        print(figures(what, waits))
    for line in [*memory.lines(), *mixed.errors[:10]]:
        print(line)
    return int(bool(mixed.errors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "embedded"))

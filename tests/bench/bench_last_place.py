"""How long each of fifty waits who accept the last place at the same moment, on both servers where possible.

.venv/bin/python -m tests.bench.bench_last_place
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Barrier

from graph.driver import Graph, open_graph
from graph.embedded import start_embedded
from graph.errors import NotEligibleError
from graph.migrate import migrate
from graph.taxonomy.seed import seed
from tests.support import neo4j_server
from tests.support.city import City, Made
from tests.support.days import SHANGHAI
from webapp.operations.requests.accept_proposal import accept_proposal

MANY, ROUNDS = 50, 5


def accept(graph: Graph, supervisor: Made, gate: Barrier, request: Made) -> tuple[str, float]:
    """What came of it, and the seconds that it took."""
    gate.wait()
    began = time.perf_counter()
    try:
        accept_proposal(graph, supervisor.actor, request.id, datetime.now(UTC))
        outcome = "accepted"
    except NotEligibleError:
        outcome = "no free place"
    except Exception as error:  # noqa: BLE001 - the table tells what else happened
        outcome = type(error).__name__
    return outcome, time.perf_counter() - began


def measure(name: str, graph: Graph) -> None:
    """Print one line a round."""
    migrate(graph)
    seed(graph)
    city = City(graph, datetime.now(UTC))
    first = city.supervisor()
    accept(graph, first, Barrier(1), city.asked_proposal(to=first))  # a server that just started plans its queries
    for number in range(1, ROUNDS + 1):
        supervisor = city.supervisor(capacity=1)
        requests = [city.asked_proposal(to=supervisor) for _ in range(MANY)]
        press = partial(accept, graph, supervisor, Barrier(MANY))
        with ThreadPoolExecutor(MANY) as pool:
            done = list(pool.map(press, requests))
        counts = {outcome: [o for o, _ in done].count(outcome) for outcome in sorted({o for o, _ in done})}
        waits = sorted(seconds for _, seconds in done)
        print(f"{name:<9} round {number}: {counts}; median {waits[MANY // 2]:.2f} s, longest {waits[-1]:.2f} s")


@contextmanager
def servers(folder: Path) -> Iterator[list[tuple[str, Graph]]]:
    """Each server that this machine can run."""
    with ExitStack() as stack:
        embedded = stack.enter_context(start_embedded(folder / "embedded"))
        opened = [open_graph(embedded.uri, embedded.user, embedded.password, embedded.database, calendar=SHANGHAI)]
        names = ["embedded"]
        if neo4j_server.is_possible():
            neo4j = neo4j_server.start(folder / "neo4j")
            stack.callback(neo4j.stop)
            opened.append(open_graph(neo4j.uri, calendar=SHANGHAI))
            names.append("neo4j")
        for graph in opened:
            stack.callback(graph.close)
        yield list(zip(names, opened, strict=True))


def main() -> None:
    """Measure each server in turn."""
    with tempfile.TemporaryDirectory() as folder, servers(Path(folder)) as found:
        for name, graph in found:
            measure(name, graph)


if __name__ == "__main__":
    main()

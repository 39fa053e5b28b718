"""The line to the graph breaks after a commit was sent and before its answer comes: each write is applied once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from urllib.parse import urlsplit

import pytest

from graph.driver import Graph, open_graph
from graph.entities import Actor
from graph.errors import AlreadyAppliedError
from graph.transaction import Transaction
from tests.conftest import NOON
from tests.support.cleaning import run_raw
from tests.support.cutting_proxy import CuttingProxy, Fate
from tests.support.days import SHANGHAI
from tests.support.long_form import times

pytestmark = [pytest.mark.faults, pytest.mark.both_servers]
CUTS = times(40, 1000)
LINES = 4
# What a write meets: its answer is lost; it dies on the way or on the way back; both, one after the other.
FATES = (
    Fate.CUT_WHEN_ANSWERED, Fate.PASSES, Fate.CUT_WHEN_SENT, Fate.PASSES,
    Fate.CUT_WHEN_SENT, Fate.CUT_WHEN_ANSWERED, Fate.PASSES,
)  # fmt: skip


class Line:
    """One who writes over a line that is cut, and what they were told."""

    def __init__(self, graph: Graph, proxy: CuttingProxy, name: str) -> None:
        self._graph, self.proxy, self._name = graph, proxy, name
        self.told: list[str] = []

    def write_on(self, cuts: int) -> None:
        """Write until the line was cut so often; every other write is a job's, which has a key."""
        while self.cuts < cuts:
            subject = f"{self._name}-{len(self.told)}"
            key = f"note:{subject}" if len(self.told) % 2 else None
            assert self._graph.write(partial(_note, subject), key=key) == subject
            self.told.append(subject)
            if key:
                with pytest.raises(AlreadyAppliedError):
                    self._graph.write(partial(_note, subject), key=key)

    @property
    def cuts(self) -> int:
        return self.proxy.met.total() - self.proxy.met[Fate.PASSES]


def _note(subject: str, tx: Transaction) -> str:
    tx.audit.record(Actor.system(), "fill_demo", subject, NOON)
    return subject


@pytest.fixture
def lines(graph: Graph, server_kind: str, request: pytest.FixtureRequest) -> Iterator[list[Line]]:
    """Several lines, each with a driver of its own, to the server behind `graph`."""
    server = request.getfixturevalue({"embedded": "embedded_server", "neo4j": "real_neo4j"}[server_kind])
    place = urlsplit(server.uri)
    user, password = getattr(server, "user", ""), getattr(server, "password", "")
    with ExitStack() as stack:
        made = []
        for number in range(LINES):
            proxy = stack.enter_context(CuttingProxy(place.hostname or "", place.port or 0, FATES))
            opened = open_graph(proxy.uri, user, password, graph.database, calendar=SHANGHAI)
            made.append(Line(stack.enter_context(opened), proxy, f"line-{number}"))
        yield made


def test_each_write_whose_answer_was_lost_is_applied_once(graph: Graph, lines: list[Line], server_kind: str) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(LINES) as pool:
        for done in [pool.submit(line.write_on, CUTS // LINES) for line in lines]:
            done.result()

    told = [subject for line in lines for subject in line.told]
    rows = run_raw(graph, "MATCH (a:AuditEvent) RETURN a.subject_id AS subject, count(*) AS count")
    counted = Counter({str(row["subject"]): int(str(row["count"])) for row in rows})
    met = sum((line.proxy.met for line in lines), Counter[Fate]())
    fates = {fate.value: count for fate, count in met.items()}
    print(f"{server_kind}: {len(told)} writes in {time.monotonic() - began:.0f} s; commits: {fates}")
    assert sum(line.cuts for line in lines) >= CUTS
    assert counted == Counter(told), "lost or doubled"

"""A server that ends slow transactions, as docker-compose.yml has it: pages are held to that, imports are not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.backup import dump
from graph.driver import Graph, open_graph
from graph.entities import Actor
from graph.errors import TookTooLongError
from graph.migrate import migrate
from graph.taxonomy.seed import seed
from graph.transaction import Transaction
from tests.conftest import NEO4J_MISSING, NOON, leave_out
from tests.support import neo4j_server
from tests.support.days import SHANGHAI
from webapp.operations.exchange.import_folder import import_folder

LIMIT = 1
LONGER = LIMIT + 2.5


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A graph on a Neo4j whose transactions may take a second."""
    if not neo4j_server.is_possible():
        leave_out(NEO4J_MISSING)
    server = neo4j_server.start(tmp_path_factory.mktemp("impatient"), transaction_seconds=LIMIT)
    try:
        with open_graph(server.uri, calendar=SHANGHAI) as graph:
            prepare(graph)
            yield graph
    finally:
        server.stop()


def prepare(graph: Graph) -> None:
    """Schema and taxonomy: a cold server may need several tries of a second, each of which gets further."""
    for _attempt in range(20):
        try:
            migrate(graph)
            seed(graph)
        except TookTooLongError:
            continue
        return
    pytest.fail("a server that was given twenty tries did not take the taxonomy in one second")


def test_what_a_page_does_too_slowly_is_ended_and_named(impatient: Graph) -> None:
    def slow(tx: Transaction) -> None:
        tx.audit.record(Actor.system(), "fill_demo", "demo", NOON)
        time.sleep(LONGER)
        tx.audit.record(Actor.system(), "fill_demo", "demo", NOON)

    with pytest.raises(TookTooLongError):
        impatient.write(slow)


def test_an_import_and_a_backup_take_longer_than_the_limit(impatient: Graph, tmp_path: Path) -> None:
    waited: list[str] = []

    def wait(step: str, *_how_far: int) -> None:
        if step in ("load", "write") and step not in waited:
            waited.append(step)
            time.sleep(LONGER)

    (tmp_path / "people.csv").write_text("id,name,roles\nperson-1,Gu Mingche,talent\n", encoding="utf-8")
    report = import_folder(impatient, Actor.system(), [tmp_path], NOON, progress=wait)
    manifest = dump(impatient, tmp_path / "whole.zip", NOON, progress=wait)

    assert report.files["people.csv"].created == 1
    assert manifest.nodes.lines > 40
    assert waited == ["load", "write"]

"""Fixtures of all tests: real graph servers, real Redis, a small city to put into them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.driver import Graph, open_graph
from graph.embedded import EmbeddedServer, start_embedded
from graph.migrate import migrate
from graph.taxonomy.seed import seed
from tests.support import neo4j_server
from tests.support.city import City
from tests.support.cleaning import empty
from tests.support.days import SHANGHAI

# Servers of tests live for seconds: what the second compiler wins in hours, they would only pay for.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # noon in Shanghai
NEO4J_MISSING = "left out: real Neo4j (install Java 17 and Maven: apt-get install -y default-jdk-headless maven)"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests marked `both_servers` run on the embedded server and on a real Neo4j; the others on the embedded one."""
    if "server_kind" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both_servers") is not None
        metafunc.parametrize("server_kind", ["embedded", "neo4j"] if both else ["embedded"], scope="session")


def leave_out(reason: str) -> None:
    """Skip what this machine cannot run; where CI says that all must run, fail instead."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """One embedded graph server for this test process."""
    server = start_embedded(tmp_path_factory.mktemp("graph"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def real_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Neo4jServer]:
    """One real Neo4j for this test process."""
    if not neo4j_server.is_possible():
        leave_out(NEO4J_MISSING)
    server = neo4j_server.start(tmp_path_factory.mktemp("neo4j"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_graph(server_kind: str, request: pytest.FixtureRequest) -> Iterator[Graph]:
    """A graph on the chosen server with schema and taxonomy."""
    if server_kind == "neo4j":
        opened = open_graph(request.getfixturevalue("real_neo4j").uri, calendar=SHANGHAI)
    else:
        server: EmbeddedServer = request.getfixturevalue("embedded_server")
        opened = open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI)
    migrate(opened)
    seed(opened)
    yield opened
    opened.close()


@pytest.fixture
def graph(migrated_graph: Graph) -> Graph:
    """A graph that holds the taxonomy and nothing else."""
    empty(migrated_graph)
    return migrated_graph


@pytest.fixture
def city(graph: Graph) -> City:
    """Makes startups, supervisors, needs and requests, one line each."""
    return City(graph, NOON)


@pytest.fixture
def at_once() -> Callable[..., list[object]]:
    """Call a function with many argument tuples at the same moment; gives results, or the classes of errors."""

    def run(function: Callable[..., object], arguments: Sequence[tuple[object, ...]]) -> list[object]:
        def call(values: tuple[object, ...]) -> object:
            try:
                return function(*values)
            except Exception as error:  # noqa: BLE001 - the test looks at the class
                return type(error)

        with ThreadPoolExecutor(max_workers=len(arguments)) as pool:
            return list(pool.map(call, arguments))

    return run


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data: LIULU_SHARED_DATA, or the one beside the checkout."""
    folder = Path(os.environ.get("LIULU_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        leave_out("left out: real data (set LIULU_SHARED_DATA to the folder that holds startups/ and supervisors/)")
    return folder

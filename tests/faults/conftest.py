"""Fixtures of the tests that press hard: the application over either server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.driver import Graph
from tests.support.web import Web
from webapp.runtime.redis import start_redis


@pytest.fixture
def web(graph: Graph, tmp_path: Path) -> Iterator[Web]:
    """The application over the graph, with a Redis of its own."""
    with start_redis(tmp_path) as redis:
        yield Web(graph, redis.url, tmp_path)

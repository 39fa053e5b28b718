"""One town for the tests of a file, and an empty Redis."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis

from graph.driver import Graph
from tests.functional.attacks.town import Town
from tests.support.cleaning import empty
from webapp.config import Settings
from webapp.runtime.redis import EmbeddedRedis


@pytest.fixture(scope="module")
def town(migrated_graph: Graph, whole_app: Flask, settings: Settings, embedded_redis: EmbeddedRedis) -> Iterator[Town]:
    """Strangers side by side, over a graph that holds nothing else."""
    empty(migrated_graph)
    with Redis.from_url(embedded_redis.url) as client:
        client.flushall()
    yield Town(whole_app, migrated_graph, settings.home)
    empty(migrated_graph)

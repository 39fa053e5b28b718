"""Where graph and Redis are: as the settings say, or else the embedded ones of this home."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import SecretStr

from graph.embedded import EmbeddedServer, attach_or_start
from webapp.config import Settings, load_settings
from webapp.runtime.redis import EmbeddedRedis, attach_or_start_redis


@contextmanager
def with_graph(settings: Settings) -> Iterator[Settings]:
    """The settings with a graph's address in them; an embedded server that is started here is ended here."""
    if settings.neo4j_uri:
        yield settings
        return
    with attach_or_start(settings.home) as server:
        yield settings.model_copy(update=graph_values(server))


@contextmanager
def with_redis(settings: Settings) -> Iterator[Settings]:
    """The settings with a Redis's address in them; an embedded one that is started here is ended here."""
    if settings.redis_url:
        yield settings
        return
    with attach_or_start_redis(settings.home) as server:
        yield settings.model_copy(update={"redis_url": server.url})


@contextmanager
def with_backends(settings: Settings) -> Iterator[Settings]:
    """Both, published to this process and what it forks: `load_settings` gives them from here on."""
    with with_redis(settings) as half, with_graph(half) as complete:
        publish(complete)
        yield complete


def graph_values(server: EmbeddedServer) -> dict[str, object]:
    """The settings that lead to this embedded server."""
    return {
        "neo4j_uri": server.uri,
        "neo4j_user": server.user,
        "neo4j_password": SecretStr(server.password),
        "neo4j_database": server.database,
    }


def redis_values(server: EmbeddedRedis) -> dict[str, object]:
    """The settings that lead to this embedded Redis."""
    return {"redis_url": server.url}


def environment(settings: Settings) -> dict[str, str]:
    """The variables by which a child process finds the same graph, Redis, home and address."""
    return {
        "LIULU_ENV": settings.env,
        "LIULU_HOME": str(settings.home),
        "LIULU_PORT": str(settings.port),
        "LIULU_BASE_URL": settings.base_url,
        "LIULU_SECRET_KEY": settings.secret_key.get_secret_value(),
        "LIULU_NEO4J_URI": settings.neo4j_uri,
        "LIULU_NEO4J_USER": settings.neo4j_user,
        "LIULU_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "LIULU_NEO4J_DATABASE": settings.neo4j_database,
        "LIULU_REDIS_URL": settings.redis_url,
    }


def publish(settings: Settings) -> None:
    """Make `load_settings` answer with these addresses in this process and in those that it starts."""
    os.environ.update(environment(settings))
    load_settings.cache_clear()

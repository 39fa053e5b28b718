"""The graph of a command: the server that the settings name, or the embedded one of this home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.driver import Graph, open_graph
from webapp.config import Settings
from webapp.runtime.backends import with_graph


@contextmanager
def connect(settings: Settings) -> Iterator[Graph]:
    """An open graph; attaches to the embedded server of this home or starts it for as long as the command runs."""
    with with_graph(settings) as complete, open_opened(complete) as graph:
        yield graph


@contextmanager
def open_opened(settings: Settings) -> Iterator[Graph]:
    """An open graph on the address that these settings already hold."""
    password = settings.neo4j_password.get_secret_value()
    with open_graph(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database) as graph:
        graph.verify()
        yield graph

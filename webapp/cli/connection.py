"""The graph of a command: the server that the settings name, or the embedded one of this home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.driver import Graph
from webapp.config import Settings
from webapp.runtime.backends import with_graph
from webapp.runtime.connection import open_configured_graph


@contextmanager
def connect(settings: Settings) -> Iterator[Graph]:
    """An open graph; attaches to the embedded server of this home or starts it for as long as the command runs."""
    with with_graph(settings) as complete, open_opened(complete) as graph:
        yield graph


@contextmanager
def open_opened(settings: Settings) -> Iterator[Graph]:
    """An open graph on the address that these settings already hold."""
    with open_configured_graph(settings) as graph:
        graph.verify()
        yield graph

"""The graph server of a stack, of either kind: started, and started again where it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from graph.embedded import start_embedded
from tests.support import neo4j_server
from webapp.runtime.backends import graph_values


class StackGraph(Protocol):
    """A running graph server."""

    @property
    def pid(self) -> int: ...
    @property
    def uri(self) -> str: ...
    def stop(self) -> None: ...


def _embedded(home: Path, _uri: str) -> tuple[StackGraph, dict[str, object]]:
    server = start_embedded(home)
    return server, graph_values(server)


def _neo4j(home: Path, uri: str) -> tuple[StackGraph, dict[str, object]]:
    server = neo4j_server.start(home / "neo4j", port=urlsplit(uri).port or 0)
    return server, {"neo4j_uri": server.uri}


START: dict[str, Callable[[Path, str], tuple[StackGraph, dict[str, object]]]] = {
    "embedded": _embedded,
    "neo4j": _neo4j,
}
"""By the kind of server: starts it with its state in a home, at the address of an earlier life (empty: any), and gives
the settings that lead to it."""

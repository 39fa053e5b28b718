"""A backup that version 0.1.0 wrote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from graph.backup import restore
from graph.driver import Graph
from graph.taxonomy.seed import seed
from tests.support.cleaning import empty

BACKUP = Path(__file__).parents[1] / "data" / "graph_of_0_1_0.backup"
AT = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)


@contextmanager
def restored(graph: Graph) -> Iterator[Graph]:
    """The graph of 0.1.0, restored and migrated."""
    restore(graph, BACKUP)
    yield graph
    empty(graph)
    seed(graph)

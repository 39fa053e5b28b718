"""Brings a graph to the state that this version of the program expects."""

from __future__ import annotations

from graph.driver import Graph
from graph.migrate import Migration, migrate
from graph.taxonomy.seed import seed


def prepare(graph: Graph) -> list[Migration]:
    """Apply missing migrations and bring the taxonomy up to date; gives what was applied."""
    applied = migrate(graph)
    seed(graph)
    return applied

"""Everything that stands in a graph, as lines that can be compared."""

from __future__ import annotations

from graph.driver import Graph
from tests.support.cleaning import run_raw

_NODES = """
MATCH (n) WHERE NOT n:Industry AND NOT n:Region AND NOT n:__Neo4jMigration
RETURN labels(n) AS labels, properties(n) AS said
"""
_RELATIONSHIPS = """
MATCH (a)-[r]->(b) WHERE NOT (a:Industry AND b:Industry)
RETURN a.id AS start, type(r) AS type, properties(r) AS said, b.id AS end
"""
_OF_BEING_THERE = frozenset({"last_seen_at"})


def digest(graph: Graph) -> set[str]:
    """A line for each node and each relationship, with all that it says but when somebody was last seen."""
    nodes = {f"{sorted(row['labels'])} {_said(row['said'])}" for row in run_raw(graph, _NODES)}  # type: ignore[call-overload]
    ties = {f"{row['start']} {row['type']} {row['end']} {_said(row['said'])}" for row in run_raw(graph, _RELATIONSHIPS)}
    return nodes | ties


def _said(properties: object) -> list[tuple[str, str]]:
    assert isinstance(properties, dict)
    return sorted((name, repr(value)) for name, value in properties.items() if name not in _OF_BEING_THERE)

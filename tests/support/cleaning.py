"""Empties a graph between tests; the taxonomy and the migrations stay."""

from __future__ import annotations

from graph.driver import Graph

_STATEMENT = """
MATCH (n)
WHERE NOT n:__Neo4jMigration AND NOT n:Industry AND NOT n:Region
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(*) AS count
"""


def empty(graph: Graph) -> None:
    """Delete everything but taxonomy and migrations (plain Cypher: only tests may do this)."""
    with graph._driver.session(database=graph.database) as session:
        while session.execute_write(lambda tx: tx.run(_STATEMENT).single(strict=True)["count"]):
            pass


def run_raw(graph: Graph, statement: str, **parameters: object) -> list[dict[str, object]]:
    """Plain Cypher for what a test needs to plant or to see; the product itself has named queries only."""
    with graph._driver.session(database=graph.database) as session:
        return session.execute_write(lambda tx: tx.run(statement, parameters).data())

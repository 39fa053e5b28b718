"""How a startup and a provider are tied through organisations and people."""

from __future__ import annotations

from graph.entities.profile import PathNode
from graph.repositories.base import Repository


class PathRepository(Repository):
    """Shortest paths over ties of work, founding, money and incubation."""

    def find_between(self, startup_id: str, provider_id: str) -> tuple[PathNode, ...]:
        """A shortest path of at most four steps, the startup first; empty where there is none."""
        row = self._tx.one_or_none("paths.between", startup_id=startup_id, provider_id=provider_id)
        if row is None:
            return ()
        vias = ["", *row["via"]]
        nodes = zip(row["ids"], row["labels"], row["names"], row["names_zh"], vias, strict=True)
        return tuple(PathNode(*node) for node in nodes)

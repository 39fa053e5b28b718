"""How a startup and a provider are tied through organisations and people."""

from __future__ import annotations

from datetime import date

from graph.entities.profile import PathNode
from graph.repositories.base import Repository
from graph.schema import PROFILE_LABELS


class PathRepository(Repository):
    """Shortest paths over ties of work, founding, money and incubation."""

    def find_between(self, startup_id: str, provider_id: str, day: date) -> tuple[PathNode, ...]:
        """A shortest path of at most four steps over ties that hold on a day, the startup first; empty for none."""
        ends = {"startup_id": startup_id, "provider_id": provider_id, "day": day}
        row = self._tx.one_or_none("paths.between", **ends)
        if row is not None and not row["holds"]:
            row = self._tx.one_or_none("paths.between_that_holds", **ends)
        if row is None:
            return ()
        vias = ["", *row["via"]]
        labels = [next(label for label in PROFILE_LABELS if label in found) for found in row["labels"]]
        nodes = zip(row["ids"], labels, row["names"], row["names_zh"], vias, strict=True)
        return tuple(PathNode(*node) for node in nodes)

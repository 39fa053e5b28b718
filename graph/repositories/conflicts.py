"""Conflicts of interest between startups and providers, typed and in force for a time."""

from __future__ import annotations

from datetime import date

from graph.entities.profile import Conflict
from graph.repositories.base import Repository


class ConflictRepository(Repository):
    """Who must not be brought together, and from when to when."""

    def list_of_startup(self, startup_id: str, day: date) -> list[Conflict]:
        """The conflicts of a startup that are in force on a day; `right_id` is the other side."""
        return [Conflict(**row) for row in self._tx.rows("conflicts.of_startup", id=startup_id, day=day)]

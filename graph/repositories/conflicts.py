"""Conflicts of interest between startups and providers, typed and in force for a time."""

from __future__ import annotations

from datetime import date

from graph.entities.profile import Conflict
from graph.ids import derived_id, new_nonce
from graph.repositories.base import Repository


class ConflictRepository(Repository):
    """Who must not be brought together, and from when to when."""

    def list_of_startup(self, startup_id: str, day: date) -> list[Conflict]:
        """The conflicts of a startup that are in force on a day; `right_id` is the other side."""
        return [Conflict(**row) for row in self._tx.rows("conflicts.of_startup", id=startup_id, day=day)]

    def list_between(self, startup_id: str, provider_id: str, day: date) -> list[Conflict]:
        """The conflicts in force on a day between a startup and a provider."""
        rows = self._tx.rows("conflicts.between", startup_id=startup_id, provider_id=provider_id, day=day)
        return [Conflict(**row) for row in rows]

    def declare(self, startup_id: str, provider_id: str, kind: str, since: date) -> str:
        """Note a conflict of a kind once, open-ended; returns its id."""
        row = self._tx.one(
            "conflicts.declare",
            id=derived_id("conflict", startup_id, provider_id, kind),
            startup_id=startup_id,
            provider_id=provider_id,
            kind=kind,
            since=since,
            nonce=new_nonce(),
        )
        return str(row["id"])

"""Views of a curator's table that people save: search, filters, order and columns under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.entities import Actor
from graph.errors import NotFoundError
from graph.ids import derived_id
from graph.repositories.base import Repository


@dataclass(frozen=True)
class SavedView:
    """What an address says of a table. `query`: its part behind the question mark. `by`: who saved it."""

    id: str
    name: str
    query: str
    shared: bool
    own: bool
    by: str


class ViewRepository(Repository):
    """Views of the incubator for which somebody acts: their own, and those that colleagues share."""

    def list_of(self, actor: Actor) -> list[SavedView]:
        """By name."""
        rows = self._tx.rows("views.list", incubator_id=actor.subject_id, account_id=actor.account_id)
        return [SavedView(**row) for row in rows]

    def count_of(self, actor: Actor) -> int:
        """How many the actor saved."""
        return int(self._tx.one("views.count", account_id=actor.account_id)["count"])

    def keep(self, actor: Actor, name: str, query: str, shared: bool, at: datetime) -> str:
        """Save a view in place of the actor's own of that name; gives its id."""
        identity = derived_id("view", actor.subject_id, actor.account_id, name.casefold())
        self._tx.run(
            "views.keep", id=identity, incubator_id=actor.subject_id, account_id=actor.account_id, name=name,
            query=query, shared=shared, at=at,
        )  # fmt: skip
        return identity

    def delete(self, actor: Actor, view_id: str) -> str:
        """Delete one of the actor's own; gives its name. Raises NotFoundError."""
        row = self._tx.one_or_none("views.delete", id=view_id, account_id=actor.account_id)
        if row is None:
            raise NotFoundError("view", view_id)
        return str(row["name"])

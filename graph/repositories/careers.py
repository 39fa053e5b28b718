"""What people have done, entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from graph.entities.career import Career, CareerRecord
from graph.ids import milliseconds
from graph.query_runner import Row
from graph.repositories.base import Repository


class CareerRepository(Repository):
    """An entry belongs to one person; the caller holds the person's lock."""

    def list_of_people(self, ids: Sequence[str]) -> list[Career]:
        """The entries of some people, of each the latest first."""
        rows = (row["career"] for row in self._tx.stream("careers.list_of_people", ids=list(ids)))
        careers = [Career(row["id"], row["person_id"], CareerRecord.of(row)) for row in rows]
        return sorted(careers, key=lambda one: (one.person_id, one.record.order, one.id))

    def create(self, careers: Sequence[Career], at: datetime) -> None:
        """Note new entries."""
        self._tx.run("careers.create", rows=[_row(one, at) for one in careers])

    def update(self, careers: Sequence[Career], at: datetime) -> None:
        """Change entries."""
        self._tx.run("careers.update", rows=[_row(one, at) for one in careers])

    def delete(self, career: Career, at: datetime) -> None:
        """Take an entry away."""
        self._tx.run("careers.delete", id=career.id, person_id=career.person_id, changed_at=milliseconds(at))


def _row(one: Career, at: datetime) -> Row:
    return {"id": one.id, "person_id": one.person_id, "changed_at": milliseconds(at), **one.record.as_row()}

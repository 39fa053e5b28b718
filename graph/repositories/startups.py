"""Startups: their own profile."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from graph.entities import Actor
from graph.entities.startup import Startup, StartupFields
from graph.errors import NotFoundError
from graph.ids import milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.ownership import is_own
from graph.repositories.rows import frozen, lists, topic_rows


class StartupRepository(Repository):
    """A profile is written by its startup; its incubator reads it."""

    def get(self, startup_id: str, *, visible_to: Actor) -> Startup:
        """One startup; raises NotFoundError also when it is not this actor's to see."""
        row = self._tx.one_or_none("startups.get", id=startup_id, day=self._tx.calendar.today())
        if row is None or not is_own(self._tx, visible_to, startup_id):
            raise NotFoundError("startup", startup_id)
        return _startup(row)

    def update(self, startup_id: str, fields: StartupFields, at: datetime) -> None:
        """Write the profile and its tags; raises NotFoundError."""
        values = {**asdict(fields), "languages": list(fields.languages)}
        industries, topics = values.pop("industries"), values.pop("topics")
        row = self._tx.one_or_none(
            "startups.update", id=startup_id, nonce=new_nonce(), changed_at=milliseconds(at), **values
        )
        if row is None:
            raise NotFoundError("startup", startup_id)
        gone = [row["id"] for row in self._tx.rows("startups.clear_tags", id=startup_id)]
        if industries:
            self._tx.run("startups.add_industries", id=startup_id, codes=list(dict.fromkeys(industries)))
        if topics:
            self._tx.run("startups.add_topics", id=startup_id, topics=topic_rows(topics))
        self._tx.run("erasure.delete_topics", ids=gone)


def _startup(row: Row) -> Startup:
    incubator = next(iter(row["incubators"]), {"id": None, "name": None, "name_zh": None})
    fields = {key: value for key, value in row.items() if key != "incubators"}
    fields = lists(frozen(fields), "languages", "industries", "topics")
    for name in ("industries", "topics"):
        fields[name] = tuple(sorted(fields[name]))
    fields["changed_at"] = fields["changed_at"] or 0
    return Startup(
        **fields,
        incubator_id=incubator["id"],
        incubator_name=incubator["name"],
        incubator_name_zh=incubator["name_zh"],
    )

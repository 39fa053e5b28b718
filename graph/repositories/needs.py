"""Needs: what startups ask for."""

from __future__ import annotations

from datetime import datetime

from graph.domain.help_areas import FoundBy
from graph.domain.pauses import Pause
from graph.domain.states.machine import Transition
from graph.domain.states.requests import NEEDS, NeedState, RequestState
from graph.domain.suggestions import may_suggest
from graph.entities import Actor
from graph.entities.need import Need, NeedFields
from graph.errors import NotFoundError, StateChangedError
from graph.ids import milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.ownership import is_own
from graph.repositories.rows import frozen, lists, state_of, topic_rows

_MANY = 500
_LOOKED_AT = 10
"""So many topics for each that is suggested: those that the startup may not know of fall out."""


class NeedRepository(Repository):
    """A need is seen by its startup, by the startup's incubator, and (through proposals) by whom it asked."""

    def get(self, need_id: str, *, visible_to: Actor) -> Need:
        """One need; raises NotFoundError also when it is not this actor's to see."""
        row = self._tx.one_or_none("needs.get", id=need_id)
        if row is None or not is_own(self._tx, visible_to, row["startup_id"]):
            raise NotFoundError("need", need_id)
        return _need(row)

    def list_of_startup(self, startup_id: str, *, visible_to: Actor, limit: int = _MANY) -> list[Need]:
        """All needs of a startup, last changed first."""
        if not is_own(self._tx, visible_to, startup_id):
            raise NotFoundError("startup", startup_id)
        return [_need(row) for row in self._tx.rows("needs.list_of_startup", startup_id=startup_id, limit=limit)]

    def count_open(self, startup_id: str) -> int:
        """How many needs of a startup are open."""
        row = self._tx.one_or_none("needs.count_open", startup_id=startup_id)
        return int(row["count"]) if row else 0

    def lock(self, need_id: str) -> None:
        """Take the need's lock: whoever counts what hangs on it does this first. Raises NotFoundError."""
        if self._tx.one_or_none("needs.lock", id=need_id, nonce=new_nonce()) is None:
            raise NotFoundError("need", need_id)

    def create(self, need_id: str, startup_id: str, fields: NeedFields, at: datetime) -> None:
        """A new draft; raises NotFoundError where there is no such startup."""
        row = self._tx.one_or_none(
            "needs.create",
            id=need_id,
            startup_id=startup_id,
            state=NeedState.DRAFT,
            nonce=new_nonce(),
            at=at,
            changed_at=milliseconds(at),
        )
        if row is None:
            raise NotFoundError("startup", startup_id)
        self.update(need_id, fields, at, "save_need_draft")

    def update(self, need_id: str, fields: NeedFields, at: datetime, action: str) -> None:
        """Write the fields and tags; raises StateChangedError where `action` is not possible from this state."""
        row = self._tx.one_or_none(
            "needs.update",
            id=need_id,
            nonce=new_nonce(),
            sources=sorted(NEEDS.sources(action)),
            kind=fields.kind,
            title=fields.title,
            stage=fields.stage,
            talent_category=fields.talent_category,
            languages=list(fields.languages),
            places=fields.places,
            description=fields.description,
            description_zh=fields.description_zh,
            amount=fields.amount,
            help_areas=list(fields.help_areas),
            help_areas_found=fields.help_areas_found if fields.help_areas else None,
            changed_at=milliseconds(at),
        )
        if row is None:
            raise StateChangedError("need", NeedState.CLOSED)
        gone = [row["id"] for row in self._tx.rows("needs.clear_tags", id=need_id)]
        if fields.industries:
            self._tx.run("needs.add_industries", id=need_id, codes=list(dict.fromkeys(fields.industries)))
        if fields.topics:
            self._tx.run("needs.add_topics", id=need_id, topics=topic_rows(fields.topics))
        self._tx.run("erasure.delete_topics", ids=gone)

    def open(self, need_id: str, at: datetime) -> None:
        """Open a draft; raises StateChangedError where it is none."""
        self._move("open", need_id, at, NEEDS.only("open_need"))

    def close(self, need_id: str, at: datetime) -> None:
        """Close an open need; raises StateChangedError where it is not open."""
        self._move("close", need_id, at, NEEDS.only("close_need"))

    def delete_draft(self, need_id: str) -> None:
        """Delete a draft for good; raises StateChangedError where it is none."""
        sources = sorted(NEEDS.sources("delete_draft"))
        if self._tx.one_or_none("needs.delete_draft", id=need_id, nonce=new_nonce(), sources=sources) is None:
            raise StateChangedError("need", NeedState.OPEN)

    def list_topics_like(self, text: str, *, startup_id: str, limit: int = 8) -> list[str]:
        """Names of topics that contain `text` and that this startup may know of, most used first."""
        folded = next((row["id"] for row in topic_rows([text])), "")
        if not folded:
            return []
        key = {"startup_id": startup_id, "day": self._tx.calendar.today()}
        rows = self._tx.rows("needs.topics_like", text=folded, limit=limit * _LOOKED_AT, **key)
        known = [
            str(row["name"])
            for row in rows
            if may_suggest(is_own=row["is_own"], is_public=row["is_public"], startups=row["startups"])
        ]
        return known[:limit]

    def _move(self, query: str, need_id: str, at: datetime, step: Transition[NeedState]) -> None:
        row = self._tx.one_or_none(
            f"needs.{query}",
            id=need_id,
            nonce=new_nonce(),
            today=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at),
            **step.as_parameters,
        )
        if row is None:
            raise StateChangedError("need", step.target or "gone")


def _need(row: Row) -> Need:
    states = [item["state"] for item in row["proposals"]]
    asked = [item["asked_at"] for item in row["proposals"] if item["state"] == RequestState.ASKED]
    paused = [item["pause"] for item in row["proposals"] if item["state"] == RequestState.ASKED and item["pause"]]
    fields = {key: value for key, value in row.items() if key != "proposals"}
    fields = lists(frozen(fields), "languages", "industries", "topics", "help_areas")
    fields |= {name: tuple(sorted(fields[name])) for name in ("industries", "topics")}
    fields |= {"places": fields["places"] or 1, "state": state_of(NeedState, fields["state"], NeedState.OPEN)}
    fields["help_areas_found"] = FoundBy(fields["help_areas_found"]) if fields["help_areas_found"] else None
    fields |= {"changed_at": fields["changed_at"] or 0, "waiting_since": min(filter(None, asked), default=None)}
    return Need(
        **fields,
        asked=states.count(RequestState.ASKED),
        saved=states.count(RequestState.SAVED),
        engaged=states.count(RequestState.ACCEPTED),
        pauses=tuple(Pause(**pause) for pause in paused),
    )

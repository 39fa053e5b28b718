"""Requests that were read, and those that somebody passes on to a colleague of a pool."""

from __future__ import annotations

from datetime import datetime

from graph.entities.proposal import Colleague
from graph.ids import new_nonce
from graph.repositories.base import Repository
from graph.repositories.eligibility import EligibilityRepository

_MANY = 500


class PassingRepository(Repository):
    """What whoever was asked does before answering themselves."""

    def list_colleagues(self, request_id: str, need_id: str, at: datetime) -> list[Colleague]:
        """Who stands in a pool with whom was asked and may be asked in their place, by name."""
        if not need_id:
            return []
        day = self._tx.calendar.day_of(at)
        found = [Colleague(**row) for row in self._tx.rows("passing.colleagues", id=request_id, day=day, limit=_MANY)]
        pairs = EligibilityRepository(self._tx).list_of_need(need_id, [one.id for one in found], day)
        free = {pair.provider_id for pair in pairs if pair.refusal is None}
        return [one for one in found if one.id in free]

    def note(self, request_id: str, colleague_id: str) -> None:
        """Note whom they suggest."""
        self._tx.one("passing.note", id=request_id, colleague_id=colleague_id)

    def forget(self, request_id: str) -> None:
        """They suggest nobody any more."""
        self._tx.run("passing.forget", id=request_id)

    def note_read(self, request_id: str, at: datetime) -> bool:
        """Note that a request that waits was read; False where that is known."""
        return self._tx.one_or_none("passing.note_read", id=request_id, nonce=new_nonce(), at=at) is not None

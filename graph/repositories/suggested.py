"""Whom an incubator suggests for the needs of its startups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.states.requests import RequestState
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of


@dataclass(frozen=True)
class Suggested:
    """One of them, with the word of the incubator, and the request or proposal that there is, if any."""

    id: str
    name: str
    name_zh: str
    word: str
    at: datetime
    incubator: str
    incubator_zh: str
    proposal_id: str
    state: RequestState


class SuggestedRepository(Repository):
    """Relations `SUGGESTED` of a need; the caller has looked whose the need is."""

    def suggest(self, need_id: str, provider_id: str, incubator_id: str, word: str, at: datetime) -> bool:
        """Note a suggestion in place of an earlier one; whether it is the first."""
        given = {"need_id": need_id, "provider_id": provider_id, "incubator_id": incubator_id}
        return bool(self._tx.one("suggested.suggest", word=word, at=at, **given)["is_new"])

    def list_of_need(self, need_id: str, limit: int = 50) -> list[Suggested]:
        """Whom anybody suggests for a need, the newest first."""
        return [_suggested(row) for row in self._tx.rows("suggested.of_need", need_id=need_id, limit=limit)]


def _suggested(row: Row) -> Suggested:
    texts = ("name", "name_zh", "word", "incubator", "incubator_zh", "proposal_id")
    known = {name: row[name] or "" for name in texts}
    return Suggested(
        id=row["id"], at=row["at"], state=state_of(RequestState, row["state"], RequestState.SHOWN), **known
    )

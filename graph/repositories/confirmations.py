"""Confirmations of conflicts of interest, kept with the requests that went on in spite of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.roles import Side
from graph.domain.states.requests import RequestState
from graph.entities import Actor
from graph.entities.confirmation import Confirmation, dump_conflicts, load_conflicts
from graph.entities.conflicts import Conflict
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of


@dataclass(frozen=True)
class ConfirmedRequest:
    """A request that went on with a conflict, and what each side confirmed, the seeker first."""

    id: str
    state: RequestState
    asked_at: datetime | None
    startup_id: str
    startup_name: str
    startup_name_zh: str
    provider_id: str
    provider_name: str
    provider_name_zh: str
    confirmations: tuple[Confirmation, ...]


class ConfirmationRepository(Repository):
    """The caller holds the request's lock."""

    def note(self, request_id: str, side: Side, conflicts: Sequence[Conflict], actor: Actor, at: datetime) -> None:
        """Keep what a side confirmed."""
        said = {"by_seeker": side is Side.SEEKER, "by": actor.account_id, "at": at}
        self._tx.run("confirmations.note", id=request_id, conflicts=dump_conflicts(conflicts), **said)

    def forget(self, request_id: str) -> None:
        """Drop what was confirmed when the same request was asked before."""
        self._tx.run("confirmations.forget", id=request_id)

    def list_of_incubator(self, incubator_id: str, day: date, limit: int = 200) -> list[ConfirmedRequest]:
        """The requests of an incubator's startups that went on with a conflict, the latest first."""
        rows = self._tx.rows("confirmations.list_of_incubator", incubator_id=incubator_id, day=day, limit=limit)
        return [_request(row) for row in rows]


_NAMES = ("startup_id", "startup_name", "startup_name_zh", "provider_id", "provider_name", "provider_name_zh")


def _request(row: Row) -> ConfirmedRequest:
    named = {key: row[key] or "" for key in _NAMES}
    state, asked_at = state_of(RequestState, row["state"]), row["asked_at"]
    return ConfirmedRequest(row["id"], state, asked_at, confirmations=tuple(_confirmations(row)), **named)


def _confirmations(row: Row) -> Iterator[Confirmation]:
    for side in (Side.SEEKER, Side.PROVIDER):
        if row[f"{side}_confirmed"]:
            conflicts = load_conflicts(row[f"{side}_confirmed"])
            yield Confirmation(side, row[f"{side}_confirmed_by"], row[f"{side}_confirmed_at"], conflicts)

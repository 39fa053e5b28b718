"""Proposals in bulk with what came of them, for history and learning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason
from graph.domain.roles import Side
from graph.domain.states.requests import RequestState
from graph.entities.profile import ChangeMark, InteractionRecord
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import with_states

PAGE = 1000
_CODES: dict[str, type[StrEnum]] = {
    "state": RequestState,
    "seeker_decision": Answer,
    "provider_decision": Answer,
    "outcome": Outcome,
    "decline_reason": DeclineReason,
}


class InteractionRepository(Repository):
    """Reads all interactions of a kind, or those that changed."""

    def pages(self, kind: str) -> Iterator[list[InteractionRecord]]:
        """All interactions of a kind, by id, in pages."""
        after = ""
        while True:
            rows = self._tx.rows("interactions.page", kind=kind, after=after, limit=PAGE)
            if not rows:
                return
            yield [self._record(row) for row in rows]
            after = rows[-1]["id"]

    def list_changed(self, kind: str, since: int) -> list[InteractionRecord]:
        """The interactions of a kind whose `changed_at` is `since` or later."""
        found: list[InteractionRecord] = []
        after = ""
        while True:
            rows = self._tx.rows("interactions.changed", kind=kind, since=since, after=after, limit=PAGE)
            if not rows:
                return found
            found += [self._record(row) for row in rows]
            after = rows[-1]["id"]

    def ratings(self, kind: str) -> dict[str, dict[Side, tuple[float, ...]]]:
        """By proposal of a kind, then by side: all ratings of sessions, oldest first."""
        found: dict[str, dict[Side, list[tuple[datetime, float]]]] = {}
        after = ""
        while rows := self._tx.rows("interactions.ratings", kind=kind, after=after, limit=PAGE):
            for row in rows:
                given = found.setdefault(row["proposal_id"], {}).setdefault(Side(row["side"]), [])
                given.append((row["given_at"], float(row["rating"])))
            after = rows[-1]["id"]
        return {
            name: {side: tuple(rating for _, rating in sorted(given)) for side, given in sides.items()}
            for name, sides in found.items()
        }

    def mark(self, kind: str, since: int) -> ChangeMark:
        """How many changed at `since` or later, and when the last did."""
        row = self._tx.one("interactions.mark", kind=kind, since=since)
        return ChangeMark(int(row["count"]), int(row["last"]))

    def _record(self, row: Row) -> InteractionRecord:
        """A record from a row; the day of a request is the installation's. Raises UnknownStateError."""
        asked_at = row.pop("asked_at")
        asked_on = self._tx.calendar.day_of(asked_at) if asked_at else None
        return replace(interaction_from_row(row), asked_on=asked_on)


def interaction_from_row(row: Row) -> InteractionRecord:
    """A record from a row without its moments; where the need says no tags, the seeker's. Raises UnknownStateError."""
    own = tuple(row["industries"] or ()), tuple(row["topics"] or ())
    of_seeker = tuple(row.pop("seeker_industries") or ()), tuple(row.pop("seeker_topics") or ())
    industries, topics = own if own[0] or own[1] else of_seeker
    values: dict[str, Any] = {key: value for key, value in with_states(row, **_CODES).items() if value is not None}
    values.update(industries=tuple(sorted(set(industries))), topics=tuple(sorted(set(topics))))
    return InteractionRecord(**values)

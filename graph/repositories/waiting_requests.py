"""Requests that wait: what the clock does with them, and those that nobody will answer any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from graph.domain.states.requests import REQUESTS
from graph.ids import milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository


class WaitingRequestRepository(Repository):
    """Reminders, ends and next steps of requests that wait."""

    def list_to_remind(self, before: datetime, limit: int) -> list[str]:
        return [row["id"] for row in self._tx.rows("waiting.list_to_remind", before=before, limit=limit)]

    def remind(self, request_id: str, at: datetime, before: datetime) -> datetime | None:
        """Note the one reminder of this asking, and when it was asked; None when noted before or nothing waits."""
        sources = sorted(REQUESTS.sources("remind_supervisor"))
        row = self._tx.one_or_none(
            "waiting.remind", id=request_id, nonce=new_nonce(), sources=sources, at=at, before=before
        )
        return row["asked_at"] if row else None

    def remind_again(self, request_id: str, at: datetime) -> bool:
        """Note that somebody reminds of a request; False where it does not wait."""
        sources = sorted(REQUESTS.sources("remind_of_request"))
        found = self._tx.one_or_none("waiting.remind_again", id=request_id, nonce=new_nonce(), sources=sources, at=at)
        return found is not None

    def extend(self, request_id: str, until: date) -> bool:
        """Let a request wait until the end of a day; False where it does not wait."""
        sources = sorted(REQUESTS.sources("extend_request"))
        found = self._tx.one_or_none("waiting.extend", id=request_id, nonce=new_nonce(), sources=sources, until=until)
        return found is not None

    def list_to_expire(self, before: datetime, day: date, limit: int) -> list[str]:
        """Requests that wait since before a moment, and longer than until the day before a day."""
        rows = self._tx.rows("waiting.list_to_expire", before=before, day=day, limit=limit)
        return [row["id"] for row in rows]

    def expire(self, request_id: str, at: datetime, before: datetime) -> datetime | None:
        """End a request that waited too long, and when it was asked; None when it does not wait any more."""
        row = self._tx.one_or_none(
            "waiting.expire",
            id=request_id,
            nonce=new_nonce(),
            at=at,
            on=self._tx.calendar.day_of(at),
            changed_at=milliseconds(at),
            before=before,
            **REQUESTS.only("expire_proposal").as_parameters,
        )
        return row["asked_at"] if row else None

    def list_without_next(self, since: datetime, before: datetime, limit: int) -> list[str]:
        sources = sorted(REQUESTS.sources("tell_next_best"))
        rows = self._tx.rows("waiting.list_without_next", since=since, before=before, sources=sources, limit=limit)
        return [row["id"] for row in rows]

    def claim_next(self, request_id: str, at: datetime) -> str | None:
        """Note that the startup hears who is next; returns the need to look in, None where nothing is to say."""
        sources = sorted(REQUESTS.sources("tell_next_best"))
        row = self._tx.one_or_none("waiting.claim_next", id=request_id, nonce=new_nonce(), sources=sources, at=at)
        if row is None or not row["has_place"] or row["later"]:
            return None
        return str(row["need_id"])

    def list_through_pool(self, incubator_id: str, provider_id: str, day: date, limit: int = 500) -> list[str]:
        """Requests to somebody by startups that an incubator looks after on a day."""
        key = {"incubator_id": incubator_id, "provider_id": provider_id}
        return [row["id"] for row in self._tx.rows("waiting.list_through_pool", **key, day=day, limit=limit)]

    def startups_that_wait(self, provider_ids: Iterable[str], day: date, incubator_id: str = "") -> list[Row]:
        """Rows (id, name, name_zh, requests) of the startups that wait for the answer of these people.

        `incubator_id`: only those that it looks after on that day.
        """
        ids = sorted(set(provider_ids))
        return self._tx.rows("waiting.startups_that_wait", ids=ids, incubator_id=incubator_id, day=day)

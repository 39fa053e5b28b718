"""What an incubator reports of a period: the rows, counted by whoever shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graph.domain.periods import Period
from graph.domain.states.requests import RequestState
from graph.domain.states.terms import ON_BOARD, TermState
from graph.entities.report import ReportRow
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.rows import state_of

LIMIT = 50_000
_KNOWN = ("id", "at", "startup_id", "provider_id", "is_supervisor", "is_own_provider")
_TEXTS = ("startup_name", "startup_name_zh", "provider_name", "provider_name_zh", "title")


class PoolOn(NamedTuple):
    """An incubator on one day."""

    supervisors: int
    startups: int


class ReportRepository(Repository):
    """A row counts where its startup was with the incubator on its day. The caller acts for the incubator."""

    def list_sessions(self, incubator_id: str, first: date, last: date) -> list[ReportRow]:
        """Meetings held from one day to another, both included, each once."""
        return self._rows("report.sessions", incubator_id, first, last)

    def list_requests(self, incubator_id: str, first: date, last: date) -> list[ReportRow]:
        """Requests asked from one day to another, each once, as they stand today."""
        return self._rows("report.requests", incubator_id, first, last, is_of_answers=False)

    def list_answers(self, incubator_id: str, first: date, last: date) -> list[ReportRow]:
        """Requests answered from one day to another, each once, as they stand today; `at`: when that was."""
        return self._rows("report.requests", incubator_id, first, last, is_of_answers=True)

    def pool_on(self, incubator_id: str, day: date) -> PoolOn:
        """How many supervisors were in the pool, and how many startups with the incubator, on a day."""
        states = sorted({*ON_BOARD, TermState.ENDED, TermState.LEFT})
        rows = self._tx.rows("report.pool_on", incubator_id=incubator_id, day=day, states=states, limit=LIMIT)
        startups = sum(bool(row["is_startup"]) for row in rows)
        return PoolOn(len(rows) - startups, startups)

    def _rows(self, query: str, incubator_id: str, first: date, last: date, **more: bool) -> list[ReportRow]:
        calendar = self._tx.calendar
        rows = self._tx.rows(
            query, id=incubator_id, since=calendar.start_of(first), until=calendar.end_of(last), first=first, last=last,
            limit=LIMIT, **more,
        )  # fmt: skip
        return list({row["id"]: _row(row) for row in self._here(rows)}.values())

    def _here(self, rows: Iterable[Row]) -> Iterable[Row]:
        return (
            row
            for row in rows
            if Period(row["here_from"], row["here_to"]).holds_on(self._tx.calendar.day_of(row["at"]))
        )


def _row(row: Row) -> ReportRow:
    known: Row = {name: row[name] for name in _KNOWN}
    known |= {name: row[name] or "" for name in _TEXTS}
    state = state_of(RequestState, row["state"]) if row.get("state") else None
    return ReportRow(
        **known, industries=tuple(sorted(row["industries"])), minutes=row.get("minutes") or 0, state=state,
        decided_at=row.get("decided_at"),
    )  # fmt: skip

"""Curators hear once a day of applications that were confirmed, unless they switched off the mails that sum up."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from graph.domain.calendar import Calendar
from graph.driver import Graph
from graph.errors import AlreadyAppliedError
from graph.transaction import Transaction

KIND = "tell_applications"
_MORNING = timedelta(hours=7)


def window_of(day: date, calendar: Calendar) -> tuple[datetime, datetime]:
    """From the morning before to the morning of a day: what its mail is about."""
    before = calendar.start_of(day - timedelta(days=1)) + _MORNING
    return before, calendar.start_of(day) + _MORNING


def tell_of_applications(graph: Graph, at: datetime) -> int:
    """Queue the mails of today where applications came; gives how many curators get one now."""
    day = graph.calendar.day_of(at)
    since, before = window_of(day, graph.calendar)
    if at < before:
        return 0

    def read(tx: Transaction) -> list[tuple[str, str]]:
        came = {row["incubator_id"] for row in tx.applications.list_received(since, before)}
        return [one for one in tx.digests.list_due() if one[1] in came] if came else []

    return sum(_queue(graph, account_id, incubator_id, day, at) for account_id, incubator_id in graph.read(read))


def _queue(graph: Graph, account_id: str, incubator_id: str, day: date, at: datetime) -> bool:
    def work(tx: Transaction) -> None:
        tx.outbox.add(KIND, account_id, at, incubator_id=incubator_id, day=day.isoformat())

    try:
        graph.write(work, key=f"applications:{day}:{account_id}:{incubator_id}")
    except AlreadyAppliedError:
        return False
    return True

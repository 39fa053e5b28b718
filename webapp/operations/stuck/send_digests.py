"""Each curator gets a summary of the week on Monday morning, once whatever fails, unless they switched it off."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from graph.domain.calendar import Calendar
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import AlreadyAppliedError, ForbiddenError
from graph.transaction import Transaction

_MORNING = timedelta(hours=7)
_LATEST = timedelta(days=3)
"""A clock that stood still on Monday catches up until Wednesday night; by then it is still known who got one."""
KIND = "weekly_digest"


def monday_of_digest(at: datetime, calendar: Calendar) -> date | None:
    """The Monday whose summary is to be sent at a moment; None where it is too early or too late in the week."""
    today = calendar.day_of(at)
    monday = today - timedelta(days=today.weekday())
    begin = calendar.start_of(monday)
    return monday if begin + _MORNING <= at < begin + _LATEST else None


def send_digests(graph: Graph, at: datetime) -> int:
    """Queue the summaries that are due; gives how many curators get one now."""
    monday = monday_of_digest(at, graph.calendar)
    if monday is None:
        return 0
    due = graph.read(lambda tx: tx.digests.list_due())
    return sum(_queue(graph, account_id, incubator_id, monday, at) for account_id, incubator_id in due)


def choose_digest(graph: Graph, actor: Actor, at: datetime, *, wanted: bool) -> None:
    """Get the summary of each week from now on, or no more."""
    if not actor.account_id:
        raise ForbiddenError("Only an account gets mails.")

    def work(tx: Transaction) -> None:
        tx.digests.want(actor.account_id, wanted=wanted)
        tx.audit.record(actor, "choose_digest", actor.account_id, at, "on" if wanted else "off")

    graph.write(work)


def _queue(graph: Graph, account_id: str, incubator_id: str, monday: date, at: datetime) -> bool:
    def work(tx: Transaction) -> None:
        tx.outbox.add(KIND, account_id, at, incubator_id=incubator_id, monday=monday.isoformat())

    try:
        graph.write(work, key=f"digest:{monday}:{account_id}:{incubator_id}")
    except AlreadyAppliedError:
        return False
    return True

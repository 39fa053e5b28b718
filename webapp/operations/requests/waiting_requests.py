"""What the clock does with requests: remind once, expire once, tell once who is next best."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from graph.domain.states.requests import REQUESTS
from graph.driver import Graph
from graph.entities import Actor
from graph.ids import milliseconds
from graph.steps import note_step
from graph.transaction import Transaction

_BATCH = 500
# A decline can be taken back; the startup hears of the next best only after this much quiet.
QUIET = timedelta(hours=1)
# Older ends are history (imported, or before this product): nobody waits for news about them.
RECENT = timedelta(days=30)


def remind_waiting_requests(graph: Graph, after_days: int, at: datetime) -> int:
    """Remind each supervisor once of a request that waits for `after_days`; returns how many."""
    before = at - timedelta(days=after_days)

    def remind(tx: Transaction, request_id: str) -> bool:
        return _note_once(tx, "remind_supervisor", request_id, tx.waiting_requests.remind(request_id, at, before), at)

    return _each(graph, graph.read(lambda tx: tx.waiting_requests.list_to_remind(before, _BATCH)), remind)


def expire_requests(graph: Graph, after_days: int, at: datetime) -> int:
    """End each request that waits for `after_days`, unless somebody let it wait longer, and tell both sides once.

    Returns how many.
    """
    before = at - timedelta(days=after_days)

    def expire(tx: Transaction, request_id: str) -> bool:
        return _note_once(tx, "expire_proposal", request_id, tx.waiting_requests.expire(request_id, at, before), at)

    def due(tx: Transaction) -> list[str]:
        return tx.waiting_requests.list_to_expire(before, tx.calendar.day_of(at), _BATCH)

    return _each(graph, graph.read(due), expire)


def tell_next_best(graph: Graph, at: datetime) -> int:
    """Tell each startup once whom to ask next after a request came to nothing; returns how many were told."""

    def tell(tx: Transaction, request_id: str) -> bool:
        step = REQUESTS.find("tell_next_best", Actor.system().parties, tx.proposals.lock(request_id))
        need_id = tx.waiting_requests.claim_next(request_id, at) if step else None
        best = tx.eligibility.next_best(need_id, tx.calendar.day_of(at)) if need_id else None
        if step is None or best is None:
            return False
        once, detail = milliseconds(at), best.proposal_id
        note_step(tx, step, Actor.system(), request_id, at, detail, once=once, next_proposal_id=best.proposal_id)
        return True

    ids = graph.read(lambda tx: tx.waiting_requests.list_without_next(at - RECENT, at - QUIET, _BATCH))
    return _each(graph, ids, tell)


def _note_once(tx: Transaction, action: str, request_id: str, asked_at: datetime | None, at: datetime) -> bool:
    """Note the clock's step of what was asked at a moment (None: nothing waits there any more), once an asking.

    A request can be asked again: each asking has its own reminder and its own end.
    """
    if asked_at is None:
        return False
    note_step(tx, REQUESTS.only(action), Actor.system(), request_id, at, once=milliseconds(asked_at))
    return True


def _each(graph: Graph, ids: Iterable[str], step: Callable[[Transaction, str], bool]) -> int:
    """One transaction a request: what is done stays done when the worker dies, and the rest waits for the next beat.

    Each step's guard stands in its own transaction (a state, a noted moment), so two beats at once do it once.
    """
    return sum(graph.write(_bound(step, request_id)) for request_id in ids)


def _bound(step: Callable[[Transaction, str], bool], request_id: str) -> Callable[[Transaction], bool]:
    return lambda tx: step(tx, request_id)

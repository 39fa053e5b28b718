"""Requests that go with a term in a pool: who was asked does not guide the startups of that incubator any more."""

from __future__ import annotations

from datetime import datetime

from graph.domain.reasons import WithdrawReason
from graph.domain.states.requests import REQUESTS
from graph.entities import Actor
from graph.ids import milliseconds
from graph.steps import note_step
from graph.transaction import Transaction


def end_with_term(tx: Transaction, actor: Actor, incubator_id: str, person_id: str, at: datetime) -> int:
    """Withdraw, as a part of a write that ends a term, what startups of that incubator asked and who waits for it.

    Each startup is told. Returns how many requests ended. What runs goes on.
    """
    step, reason = REQUESTS.only("withdraw_with_term"), WithdrawReason.TERM_ENDED
    waiting = tx.waiting_requests.list_through_pool(incubator_id, person_id, tx.calendar.day_of(at))
    ended = [one for one in waiting if tx.requests.withdraw(one, step, reason, at)]
    for request_id in ended:
        note_step(tx, step, actor, request_id, at, reason, once=milliseconds(at))
    return len(ended)

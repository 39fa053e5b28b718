"""A startup waits for a place with somebody, or waits no more."""

from __future__ import annotations

from datetime import datetime

from graph.domain.eligibility import RuleCode
from graph.domain.limits import LimitCode
from graph.domain.states.waits import WAITS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import NotFoundError, StateChangedError
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction


def join_waiting_list(graph: Graph, actor: Actor, need_id: str, provider_id: str, at: datetime) -> int:
    """Be told once a place is free, after those who wait already; returns the number on the list.

    Raises NotFoundError, StateChangedError (the need is not open, a place is free, or they wait already),
    NotEligibleError where another rule forbids to ask, LimitReachedError.
    """
    require_party(WAITS, "join_waiting_list", actor.parties)

    def work(tx: Transaction) -> int:
        tx.eligibility.lock_provider(provider_id)
        need = tx.needs.get(need_id, visible_to=actor)
        if not need.is_open:
            raise StateChangedError("need", need.state)
        pair = tx.eligibility.get(need_id, provider_id, tx.calendar.day_of(at))
        wait = tx.waits.find_between(need.startup_id, provider_id)
        step = require_step(WAITS, "join_waiting_list", actor.parties, wait.state if wait else None)
        if pair.refusal is not RuleCode.NO_FREE_PLACE:
            pair.check_asking()
            raise StateChangedError("wait", "free")
        tx.limits.take(LimitCode.WAITS, at, need.startup_id)
        wait_id = tx.waits.join(need.startup_id, provider_id, need_id, at)
        note_step(tx, step, actor, wait_id, at, f"{need.startup_id} {provider_id}")
        return tx.waits.count_of_provider(provider_id)

    return graph.write(work)


def leave_waiting_list(graph: Graph, actor: Actor, provider_id: str, at: datetime) -> None:
    """Wait no more, also where a place is held; whoever comes next gets it. Raises NotFoundError."""
    require_party(WAITS, "leave_waiting_list", actor.parties)
    graph.write(lambda tx: leave_in(tx, actor, "leave_waiting_list", provider_id, at))


def leave_in(tx: Transaction, actor: Actor, action: str, provider_id: str, at: datetime) -> None:
    """Go off the list by an action, as a part of a write; raises NotFoundError where they are not on it."""
    tx.eligibility.lock_provider(provider_id)
    wait = tx.waits.find_between(actor.subject_id, provider_id)
    if wait is None:
        raise NotFoundError("wait", provider_id)
    step = require_step(WAITS, action, actor.parties, wait.state)
    tx.waits.forget(wait, step)
    note_step(tx, step, actor, wait.id, at, f"{wait.startup_id} {wait.provider_id}")

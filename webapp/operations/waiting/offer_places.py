"""What the clock does with waiting lists: a place that came free is held for whoever waits longest, for three days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from graph.domain.states.machine import Transition
from graph.domain.states.waits import OFFER_HELD, WAITS, WaitState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.wait import Wait
from graph.steps import note_step
from graph.transaction import Transaction


def offer_places(graph: Graph, at: datetime) -> int:
    """Let offers lapse whose time is over, and offer what is free; returns how many entries changed.

    One transaction a provider, under their lock: what is done stays done, and two beats at once do it once.
    """
    waited_for = graph.read(lambda tx: tx.waits.list_waited_for())
    return sum(graph.write(_bound(provider_id, at)) for provider_id in waited_for)


def _bound(provider_id: str, at: datetime) -> Callable[[Transaction], int]:
    return lambda tx: _turn(tx, provider_id, at)


def drop_all(tx: Transaction, provider_id: str, at: datetime) -> None:
    """Nobody waits any more for somebody who leaves, as a part of a write."""
    tx.eligibility.lock_provider(provider_id)
    for wait in tx.waits.list_of_provider(provider_id):
        _forget(tx, wait, "drop_wait", at)


def _turn(tx: Transaction, provider_id: str, at: datetime) -> int:
    tx.eligibility.lock_provider(provider_id)
    changed = 0
    for wait in tx.waits.list_of_provider(provider_id):
        if not wait.need_is_open:
            changed += _forget(tx, wait, "drop_wait", at)
        elif wait.is_offered and wait.held_until is not None and wait.held_until <= at:
            changed += _forget(tx, wait, "lapse_offer", at)
    waits = tx.waits.list_of_provider(provider_id)
    # Who asked already comes first: a place that a request waits for is nobody else's yet.
    room = tx.providers.places(provider_id).free - tx.requests.count_waiting(provider_id)
    room -= sum(wait.is_offered for wait in waits)
    for wait in waits:
        # Whom another rule keeps away waits on, and the next one is looked at.
        if room > 0 and not wait.is_offered and _may_ask(tx, wait, at):
            changed += _offer(tx, wait, at)
            room -= 1
    return changed


def _may_ask(tx: Transaction, wait: Wait, at: datetime) -> bool:
    pairs = tx.eligibility.list_of_need(wait.need_id, [wait.provider_id], tx.calendar.day_of(at))
    return any(pair.refusal is None for pair in pairs)


def _offer(tx: Transaction, wait: Wait, at: datetime) -> bool:
    until = at + OFFER_HELD
    if not tx.waits.offer(wait, until):
        return False
    _note(tx, WAITS.only("offer_place"), wait, at)
    return True


def _forget(tx: Transaction, wait: Wait, action: str, at: datetime) -> bool:
    step = WAITS.only(action)
    if not tx.waits.forget(wait, step):
        return False
    _note(tx, step, wait, at)
    return True


def _note(tx: Transaction, step: Transition[WaitState], wait: Wait, at: datetime) -> None:
    # The entry may be gone when its mail is written.
    told: dict[str, Any] = {
        "startup_id": wait.startup_id, "provider": wait.provider_name, "provider_zh": wait.provider_name_zh,
        "provider_id": wait.provider_id, "need_id": wait.need_id, "need": wait.need_title,
    }  # fmt: skip
    note_step(tx, step, Actor.system(), wait.id, at, f"{wait.startup_id} {wait.provider_id}", **told)

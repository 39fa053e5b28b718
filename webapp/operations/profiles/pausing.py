"""A provider takes no new requests until a day; who waits for their answer is told."""

from __future__ import annotations

from datetime import date, datetime

from graph.domain.states.terms import AVAILABILITY, Availability
from graph.entities import Actor
from graph.ids import milliseconds
from graph.steps import note_step, require_step
from graph.transaction import Transaction


def pause_in(tx: Transaction, actor: Actor, until: date, at: datetime) -> None:
    """Pause the actor as a part of a write; raises NotFoundError, ForbiddenError."""
    profile = tx.providers.get(actor.subject_id, visible_to=actor)
    step = require_step(AVAILABILITY, "pause_supervisor", actor.parties, profile.state)
    tx.providers.set_state(actor.subject_id, Availability.PAUSED, until, at)
    note_step(tx, step, actor, actor.subject_id, at, until.isoformat())
    tell_of_pause(tx, actor.subject_id, at)


def tell_of_pause(tx: Transaction, provider_id: str, at: datetime) -> None:
    """Have each startup told that waits for somebody who is paused now, of one asking once."""
    for request in tx.requests.list_waiting(provider_id):
        asked = milliseconds(request.asked_at) if request.asked_at else 0
        tx.outbox.add("tell_paused", request.id, at, key=f"tell_paused:{request.id}:{asked}")

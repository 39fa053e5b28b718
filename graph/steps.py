"""Takes a step of a transition table: refuses by the table, and notes what the table says follows."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from graph.domain.states.machine import Machine, Transition
from graph.entities.actor import Actor
from graph.errors import ForbiddenError, StateChangedError
from graph.transaction import Transaction

S = TypeVar("S", bound=StrEnum)


def require_step(machine: Machine[S], action: str, parties: frozenset[str], state: S | None) -> Transition[S]:
    """The step that these parties take by an action from a state, which the caller has read under the lock.

    Raises ForbiddenError where it is never theirs, StateChangedError where it is not possible from this state.
    """
    step = machine.find(action, parties, state)
    if step is not None:
        return step
    require_party(machine, action, parties)
    raise StateChangedError(machine.name, state or "gone")


def require_party(machine: Machine[S], action: str, parties: frozenset[str]) -> None:
    """Raise ForbiddenError where an action is never for these parties, whatever the state."""
    if not machine.parties(action) & parties:
        raise ForbiddenError(f"Only {', '.join(sorted(machine.parties(action)))} may do this to a {machine.name}.")


def note_step(
    tx: Transaction,
    step: Transition[S],
    actor: Actor,
    subject_id: str,
    at: datetime,
    detail: str = "",
    *,
    about: str = "",
    once: int | None = None,
    leaves: datetime | None = None,
    **told: object,
) -> str:
    """Record a step in the audit log and put its messages into the outbox; gives the audit event's id.

    Raises LimitReachedError where the actor took the step about this subject as often as the table allows.

    `about`: whom or what the messages are about, where that is not the subject. `once`: a message with the same number
    about the same thing is never sent twice. `leaves`: from when on the messages go out, where that is later. `told`:
    what they carry.
    """
    if step.limit is not None and not actor.is_system:
        tx.limits.take(step.limit, at, step.action, actor.account_id, subject_id)
    event_id = tx.audit.record(actor, step.action, subject_id, at, detail)
    about = about or subject_id
    for message in step.tells:
        key = None if once is None else f"{message}:{about}:{once}"
        tx.outbox.add(message, about, at, key=key, leaves=leaves, **told)
    return event_id

"""Either side of an engagement plans, moves, cancels and holds its sessions, and keeps the notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from graph.domain.days import may_meet
from graph.domain.roles import Side
from graph.domain.states.work import SESSIONS
from graph.domain.texts import is_web_address, one_line
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.session import Session
from graph.errors import ForbiddenError, InvalidInputError
from graph.ids import new_id
from graph.repositories.sessions import Appointment
from graph.steps import note_step, require_step
from graph.transaction import Transaction

_NOTES_LENGTH = 10_000
_LONGEST_MINUTES = 480
_TEXT_LENGTH = 300


def plan_session(graph: Graph, actor: Actor, engagement_id: str, when: Appointment, at: datetime) -> str:
    """Plan a session; the other side is told. Gives its id.

    Raises NotFoundError, ForbiddenError, StateChangedError (closed), InvalidInputError.
    """
    when = _checked(when, at)
    session_id = new_id("session")

    def work(tx: Transaction) -> str:
        engagement = tx.engagements.get(engagement_id, visible_to=actor)
        own_side(actor, engagement.startup_id, engagement.provider_id)
        step = require_step(SESSIONS, "plan_session", actor.parties, None)
        tx.sessions.create(session_id, engagement_id, when, at)
        note_step(tx, step, actor, engagement_id, at, session_id, about=session_id, by=actor.side)
        return session_id

    return graph.write(work)


def move_session(graph: Graph, actor: Actor, session_id: str, when: Appointment, at: datetime) -> Session:
    """Change when or where a planned session is; the other side is told. Raises as plan_session."""
    when = _checked(when, at)

    def move(tx: Transaction, session: Session) -> None:
        tx.sessions.move(session.id, when, at)

    return _change(graph, actor, session_id, "move_session", at, move)


def cancel_session(graph: Graph, actor: Actor, session_id: str, at: datetime) -> Session:
    """Cancel a planned session; the other side is told. Raises NotFoundError, StateChangedError."""

    def cancel(tx: Transaction, session: Session) -> None:
        tx.sessions.cancel(session.id, at)

    return _change(graph, actor, session_id, "cancel_session", at, cancel)


def mark_held(graph: Graph, actor: Actor, session_id: str, at: datetime) -> Session:
    """Note that a session took place. Raises NotFoundError, StateChangedError (also before it began)."""

    def hold(tx: Transaction, session: Session) -> None:
        tx.sessions.hold(session.id, at)

    return _change(graph, actor, session_id, "mark_held", at, hold)


def write_notes(graph: Graph, actor: Actor, session_id: str, notes: str, at: datetime) -> Session:
    """Write the notes that both sides share. Raises NotFoundError, StateChangedError, InvalidInputError."""
    if len(notes) > _NOTES_LENGTH:
        raise InvalidInputError(f"Keep the notes under {_NOTES_LENGTH} characters.", field="notes")

    def write(tx: Transaction, session: Session) -> None:
        tx.sessions.set_notes(session.id, notes.strip(), at)

    return _change(graph, actor, session_id, "write_notes", at, write)


def own_side(actor: Actor, startup_id: str, provider_id: str) -> Side:
    """Which side of an engagement acts; raises ForbiddenError for those who only look on."""
    sides = {Side.SEEKER: startup_id, Side.PROVIDER: provider_id}
    if actor.side is not None and actor.subject_id == sides[actor.side]:
        return actor.side
    raise ForbiddenError("Only the two sides of this work can change it.")


def _change(
    graph: Graph,
    actor: Actor,
    session_id: str,
    action: str,
    at: datetime,
    change: Callable[[Transaction, Session], None],
) -> Session:
    def work(tx: Transaction) -> Session:
        session = tx.sessions.get(session_id, visible_to=actor)
        own_side(actor, session.startup_id, session.provider_id)
        step = require_step(SESSIONS, action, actor.parties, tx.sessions.lock(session_id))
        change(tx, session)
        note_step(tx, step, actor, session.engagement_id, at, session_id, about=session_id, by=actor.side)
        return tx.sessions.get(session_id, visible_to=actor)

    return graph.write(work)


def _checked(when: Appointment, at: datetime) -> Appointment:
    """The appointment with place and link of one line."""
    if not may_meet(when.starts_at, at):
        raise InvalidInputError("Give a day within a year of today.", field="day")
    if not 10 <= when.minutes <= _LONGEST_MINUTES:
        raise InvalidInputError(f"A session lasts 10 to {_LONGEST_MINUTES} minutes.", field="minutes")
    if max(len(when.place or ""), len(when.link or "")) > _TEXT_LENGTH:
        raise InvalidInputError(f"Keep it under {_TEXT_LENGTH} characters.", field="place")
    if when.link and not is_web_address(one_line(when.link)):
        raise InvalidInputError("A link starts with https://", field="link")
    return replace(when, place=one_line(when.place or "") or None, link=one_line(when.link or "") or None)

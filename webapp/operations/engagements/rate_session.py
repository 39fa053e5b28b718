"""Each side of a session rates it once, blind to the other's rating until both did or the time is up."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import Side
from graph.domain.states.work import SESSIONS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.session import Session
from graph.errors import InvalidInputError, StateChangedError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.engagements.hold_sessions import own_side

_COMMENT_LENGTH = 2000


def rate_session(graph: Graph, actor: Actor, session_id: str, rating: int, comment: str, at: datetime) -> Session:
    """Rate 1 to 5; the mean of that side's ratings goes to the proposal, from which the ranking learns.

    Raises NotFoundError, ForbiddenError, StateChangedError (not over, cancelled, answered, too late),
    InvalidInputError.
    """
    if rating not in range(1, 6):
        raise InvalidInputError("Choose a rating from 1 to 5.", field="rating")
    if len(comment) > _COMMENT_LENGTH:
        raise InvalidInputError(f"Keep the comment under {_COMMENT_LENGTH} characters.", field="comment")

    def work(tx: Transaction) -> Session:
        session = tx.sessions.get(session_id, visible_to=actor)
        side = own_side(actor, session.startup_id, session.provider_id)
        tx.sessions.lock(session_id)
        session = tx.sessions.get(session_id, visible_to=actor)  # as it stands under the lock
        step = require_step(SESSIONS, "rate_session", actor.parties, session.state)
        _check_time(session, at)
        if session.is_planned:
            tx.sessions.hold(session_id, at)
        tx.sessions.add_feedback(session_id, side, rating, comment.strip() or None, at)
        _write_means(tx, session.engagement_id, at)
        note_step(tx, step, actor, session.engagement_id, at, session_id, about=session_id, by=side)
        return tx.sessions.get(session_id, visible_to=actor)

    return graph.write(work)


def _check_time(session: Session, at: datetime) -> None:
    if at < session.ends_at and not session.is_held:
        raise StateChangedError("session", session.state)
    if at >= session.answers_until:
        raise StateChangedError("session", "too_old")


def _write_means(tx: Transaction, engagement_id: str, at: datetime) -> None:
    means: dict[Side, int | None] = {}
    feedback = tx.sessions.list_feedback(engagement_id)
    for side in Side:
        ratings = [item.rating for item in feedback if item.side is side]
        means[side] = int(sum(ratings) / len(ratings) + 0.5) if ratings else None
    # An engagement carries the id of the proposal it came from.
    tx.proposals.set_ratings(engagement_id, means[Side.SEEKER], means[Side.PROVIDER], at)

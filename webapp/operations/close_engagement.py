"""Either side says what an engagement is for, and in the end how it went; the place is free again."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.engagement import OUTCOMES, Engagement
from graph.errors import InvalidInputError
from graph.transaction import Transaction
from webapp.operations.hold_sessions import side_of

_LENGTH = 2000


def set_goal(graph: Graph, actor: Actor, engagement_id: str, goal: str, at: datetime) -> None:
    """Write what the work is for. Raises NotFoundError, ForbiddenError, StateChangedError, InvalidInputError."""
    if len(goal) > _LENGTH:
        raise InvalidInputError(f"Keep the goal under {_LENGTH} characters.", field="goal")

    def work(tx: Transaction) -> None:
        engagement = graph.engagements.get(tx, engagement_id, visible_to=actor)
        side_of(actor, engagement.startup_id, engagement.supervisor_id)
        graph.engagements.set_goal(tx, engagement_id, goal.strip(), at)
        graph.audit.record(tx, actor, "set_goal", engagement_id, at)

    graph.write(work)


def close_engagement(
    graph: Graph, actor: Actor, engagement_id: str, outcome: str, note: str, at: datetime
) -> Engagement:
    """Close it with an outcome, cancel what was still planned, free the place and tell the other side.

    Raises NotFoundError, ForbiddenError, StateChangedError (closed before), InvalidInputError.
    """
    if outcome not in OUTCOMES:
        raise InvalidInputError("Choose how it ended.", field="outcome")
    if len(note) > _LENGTH:
        raise InvalidInputError(f"Keep the note under {_LENGTH} characters.", field="note")

    def work(tx: Transaction) -> Engagement:
        engagement = graph.engagements.get(tx, engagement_id, visible_to=actor)
        side_of(actor, engagement.startup_id, engagement.supervisor_id)
        graph.engagements.close(tx, engagement_id, outcome, note.strip(), at)
        for session in graph.sessions.list_of_engagement(tx, engagement_id):
            if session.state == "planned" and session.starts_at > at:
                graph.sessions.cancel(tx, session.id, at)
        graph.proposals.set_outcome(tx, engagement_id, outcome, at)
        graph.audit.record(tx, actor, "close_engagement", engagement_id, at, outcome)
        graph.outbox.add(tx, "tell_engagement_closed", engagement_id, at, by=actor.role)
        return graph.engagements.get(tx, engagement_id, visible_to=actor)

    return graph.write(work)

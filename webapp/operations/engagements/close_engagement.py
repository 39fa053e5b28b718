"""Either side says what an engagement is for, and in the end how it went; the place is free again."""

from __future__ import annotations

from datetime import datetime

from babel.numbers import is_currency

from graph.domain.kinds import Outcome
from graph.domain.states.work import ENGAGEMENTS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.engagement import Engagement
from graph.entities.proposal import Ending
from graph.errors import InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.engagements.hold_sessions import own_side

_LENGTH = 2000
MOST_MONEY = 1e12
CURRENCIES = ("CNY", "HKD", "USD", "EUR", "GBP", "JPY", "SGD")


def set_goal(graph: Graph, actor: Actor, engagement_id: str, goal: str, at: datetime) -> None:
    """Write what the work is for. Raises NotFoundError, ForbiddenError, StateChangedError, InvalidInputError."""
    if len(goal) > _LENGTH:
        raise InvalidInputError(f"Keep the goal under {_LENGTH} characters.", field="goal")

    def work(tx: Transaction) -> None:
        engagement = tx.engagements.get(engagement_id, visible_to=actor)
        own_side(actor, engagement.startup_id, engagement.provider_id)
        step = require_step(ENGAGEMENTS, "set_goal", actor.parties, tx.engagements.lock(engagement_id))
        tx.engagements.set_goal(engagement_id, goal.strip(), at)
        note_step(tx, step, actor, engagement_id, at)

    graph.write(work)


def close_engagement(
    graph: Graph, actor: Actor, engagement_id: str, ending: Ending, note: str, at: datetime
) -> Engagement:
    """Close it with an outcome, cancel what was still planned, free the place and tell the other side.

    Raises NotFoundError, ForbiddenError, StateChangedError (closed before), InvalidInputError.
    """
    if len(note) > _LENGTH:
        raise InvalidInputError(f"Keep the note under {_LENGTH} characters.", field="note")

    def work(tx: Transaction) -> Engagement:
        return close_in(tx, actor, engagement_id, ending, note.strip(), at)

    return graph.write(work)


def close_in(
    tx: Transaction, actor: Actor, engagement_id: str, ending: Ending, note: str, at: datetime
) -> Engagement:  # fmt: skip
    """Close it as a part of a write; raises as `close_engagement` does."""
    engagement = tx.engagements.get(engagement_id, visible_to=actor)
    own_side(actor, engagement.startup_id, engagement.provider_id)
    _check(engagement, ending)
    step = require_step(ENGAGEMENTS, "close_engagement", actor.parties, tx.engagements.lock(engagement_id))
    tx.engagements.close(engagement_id, ending.outcome, note, at)
    for session in tx.sessions.list_of_engagement(engagement_id):
        if session.is_planned and session.starts_at > at:
            tx.sessions.cancel(session.id, at)
    tx.proposals.set_outcome(engagement_id, ending, at)
    note_step(tx, step, actor, engagement_id, at, ending.outcome, by=actor.side)
    return tx.engagements.get(engagement_id, visible_to=actor)


def _check(engagement: Engagement, ending: Ending) -> None:
    if ending.outcome not in engagement.outcomes:
        raise InvalidInputError("Choose how it ended.", field="outcome")
    if ending.outcome is not Outcome.INVESTED:
        if ending.amount is not None or ending.currency is not None:
            raise InvalidInputError("Only an investment has an amount.", field="amount")
        return
    if ending.amount is None or not 0 < ending.amount <= MOST_MONEY:
        raise InvalidInputError("Write how much was invested, as a number.", field="amount")
    if not is_currency(ending.currency or ""):
        raise InvalidInputError("Choose the currency.", field="currency")

"""One side declares a conflict of interest with the other, or takes it back."""

from __future__ import annotations

from datetime import datetime

from graph.domain.reasons import WithdrawReason
from graph.domain.states.requests import REQUESTS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError, NotFoundError
from graph.ids import milliseconds
from graph.steps import note_step
from graph.transaction import Transaction


def declare_conflict(graph: Graph, actor: Actor, other_id: str, at: datetime, *, is_confidential: bool) -> int:
    """Keep the two apart from now on, and end what waits between them; both sides are told of that, not by whom.

    Gives how many requests ended. Raises NotFoundError (nobody whom the actor may see), ForbiddenError.
    """

    def work(tx: Transaction) -> int:
        require_seen(tx, actor, other_id)
        startup_id, provider_id = _sides(actor, other_id)
        tx.eligibility.lock_provider(provider_id)
        day = tx.calendar.day_of(at)
        tx.declarations.declare(startup_id, provider_id, actor.subject_id, day, is_confidential=is_confidential)
        # Neither the log of a confidential one nor its requests say with whom.
        tx.audit.record(actor, "declare_conflict", actor.subject_id, at, "" if is_confidential else other_id)
        return _end_waiting(tx, startup_id, provider_id, at)

    return graph.write(work)


def take_conflict_back(graph: Graph, actor: Actor, declared_id: str, at: datetime) -> None:
    """Declare no longer what one declared oneself. Raises NotFoundError, ForbiddenError."""

    def work(tx: Transaction) -> None:
        require_side(actor)
        tx.declarations.take_back(declared_id, actor.subject_id)
        tx.audit.record(actor, "withdraw_conflict", actor.subject_id, at)

    graph.write(work)


def require_seen(tx: Transaction, actor: Actor, other_id: str) -> None:
    """Raise NotFoundError unless the other stands on the other side and the actor may open their page."""
    require_side(actor)
    if actor.is_provider:
        tx.profile_pages.reader_of_startup(other_id, visible_to=actor)
        return
    kind = tx.profile_pages.kind_of(other_id)
    if kind is None:
        raise NotFoundError("profile", other_id)
    tx.profile_pages.reader_of_provider(kind, other_id, visible_to=actor)


def require_side(actor: Actor) -> None:
    """Raise ForbiddenError for who stands on neither side."""
    if not (actor.is_seeker or actor.is_provider):
        raise ForbiddenError("Only a startup and whom it may ask declare a conflict between them.")


def _sides(actor: Actor, other_id: str) -> tuple[str, str]:
    """Startup and provider."""
    return (actor.subject_id, other_id) if actor.is_seeker else (other_id, actor.subject_id)


def _end_waiting(tx: Transaction, startup_id: str, provider_id: str, at: datetime) -> int:
    step, reason = REQUESTS.only("withdraw_for_conflict"), WithdrawReason.CONFLICT
    waiting = tx.declarations.list_asked(startup_id, provider_id)
    ended = [one for one in waiting if tx.requests.withdraw(one, step, reason, at)]
    for request_id in ended:
        note_step(tx, step, Actor.system(), request_id, at, reason, once=milliseconds(at))
    return len(ended)

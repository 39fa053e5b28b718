"""An incubator, or an administrator, lets a conflict of interest pass for a reason, or no more."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import ADMINISTRATOR, INCUBATOR
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.conflicts import Conflict
from graph.errors import ForbiddenError, InvalidInputError, NotFoundError
from graph.transaction import Transaction

LONGEST_REASON = 1000


def waive_conflict(
    graph: Graph, actor: Actor, startup_id: str, provider_id: str, kind: str, reason: str, at: datetime
) -> str:
    """Let a conflict pass from now on, as far as the table lets its kind; gives the waiver's id.

    Raises NotFoundError (not the actor's startup or pool, no such conflict), ForbiddenError, InvalidInputError.
    """
    if not reason.strip():
        raise InvalidInputError("Write why it may pass.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInputError(f"Keep it under {LONGEST_REASON} characters.", field="reason")

    def work(tx: Transaction) -> str:
        require_pair(tx, actor, startup_id, provider_id)
        tx.eligibility.lock_provider(provider_id)
        found = tx.conflicts.find([startup_id], tx.calendar.day_of(at), others={provider_id})
        one = next((one for one in found if one.kind == kind and may_waive(one)), None)
        if one is None:
            raise NotFoundError("conflict", kind[:100])
        by = incubator_of(actor)
        identity = tx.declarations.waive(startup_id, provider_id, one.kind, reason.strip(), actor.account_id, at, by)
        tx.audit.record(actor, "waive_conflict", startup_id, at, f"{provider_id}:{one.kind}")
        return identity

    return graph.write(work)


def take_waiver_back(graph: Graph, actor: Actor, startup_id: str, waiver_id: str, at: datetime) -> str:
    """Let it pass no longer; gives the provider's id. Raises NotFoundError, ForbiddenError."""

    def work(tx: Transaction) -> str:
        by = incubator_of(actor)
        provider_id = tx.declarations.take_waiver_back(startup_id, waiver_id, actor.account_id, at, by)
        tx.eligibility.lock_provider(provider_id)
        tx.audit.record(actor, "take_waiver_back", startup_id, at, provider_id)
        return provider_id

    return graph.write(work)


def may_waive(conflict: Conflict) -> bool:
    """Whether a conflict can be let pass: what nobody is told of stays."""
    return conflict.is_waivable and conflict.waiver is None and not conflict.is_confidential


def require_pair(tx: Transaction, actor: Actor, startup_id: str, provider_id: str) -> None:
    """Raise NotFoundError unless the startup and the supervisor are the actor's to look after."""
    startups, people = tx.declarations.list_to_check(incubator_of(actor), tx.calendar.today())
    if startup_id not in {one.id for one in startups} or provider_id not in {one.id for one in people}:
        raise NotFoundError("pair", startup_id)


def incubator_of(actor: Actor) -> str | None:
    """The incubator for which the actor decides; None for an administrator, who decides for all."""
    if actor.role not in (INCUBATOR, ADMINISTRATOR):
        raise ForbiddenError("Only an incubator or an administrator lets a conflict pass.")
    return actor.subject_id if actor.role == INCUBATOR else None

"""A supervisor accepts or declines an invitation into an incubator's pool, or leaves it."""

from __future__ import annotations

from datetime import datetime

from graph.domain.states.machine import Transition
from graph.domain.states.terms import TERMS, TermState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.term import Membership
from graph.errors import NotFoundError
from graph.steps import note_step, require_party
from graph.transaction import Transaction
from webapp.operations.requests.end_with_term import end_with_term


def accept_pool(graph: Graph, actor: Actor, incubator_id: str, at: datetime) -> None:
    """Be in the pool from now on; the incubator is told. Raises NotFoundError where nobody invited the actor."""
    graph.write(lambda tx: accept_in(tx, actor, incubator_id, at))


def decline_pool(graph: Graph, actor: Actor, incubator_id: str, at: datetime) -> None:
    """Stay out of the pool: the invitation is gone, as is the place on its list, and the incubator is told.

    Raises NotFoundError.
    """
    graph.write(lambda tx: decline_in(tx, actor, incubator_id, at))


def accept_in(tx: Transaction, actor: Actor, incubator_id: str, at: datetime) -> None:
    """`accept_pool` as a part of a write."""
    member, step = _invited(tx, actor, "accept_pool", incubator_id, at)
    tx.pools.accept(incubator_id, actor.subject_id, at)
    _note(tx, step, actor, incubator_id, member, at, accepted=True)


def decline_in(tx: Transaction, actor: Actor, incubator_id: str, at: datetime) -> None:
    """`decline_pool` as a part of a write."""
    member, step = _invited(tx, actor, "decline_pool", incubator_id, at)
    tx.pools.forget_invitation(incubator_id, actor.subject_id, at, leads_to=TermState.LEFT)
    if not member.term.is_only_invited:
        end_with_term(tx, actor, incubator_id, actor.subject_id, at)
    _note(tx, step, actor, incubator_id, member, at, accepted=False)


def leave_pool(graph: Graph, actor: Actor, incubator_id: str, at: datetime) -> None:
    """End the own term today; the incubator is told. Requests of its startups that wait are withdrawn, and what runs
    goes on. Raises NotFoundError."""
    graph.write(lambda tx: leave_in(tx, actor, incubator_id, at))


def leave_in(tx: Transaction, actor: Actor, incubator_id: str, at: datetime) -> None:
    """`leave_pool` as a part of a write."""
    member, step = _member(tx, actor, "leave_pool", incubator_id)
    if step is None or not member.term.is_running(tx.calendar.day_of(at)):
        raise NotFoundError("pool", incubator_id)
    tx.pools.set_term(incubator_id, actor.subject_id, TermState.LEFT, tx.calendar.day_of(at), at)
    end_with_term(tx, actor, incubator_id, actor.subject_id, at)
    _note(tx, step, actor, incubator_id, member, at)


def _member(
    tx: Transaction, actor: Actor, action: str, incubator_id: str
) -> tuple[Membership, Transition[TermState] | None]:
    """The actor's term under the lock, and the step where it is possible; raises ForbiddenError, NotFoundError."""
    require_party(TERMS, action, actor.parties)
    member = tx.pools.get_membership(incubator_id, actor.subject_id)
    return member, TERMS.find(action, actor.parties, member.term.state)


def _invited(
    tx: Transaction, actor: Actor, action: str, incubator_id: str, at: datetime
) -> tuple[Membership, Transition[TermState]]:
    """The invitation and its answer; one that is over or answered is not there any more."""
    member, step = _member(tx, actor, action, incubator_id)
    if step is None or member.term.is_over(tx.calendar.day_of(at)):
        raise NotFoundError("invitation", incubator_id)
    return member, step


def _note(
    tx: Transaction,
    step: Transition[TermState],
    actor: Actor,
    incubator_id: str,
    member: Membership,
    at: datetime,
    **told: object,
) -> None:
    detail = f"in {incubator_id}"
    told |= {"incubator_id": incubator_id, "who": member.name, "who_zh": member.name_zh}
    note_step(tx, step, actor, actor.subject_id, at, detail, about="", once=None, leaves=None, **told)

"""A supervisor accepts or declines an invitation into an incubator's pool, or leaves it."""

from __future__ import annotations

from datetime import datetime

from graph.domain.states.terms import TermState
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError, NotFoundError
from graph.repositories.pools import Membership
from graph.transaction import Transaction


def accept_pool(graph: Graph, actor: Actor, incubator_id: str, at: datetime) -> None:
    """Be in the pool from now on; the incubator is told. Raises NotFoundError where nobody invited the actor."""

    def work(tx: Transaction) -> None:
        member = _invited(tx, actor, incubator_id, at)
        tx.pools.accept(incubator_id, actor.subject_id, at)
        _note(tx, actor, incubator_id, member, at, accepted=True)

    graph.write(work)


def decline_pool(graph: Graph, actor: Actor, incubator_id: str, at: datetime) -> None:
    """Stay out of the pool: the invitation is gone, and the incubator is told. Raises NotFoundError."""

    def work(tx: Transaction) -> None:
        member = _invited(tx, actor, incubator_id, at)
        tx.pools.forget_invitation(incubator_id, actor.subject_id)
        _note(tx, actor, incubator_id, member, at, accepted=False)

    graph.write(work)


def leave_pool(graph: Graph, actor: Actor, incubator_id: str, at: datetime) -> None:
    """End the own term today; the incubator is told, and what runs goes on. Raises NotFoundError."""

    def work(tx: Transaction) -> None:
        if actor.role != "supervisor":
            raise ForbiddenError("Only the supervisor can leave a pool.")
        member = tx.pools.get_membership(incubator_id, actor.subject_id)
        if not member.term.is_running(at.date()):
            raise NotFoundError("pool", incubator_id)
        tx.pools.set_term(incubator_id, actor.subject_id, TermState.ENDED, at.date(), at)
        tx.audit.record(actor, "leave_pool", actor.subject_id, at, f"in {incubator_id}")
        tx.outbox.add(
            "tell_left_pool", actor.subject_id, at, incubator_id=incubator_id, who=member.name,
            who_zh=member.name_zh,
        )  # fmt: skip

    graph.write(work)


def _invited(tx: Transaction, actor: Actor, incubator_id: str, at: datetime) -> Membership:
    """The invitation under the supervisor's lock."""
    if actor.role != "supervisor":
        raise ForbiddenError("Only the supervisor can answer an invitation.")
    member = tx.pools.get_membership(incubator_id, actor.subject_id)
    if not member.term.is_invited or member.term.is_over(at.date()):
        raise NotFoundError("invitation", incubator_id)
    return member


def _note(
    tx: Transaction, actor: Actor, incubator_id: str, member: Membership, at: datetime, *, accepted: bool
) -> None:
    action = "accept_pool" if accepted else "decline_pool"
    tx.audit.record(actor, action, actor.subject_id, at, f"in {incubator_id}")
    tx.outbox.add(
        "tell_pool_answer", actor.subject_id, at, incubator_id=incubator_id, accepted=accepted,
        who=member.name, who_zh=member.name_zh,
    )  # fmt: skip

"""An incubator, or the administrators, answer for somebody who has no account: requests come to them as tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.domain.reach import Reach, answerer_of
from graph.domain.roles import INCUBATOR
from graph.domain.states.reach import REACH
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError, NotFoundError
from graph.repositories.answering import ReachOfOne
from graph.steps import note_step, require_party
from graph.transaction import Transaction
from webapp.mail.recipients import answering_accounts
from webapp.operations.pools.change_pool import MOST_AT_ONCE


def answer_for(graph: Graph, actor: Actor, provider_ids: Iterable[str], at: datetime) -> list[str]:
    """Answer for these from now on; gives those for whom that is new. Who has an account answers themselves.

    Raises NotFoundError where somebody is not the actor's to answer for, InvalidInputError.
    """
    return _each(graph, actor, provider_ids, "answer_for", at)


def stop_answering_for(graph: Graph, actor: Actor, provider_ids: Iterable[str], at: datetime) -> list[str]:
    """Do so no more: nobody asks them until they have an account. Gives those for whom the actor answered."""
    return _each(graph, actor, provider_ids, "stop_answering_for", at)


def _each(graph: Graph, actor: Actor, provider_ids: Iterable[str], action: str, at: datetime) -> list[str]:
    chosen = sorted(set(provider_ids))
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose one, and at most {MOST_AT_ONCE}.", field="id")
    require_party(REACH, action, actor.parties)

    def work(tx: Transaction) -> list[str]:
        return [one for one in chosen if _change(tx, actor, one, action, at)]

    return graph.write(work)


def _change(tx: Transaction, actor: Actor, provider_id: str, action: str, at: datetime) -> bool:
    tx.eligibility.lock_provider(provider_id)
    day = tx.calendar.day_of(at)
    one = tx.answering.standing([provider_id], day).get(provider_id)
    if one is None or not _is_theirs(tx, actor, one, at):
        raise NotFoundError("provider", provider_id)
    step = REACH.find(action, actor.parties, one.reach)
    answerer = answerer_of(actor.role, actor.subject_id)
    if step is None or not _is_open_to(tx, action, one, answerer):
        return False
    tx.answering.set(provider_id, answerer if step.target is Reach.INCUBATOR else None, at)
    note_step(tx, step, actor, provider_id, at, f"by {answerer}")
    return True


def _is_open_to(tx: Transaction, action: str, one: ReachOfOne, answerer: str) -> bool:
    """Who answers stops by themselves; another takes over where nobody acts for who was to answer."""
    if one.reach is not Reach.INCUBATOR:
        return True
    if action == "stop_answering_for" or one.answered_by == answerer:
        return action == "stop_answering_for" and one.answered_by == answerer
    return not answering_accounts(tx, one.answered_by)


def _is_theirs(tx: Transaction, actor: Actor, one: ReachOfOne, at: datetime) -> bool:
    """An incubator answers for whom it has in its pool; the administrators for anybody."""
    if actor.role != INCUBATOR:
        return True
    member = tx.pools.get_membership(actor.subject_id, one.id)
    return member.term.is_running(tx.calendar.day_of(at))

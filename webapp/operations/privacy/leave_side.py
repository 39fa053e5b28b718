"""Ends what is open on one side of requests and work, step by step, before nobody is left there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason
from graph.domain.roles import ROLES, Side
from graph.domain.states.requests import NeedState
from graph.entities import Actor
from graph.entities.proposal import Ending
from graph.transaction import Transaction
from webapp.operations.engagements import close_engagement
from webapp.operations.needs import save_need
from webapp.operations.pools import answer_pool
from webapp.operations.requests.decline_proposal import decline_in
from webapp.operations.waiting import join_waiting_list
from webapp.operations.waiting.offer_places import drop_all

_ALL = 10_000
_EARLY = Ending(Outcome.ENDED_EARLY)


def leave_side(tx: Transaction, actor: Actor, at: datetime) -> None:
    """Take the actor's last steps: whoever is on the other side is told."""
    if actor.side is not None:
        _LEAVE[actor.side](tx, actor, at)


def _leave_as_seeker(tx: Transaction, actor: Actor, at: datetime) -> None:
    for need in tx.needs.list_of_startup(actor.subject_id, visible_to=actor, limit=_ALL):
        if need.state is NeedState.OPEN:
            save_need.close_in(tx, actor, need.id, at)
        elif need.state is NeedState.DRAFT:
            save_need.delete_in(tx, actor, need.id, at)
    for wait in tx.waits.list_of_startup(actor.subject_id, limit=_ALL):
        join_waiting_list.leave_in(tx, actor, "leave_waiting_list", wait.provider_id, at)
    for work in tx.engagements.list_of_startup(actor.subject_id, visible_to=actor, limit=_ALL):
        if work.is_open:
            close_engagement.close_in(tx, actor, work.id, _EARLY, "", at)


def _leave_as_provider(tx: Transaction, actor: Actor, at: datetime) -> None:
    drop_all(tx, actor.subject_id, at)
    for request in tx.requests.list_waiting(actor.subject_id, limit=_ALL):
        decline_in(tx, actor, request.id, at, DeclineReason.OTHER)
    for work in tx.engagements.list_of_provider(actor.subject_id, visible_to=actor, limit=_ALL):
        if work.is_open:
            close_engagement.close_in(tx, actor, work.id, _EARLY, "", at)
    if not ROLES[actor.role].is_oneself:
        return
    day = tx.calendar.day_of(at)
    for pool in tx.pools.list_of_supervisor(actor.subject_id, day):
        if pool.is_invitation:
            answer_pool.decline_in(tx, actor, pool.id, at)
        elif pool.since is None or pool.since <= day:
            answer_pool.leave_in(tx, actor, pool.id, at)


_LEAVE: dict[Side, Callable[[Transaction, Actor, datetime], None]] = {
    Side.SEEKER: _leave_as_seeker,
    Side.PROVIDER: _leave_as_provider,
}

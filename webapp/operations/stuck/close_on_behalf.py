"""Close what does not move, in the name of the startup that the incubator looks after; everybody concerned is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.domain.kinds import Outcome
from graph.domain.reasons import ClosedReason, WithdrawReason
from graph.domain.states.requests import NEEDS, REQUESTS
from graph.domain.states.work import ENGAGEMENTS
from graph.domain.stuck import StuckSort
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import Ending
from graph.entities.stuck import StuckThing
from graph.errors import InvalidInputError, NotFoundError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.stuck.chosen import chosen_things

WORD_LENGTH = 1000
CLOSABLE = frozenset({StuckSort.REQUEST, StuckSort.NEED, StuckSort.WORK})


def close_on_behalf(
    graph: Graph, actor: Actor, keys: Iterable[str], reason: ClosedReason, word: str, at: datetime
) -> int:
    """Take requests back, close needs and end work, for a reason; gives how many things.

    Raises ForbiddenError, InvalidInputError, NotFoundError (nothing of an own startup), StateChangedError.
    """
    said = word.strip()
    if len(said) > WORD_LENGTH:
        raise InvalidInputError(f"Keep it under {WORD_LENGTH} characters.", field="word")
    if reason is ClosedReason.OTHER and not said:
        raise InvalidInputError("Write your reason in a sentence.", field="word")
    chosen = list(keys)

    def work(tx: Transaction) -> int:
        things = chosen_things(tx, actor, chosen, at)
        for thing in things:
            if thing.sort not in CLOSABLE:
                raise NotFoundError("stuck thing", thing.key)
            _CLOSINGS[thing.sort](tx, actor, thing, reason, said, at)
            tx.outbox.add(
                "tell_closed_for_startup", thing.startup_id, at, incubator_id=actor.subject_id, sort=thing.sort,
                title=thing.title or thing.provider_name, reason=reason, word=said, provider_id=thing.provider_id,
            )  # fmt: skip
        return len(things)

    return graph.write(work)


def _close_request(
    tx: Transaction, actor: Actor, thing: StuckThing, reason: ClosedReason, _said: str, at: datetime
) -> None:
    if thing.need_id:
        tx.needs.lock(thing.need_id)
    _withdraw(tx, actor, thing.id, WithdrawReason.BY_INCUBATOR, reason, at)


def _close_need(
    tx: Transaction, actor: Actor, thing: StuckThing, reason: ClosedReason, _said: str, at: datetime
) -> None:
    tx.needs.lock(thing.id)
    state = tx.needs.get(thing.id, visible_to=actor).state
    step = require_step(NEEDS, "close_need_on_behalf", actor.parties, state)
    waiting = [one for one in tx.proposals.list_of_need(thing.id) if one.is_waiting]
    tx.needs.close(thing.id, at)
    for one in waiting:
        _withdraw(tx, actor, one.id, WithdrawReason.NEED_CLOSED, reason, at)
    note_step(tx, step, actor, thing.id, at, reason)


def _close_work(
    tx: Transaction, actor: Actor, thing: StuckThing, reason: ClosedReason, said: str, at: datetime
) -> None:
    outcome = Outcome.COMPLETED if reason is ClosedReason.DONE else Outcome.ENDED_EARLY
    step = require_step(ENGAGEMENTS, "close_work_on_behalf", actor.parties, tx.engagements.lock(thing.id))
    tx.engagements.close(thing.id, outcome, said, at)
    for session in tx.sessions.list_of_engagement(thing.id):
        if session.is_planned and session.starts_at > at:
            tx.sessions.cancel(session.id, at)
    tx.proposals.set_outcome(thing.id, Ending(outcome), at)
    note_step(tx, step, actor, thing.id, at, outcome)


def _withdraw(
    tx: Transaction, actor: Actor, request_id: str, why: WithdrawReason, reason: ClosedReason, at: datetime
) -> None:
    step = require_step(REQUESTS, "withdraw_on_behalf", actor.parties, tx.proposals.lock(request_id))
    tx.proposals.withdraw(request_id, why, at)
    note_step(tx, step, actor, request_id, at, reason, reason=why)


_CLOSINGS = {StuckSort.REQUEST: _close_request, StuckSort.NEED: _close_need, StuckSort.WORK: _close_work}

"""A supervisor accepts a request: one place taken, an engagement opened, everyone told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from graph.domain.reasons import WithdrawReason
from graph.domain.roles import Side
from graph.domain.states.requests import REQUESTS, NeedState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.requests import OpenedEngagement, Standing
from graph.errors import StateChangedError
from graph.ids import milliseconds
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.operations.requests.confirm_conflicts import note_confirmed, require_confirmed
from webapp.operations.requests.require_answerable import require_answerable


def accept_proposal(
    graph: Graph, actor: Actor, proposal_id: str, at: datetime, confirmed: Collection[str] = ()
) -> OpenedEngagement:
    """Open the engagement, and withdraw the need's other requests once its places are filled.

    `confirmed`: the keys of the conflicts of interest that the actor read and ticked. Raises NotFoundError (not this
    actor's), StateChangedError, NotEligibleError, ConflictToConfirmError.
    """

    return graph.write(lambda tx: accept_in(tx, actor, proposal_id, at, confirmed))


def accept_in(
    tx: Transaction, actor: Actor, proposal_id: str, at: datetime, confirmed: Collection[str] = ()
) -> OpenedEngagement:
    """Accept as a part of a write; raises as `accept_proposal`."""
    tx.requests.get(proposal_id, visible_to=actor)
    standing = tx.requests.lock(proposal_id)
    step = require_answerable(tx, "accept_proposal", actor, proposal_id, standing.state)
    _check(standing)
    pair = tx.eligibility.get_of_request(proposal_id, tx.calendar.day_of(at))
    pair.check_accepting()
    require_confirmed(pair, confirmed)
    engagement = tx.requests.accept(proposal_id, at)
    note_confirmed(tx, actor, Side.PROVIDER, proposal_id, pair, at)
    note_step(tx, step, actor, proposal_id, at)
    if not standing.fills_need:
        return engagement
    return _with_withdrawn(engagement, _withdraw_siblings(tx, proposal_id, at))


def _check(standing: Standing) -> None:
    if standing.need_state not in (None, NeedState.OPEN):
        raise StateChangedError("need", standing.need_state)
    if standing.need_id and standing.need_taken >= standing.need_places:
        raise StateChangedError("need", "filled")


def _withdraw_siblings(tx: Transaction, proposal_id: str, at: datetime) -> tuple[str, ...]:
    withdrawn = tx.requests.withdraw_siblings(proposal_id, at)
    for other in withdrawn:
        step = REQUESTS.only("withdraw_proposal")
        note_step(tx, step, Actor.system(), other, at, WithdrawReason.PLACE_FILLED, once=milliseconds(at))
    return withdrawn


def _with_withdrawn(opened: OpenedEngagement, withdrawn: tuple[str, ...]) -> OpenedEngagement:
    return OpenedEngagement(opened.id, opened.startup_id, opened.startup_name, opened.startup_name_zh, withdrawn)

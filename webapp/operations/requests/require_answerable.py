"""Refuses the answer to a request that waits no more, by what ended it."""

from __future__ import annotations

from graph.domain.reasons import WithdrawReason
from graph.domain.states.machine import Transition
from graph.domain.states.requests import REQUESTS, RequestState
from graph.entities import Actor
from graph.errors import StateChangedError
from graph.steps import require_step
from graph.transaction import Transaction


def require_answerable(
    tx: Transaction, action: str, actor: Actor, request_id: str, state: RequestState
) -> Transition[RequestState]:
    """The step that a provider takes; raises StateChangedError, told apart where somebody else took the place."""
    try:
        return require_step(REQUESTS, action, actor.parties, state)
    except StateChangedError:
        if tx.requests.get(request_id, visible_to=actor).withdraw_reason is WithdrawReason.PLACE_FILLED:
            raise StateChangedError("request", WithdrawReason.PLACE_FILLED) from None
        raise

"""Refuses the answer to a request that waits no more, by what ended it."""

from __future__ import annotations

from graph.domain.reasons import WithdrawReason
from graph.domain.states.machine import Transition
from graph.domain.states.requests import REQUESTS, RequestState
from graph.entities import Actor
from graph.errors import StateChangedError
from graph.steps import require_step
from graph.transaction import Transaction

_NOT_THEIRS = frozenset({WithdrawReason.PLACE_FILLED, WithdrawReason.TERM_ENDED, WithdrawReason.CONFLICT})


def require_answerable(
    tx: Transaction, action: str, actor: Actor, request_id: str, state: RequestState
) -> Transition[RequestState]:
    """The step that a provider takes; raises StateChangedError, told apart where the startup did not withdraw it."""
    try:
        return require_step(REQUESTS, action, actor.parties, state)
    except StateChangedError:
        why = tx.requests.get(request_id, visible_to=actor).withdraw_reason
        if why in _NOT_THEIRS:
            raise StateChangedError("request", why) from None
        raise

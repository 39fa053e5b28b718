"""Questions and answers between the two sides while a request waits."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import Side
from graph.domain.states.requests import REQUESTS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.requests.require_answerable import require_answerable

_LENGTH = 2000


def ask_question(graph: Graph, actor: Actor, proposal_id: str, text: str, at: datetime) -> str:
    """Ask the startup something before answering; returns the remark's id.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    _check(text)

    def work(tx: Transaction) -> str:
        tx.requests.get(proposal_id, visible_to=actor)
        return _add_remark(tx, actor, "ask_question", proposal_id, Side.PROVIDER, text.strip(), at)

    return graph.write(work)


def answer_question(graph: Graph, actor: Actor, proposal_id: str, text: str, at: datetime) -> str:
    """Answer a supervisor's question, for the startup that asked them; returns the remark's id.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    _check(text)

    def work(tx: Transaction) -> str:
        tx.proposals.get(proposal_id, visible_to=actor)
        return _add_remark(tx, actor, "answer_question", proposal_id, Side.SEEKER, text.strip(), at)

    return graph.write(work)


def _add_remark(
    tx: Transaction, actor: Actor, action: str, proposal_id: str, side: Side, text: str, at: datetime
) -> str:  # fmt: skip
    state = tx.requests.lock(proposal_id).state
    if side is Side.PROVIDER:
        step = require_answerable(tx, action, actor, proposal_id, state)
    else:
        step = require_step(REQUESTS, action, actor.parties, state)
    remark_id = tx.requests.add_remark(proposal_id, side, text, at)
    note_step(tx, step, actor, proposal_id, at, remark_id=remark_id, text=text)
    return remark_id


def _check(text: str) -> None:
    if not text.strip():
        raise InvalidInputError("Write your question.", field="text")
    if len(text) > _LENGTH:
        raise InvalidInputError(f"Keep it under {_LENGTH} characters.", field="text")

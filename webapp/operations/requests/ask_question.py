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

_LENGTH = 2000


def ask_question(graph: Graph, actor: Actor, proposal_id: str, text: str, at: datetime) -> str:
    """Ask the startup something before answering; returns the remark's id.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    _check(text)

    def work(tx: Transaction) -> str:
        tx.requests.get(proposal_id, visible_to=actor)
        step = require_step(REQUESTS, "ask_question", actor.parties, tx.requests.lock(proposal_id).state)
        remark_id = tx.requests.add_remark(proposal_id, Side.PROVIDER, text.strip(), at)
        note_step(tx, step, actor, proposal_id, at, remark_id=remark_id, text=text.strip())
        return remark_id

    return graph.write(work)


def answer_question(graph: Graph, actor: Actor, proposal_id: str, text: str, at: datetime) -> str:
    """Answer a supervisor's question, for the startup that asked them; returns the remark's id.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    _check(text)

    def work(tx: Transaction) -> str:
        tx.proposals.get(proposal_id, visible_to=actor)
        step = require_step(REQUESTS, "answer_question", actor.parties, tx.requests.lock(proposal_id).state)
        remark_id = tx.requests.add_remark(proposal_id, Side.SEEKER, text.strip(), at)
        note_step(tx, step, actor, proposal_id, at, remark_id=remark_id, text=text.strip())
        return remark_id

    return graph.write(work)


def _check(text: str) -> None:
    if not text.strip():
        raise InvalidInputError("Write your question.", field="text")
    if len(text) > _LENGTH:
        raise InvalidInputError(f"Keep it under {_LENGTH} characters.", field="text")

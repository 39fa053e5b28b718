"""Questions and answers between the two sides while a request waits."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError, StateChangedError
from graph.transaction import Transaction

_LENGTH = 2000


def ask_question(graph: Graph, actor: Actor, proposal_id: str, text: str, at: datetime) -> str:
    """Ask the startup something before answering; returns the remark's id.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    _check(text)

    def work(tx: Transaction) -> str:
        graph.requests.get(tx, proposal_id, visible_to=actor)
        _forbid_answered(graph, tx, proposal_id)
        remark_id = graph.requests.add_remark(tx, proposal_id, "supervisor", text.strip(), at)
        graph.audit.record(tx, actor, "ask_question", proposal_id, at)
        graph.outbox.add(tx, "tell_question", proposal_id, at, remark_id=remark_id, text=text.strip())
        return remark_id

    return graph.write(work)


def answer_question(graph: Graph, actor: Actor, proposal_id: str, text: str, at: datetime) -> str:
    """Answer a supervisor's question, for the startup that asked them; returns the remark's id.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    _check(text)

    def work(tx: Transaction) -> str:
        graph.proposals.get(tx, proposal_id, visible_to=actor)
        _forbid_answered(graph, tx, proposal_id)
        remark_id = graph.requests.add_remark(tx, proposal_id, "startup", text.strip(), at)
        graph.audit.record(tx, actor, "answer_question", proposal_id, at)
        graph.outbox.add(tx, "tell_answer", proposal_id, at, remark_id=remark_id, text=text.strip())
        return remark_id

    return graph.write(work)


def _forbid_answered(graph: Graph, tx: Transaction, proposal_id: str) -> None:
    standing = graph.requests.lock(tx, proposal_id)
    if standing.state != "asked":
        raise StateChangedError("request", standing.state)


def _check(text: str) -> None:
    if not text.strip():
        raise InvalidInputError("Write your question.", field="text")
    if len(text) > _LENGTH:
        raise InvalidInputError(f"Keep it under {_LENGTH} characters.", field="text")

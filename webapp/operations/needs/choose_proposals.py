"""A startup sorts its proposals: keeps one for later, or takes one off the list with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import DISMISS_REASONS, Proposal
from graph.errors import ForbiddenError, InvalidInputError, StateChangedError
from graph.transaction import Transaction


def save_proposal(graph: Graph, actor: Actor, need_id: str, provider_id: str, at: datetime) -> Proposal:
    """Put a provider on the need's saved list. Raises NotFoundError, StateChangedError."""
    return _change(graph, actor, need_id, provider_id, "save_proposal", at, graph.proposals.save)


def unsave_proposal(graph: Graph, actor: Actor, need_id: str, provider_id: str, at: datetime) -> Proposal:
    """Take a provider off the need's saved list. Raises NotFoundError, StateChangedError."""
    return _change(graph, actor, need_id, provider_id, "unsave_proposal", at, graph.proposals.unsave)


def dismiss_proposal(graph: Graph, actor: Actor, need_id: str, provider_id: str, reason: str, at: datetime) -> Proposal:
    """Never show this provider for this need again; the reason is learned from.

    Raises NotFoundError, StateChangedError (asked already), InvalidInputError.
    """
    if reason not in DISMISS_REASONS:
        raise InvalidInputError("Choose one of the reasons.", field="reason")

    def dismiss(tx: Transaction, identity: str, moment: datetime) -> None:
        graph.proposals.dismiss(tx, identity, reason, moment)

    return _change(graph, actor, need_id, provider_id, "dismiss_proposal", at, dismiss, reason)


def undo_dismissal(graph: Graph, actor: Actor, need_id: str, provider_id: str, at: datetime) -> Proposal:
    """Put a dismissed provider back where they were. Raises NotFoundError, StateChangedError."""
    return _change(graph, actor, need_id, provider_id, "undo_dismissal", at, graph.proposals.undo_dismissal)


def _change(
    graph: Graph,
    actor: Actor,
    need_id: str,
    provider_id: str,
    action: str,
    at: datetime,
    change: Callable[[Transaction, str, datetime], None],
    detail: str = "",
) -> Proposal:
    if actor.role != "startup":
        raise ForbiddenError("Only the startup itself can sort its proposals.")

    def work(tx: Transaction) -> Proposal:
        graph.needs.lock(tx, need_id)
        need = graph.needs.get(tx, need_id, visible_to=actor)
        if not need.is_open:
            raise StateChangedError("need", need.state)
        identity = graph.proposals.ensure(tx, need_id, provider_id, at)
        change(tx, identity, at)
        graph.audit.record(tx, actor, action, identity, at, detail)
        return graph.proposals.get(tx, identity, visible_to=actor)

    return graph.write(work)

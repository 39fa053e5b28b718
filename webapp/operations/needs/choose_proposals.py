"""A startup sorts its proposals: keeps one for later, or takes one off the list with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from graph.domain.reasons import DismissReason
from graph.domain.states.requests import REQUESTS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import Proposal
from graph.errors import InvalidInputError, StateChangedError
from graph.repositories.proposals import ProposalRepository
from graph.steps import note_step, require_step
from graph.transaction import Transaction

DISMISSAL_LENGTH = 1000
"""Characters of why somebody is not for a need, in words."""


def save_proposal(graph: Graph, actor: Actor, need_id: str, provider_id: str, at: datetime) -> Proposal:
    """Put a provider on the need's saved list. Raises NotFoundError, StateChangedError."""
    return _change(graph, actor, need_id, provider_id, "save_proposal", at, ProposalRepository.save)


def unsave_proposal(graph: Graph, actor: Actor, need_id: str, provider_id: str, at: datetime) -> Proposal:
    """Take a provider off the need's saved list. Raises NotFoundError, StateChangedError."""
    return _change(graph, actor, need_id, provider_id, "unsave_proposal", at, ProposalRepository.unsave)


def dismiss_proposal(
    graph: Graph, actor: Actor, need_id: str, provider_id: str, reason: str, at: datetime, note: str = ""
) -> Proposal:
    """Do not show this provider for this need any more; the reason is learned from, the note is the startup's alone.

    Raises NotFoundError, StateChangedError (asked already), InvalidInputError.
    """
    if reason not in set(DismissReason):
        raise InvalidInputError("Choose one of the reasons.", field="reason")
    if len(note) > DISMISSAL_LENGTH:
        raise InvalidInputError("The note is too long.", field="note")

    def dismiss(proposals: ProposalRepository, identity: str, moment: datetime) -> None:
        proposals.dismiss(identity, reason, moment, note.strip())

    return _change(graph, actor, need_id, provider_id, "dismiss_proposal", at, dismiss, reason)


def undo_dismissal(graph: Graph, actor: Actor, need_id: str, provider_id: str, at: datetime) -> Proposal:
    """Put a dismissed provider back where they were. Raises NotFoundError, StateChangedError."""
    return _change(graph, actor, need_id, provider_id, "undo_dismissal", at, ProposalRepository.undo_dismissal)


def _change(
    graph: Graph,
    actor: Actor,
    need_id: str,
    provider_id: str,
    action: str,
    at: datetime,
    change: Callable[[ProposalRepository, str, datetime], None],
    detail: str = "",
) -> Proposal:
    def work(tx: Transaction) -> Proposal:
        tx.needs.lock(need_id)
        need = tx.needs.get(need_id, visible_to=actor)
        if not need.is_open:
            raise StateChangedError("need", need.state)
        identity = tx.proposals.ensure(tx.eligibility.get(need_id, provider_id, tx.calendar.day_of(at)), at)
        step = require_step(REQUESTS, action, actor.parties, tx.proposals.lock(identity))
        change(tx.proposals, identity, at)
        note_step(tx, step, actor, identity, at, detail)
        return tx.proposals.get(identity, visible_to=actor)

    return graph.write(work)

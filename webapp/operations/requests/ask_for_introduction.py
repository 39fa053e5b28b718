"""A startup asks a provider for an introduction, or takes the request back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import Asking, Proposal
from graph.errors import (
    ConflictOfInterestError,
    ForbiddenError,
    InvalidInputError,
    NoFreePlaceError,
    StateChangedError,
    TooManyOpenRequestsError,
)
from graph.transaction import Row, Transaction

NOTE_LENGTH = 1000


def ask_for_introduction(
    graph: Graph, actor: Actor, need_id: str, provider_id: str, asking: Asking, at: datetime, *, most_open: int
) -> Proposal:
    """Ask; the provider is told and has the request on their first page.

    At most `most_open` requests of a need wait at once. Raises NotFoundError, StateChangedError (asked already,
    paused, need closed), TooManyOpenRequestsError, ConflictOfInterestError, NoFreePlaceError, InvalidInputError.
    """
    _check(actor, asking)

    def work(tx: Transaction) -> Proposal:
        graph.needs.lock(tx, need_id)
        need = graph.needs.get(tx, need_id, visible_to=actor)
        if not need.is_open:
            raise StateChangedError("need", need.state)
        identity = graph.proposals.ensure(tx, need_id, provider_id, at)
        _forbid_second(graph, tx, identity)
        if graph.proposals.count_asked(tx, need_id) >= most_open:
            raise TooManyOpenRequestsError(most_open)
        _check_provider(graph.proposals.get_provider_facts(tx, provider_id), at.date())
        _forbid_conflict(graph, tx, need.startup_id, provider_id, at.date())
        asked = replace(asking, note=asking.note.strip(), asked_by=asking.asked_by or actor.name)
        graph.proposals.ask(tx, identity, asked, at)
        graph.audit.record(tx, actor, "ask_for_introduction", identity, at)
        graph.outbox.add(tx, "tell_asked", identity, at)
        return graph.proposals.get(tx, identity, visible_to=actor)

    return graph.write(work)


def withdraw_request(graph: Graph, actor: Actor, proposal_id: str, at: datetime) -> Proposal:
    """Take an unanswered request back; the provider is told. Raises NotFoundError, StateChangedError."""
    if actor.role != "startup":
        raise ForbiddenError("Only the startup itself can withdraw its requests.")

    def work(tx: Transaction) -> Proposal:
        proposal = graph.proposals.get(tx, proposal_id, visible_to=actor)
        if proposal.need_id:
            graph.needs.lock(tx, proposal.need_id)
        graph.proposals.withdraw(tx, proposal_id, "by_startup", at)
        graph.audit.record(tx, actor, "withdraw_request", proposal_id, at)
        graph.outbox.add(tx, "tell_withdrawn", proposal_id, at, reason="by_startup")
        return graph.proposals.get(tx, proposal_id, visible_to=actor)

    return graph.write(work)


def _check(actor: Actor, asking: Asking) -> None:
    if actor.role != "startup":
        raise ForbiddenError("Only the startup itself can ask for an introduction.")
    if not asking.note.strip():
        raise InvalidInputError("Write a sentence or two: what you want to talk about.", field="note")
    if len(asking.note) > NOTE_LENGTH:
        raise InvalidInputError(f"Keep the note under {NOTE_LENGTH} characters.", field="note")


def _forbid_second(graph: Graph, tx: Transaction, proposal_id: str) -> None:
    state = graph.proposals.lock(tx, proposal_id)
    if state in ("asked", "accepted"):
        raise StateChangedError("request", state)


def _check_provider(facts: Row, today: date) -> None:
    until = facts["paused_until"]
    if facts["state"] == "paused" or (until is not None and until > today):
        raise StateChangedError("supervisor", "paused")
    if facts["taken"] >= facts["capacity"]:
        raise NoFreePlaceError(facts["name"])


def _forbid_conflict(graph: Graph, tx: Transaction, startup_id: str, provider_id: str, today: date) -> None:
    conflicts = graph.conflicts.list_between(tx, startup_id, provider_id, today)
    if conflicts:
        kind = conflicts[0].kind
        raise ConflictOfInterestError(f"A conflict of interest stands between you: {kind}.", kind=kind)

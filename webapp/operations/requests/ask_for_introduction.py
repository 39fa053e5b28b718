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
from graph.query_runner import Row
from graph.transaction import Transaction

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
        tx.needs.lock(need_id)
        need = tx.needs.get(need_id, visible_to=actor)
        if not need.is_open:
            raise StateChangedError("need", need.state)
        identity = tx.proposals.ensure(need_id, provider_id, at)
        _forbid_second(tx, identity)
        if tx.proposals.count_asked(need_id) >= most_open:
            raise TooManyOpenRequestsError(most_open)
        _check_provider(tx.proposals.get_provider_facts(provider_id), tx.calendar.day_of(at))
        _forbid_conflict(tx, need.startup_id, provider_id, tx.calendar.day_of(at))
        asked = replace(asking, note=asking.note.strip(), asked_by=asking.asked_by or actor.name)
        tx.proposals.ask(identity, asked, at)
        tx.audit.record(actor, "ask_for_introduction", identity, at)
        tx.outbox.add("tell_asked", identity, at)
        return tx.proposals.get(identity, visible_to=actor)

    return graph.write(work)


def withdraw_request(graph: Graph, actor: Actor, proposal_id: str, at: datetime) -> Proposal:
    """Take an unanswered request back; the provider is told. Raises NotFoundError, StateChangedError."""
    if not actor.is_seeker:
        raise ForbiddenError("Only the startup itself can withdraw its requests.")

    def work(tx: Transaction) -> Proposal:
        proposal = tx.proposals.get(proposal_id, visible_to=actor)
        if proposal.need_id:
            tx.needs.lock(proposal.need_id)
        tx.proposals.withdraw(proposal_id, "by_startup", at)
        tx.audit.record(actor, "withdraw_request", proposal_id, at)
        tx.outbox.add("tell_withdrawn", proposal_id, at, reason="by_startup")
        return tx.proposals.get(proposal_id, visible_to=actor)

    return graph.write(work)


def _check(actor: Actor, asking: Asking) -> None:
    if not actor.is_seeker:
        raise ForbiddenError("Only the startup itself can ask for an introduction.")
    if not asking.note.strip():
        raise InvalidInputError("Write a sentence or two: what you want to talk about.", field="note")
    if len(asking.note) > NOTE_LENGTH:
        raise InvalidInputError(f"Keep the note under {NOTE_LENGTH} characters.", field="note")


def _forbid_second(tx: Transaction, proposal_id: str) -> None:
    state = tx.proposals.lock(proposal_id)
    if state in ("asked", "accepted"):
        raise StateChangedError("request", state)


def _check_provider(facts: Row, today: date) -> None:
    until = facts["paused_until"]
    if facts["state"] == "paused" or (until is not None and until > today):
        raise StateChangedError("supervisor", "paused")
    if facts["taken"] >= facts["capacity"]:
        raise NoFreePlaceError(facts["name"])


def _forbid_conflict(tx: Transaction, startup_id: str, provider_id: str, today: date) -> None:
    conflicts = tx.conflicts.list_between(startup_id, provider_id, today)
    if conflicts:
        kind = conflicts[0].kind
        raise ConflictOfInterestError(f"A conflict of interest stands between you: {kind}.", kind=kind)

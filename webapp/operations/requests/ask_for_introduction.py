"""A startup asks a provider for an introduction, or takes the request back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.domain.limits import LimitCode
from graph.domain.reasons import WithdrawReason
from graph.domain.roles import Side
from graph.domain.states.requests import REQUESTS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import Asking, Proposal
from graph.errors import InvalidInputError
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction
from webapp.operations.requests.confirm_conflicts import note_confirmed, require_confirmed
from webapp.operations.waiting.join_waiting_list import leave_in

NOTE_LENGTH = 1000


def ask_for_introduction(
    graph: Graph, actor: Actor, need_id: str, provider_id: str, asking: Asking, at: datetime, *, most_open: int
) -> Proposal:
    """Ask; the provider is told and has the request on their first page.

    At most `most_open` requests of a need wait at once. Raises NotFoundError, StateChangedError (need closed),
    NeedFilledError, TooManyOpenRequestsError, NotEligibleError, ConflictToConfirmError, LimitReachedError,
    InvalidInputError.
    """
    require_party(REQUESTS, "ask_for_introduction", actor.parties)
    check_note(asking)

    def work(tx: Transaction) -> Proposal:
        tx.eligibility.lock_provider(provider_id)
        tx.needs.lock(need_id)
        tx.needs.get(need_id, visible_to=actor).check_asking(most_open)
        pair = tx.eligibility.get(need_id, provider_id, tx.calendar.day_of(at))
        pair.check_asking()
        require_confirmed(pair, asking.confirmed)
        identity = tx.proposals.ensure(pair, at)
        step = require_step(REQUESTS, "ask_for_introduction", actor.parties, tx.proposals.lock(identity))
        count_asking(tx, actor, actor.subject_id, provider_id, at)
        asked = replace(asking, note=asking.note.strip(), asked_by=asking.asked_by or actor.name)
        tx.proposals.ask(identity, asked, at)
        tx.confirmations.forget(identity)
        note_confirmed(tx, actor, Side.SEEKER, identity, pair, at)
        note_step(tx, step, actor, identity, at)
        if tx.waits.find_between(actor.subject_id, provider_id):
            leave_in(tx, actor, "use_offer", provider_id, at)
        return tx.proposals.get(identity, visible_to=actor)

    return graph.write(work)


def withdraw_request(graph: Graph, actor: Actor, proposal_id: str, at: datetime) -> Proposal:
    """Take an unanswered request back; the provider is told. Raises NotFoundError, StateChangedError."""

    def work(tx: Transaction) -> Proposal:
        proposal = tx.proposals.get(proposal_id, visible_to=actor)
        if proposal.need_id:
            tx.needs.lock(proposal.need_id)
        step = require_step(REQUESTS, "withdraw_request", actor.parties, tx.proposals.lock(proposal_id))
        tx.proposals.withdraw(proposal_id, WithdrawReason.BY_STARTUP, at)
        note_step(tx, step, actor, proposal_id, at, reason=WithdrawReason.BY_STARTUP)
        return tx.proposals.get(proposal_id, visible_to=actor)

    return graph.write(work)


def count_asking(tx: Transaction, actor: Actor, startup_id: str, provider_id: str, at: datetime) -> None:
    """Count a request of a startup by whoever acts; raises LimitReachedError."""
    tx.limits.take(LimitCode.ASKS, at, actor.account_id)
    tx.limits.take(LimitCode.ASKS_OF_ONE, at, startup_id, provider_id)
    tx.limits.take(LimitCode.ASKED, at, provider_id)


def check_note(asking: Asking) -> None:
    """Raise InvalidInputError where what one wants to talk about is missing or too long."""
    if not asking.note.strip():
        raise InvalidInputError("Write a sentence or two: what you want to talk about.", field="note")
    if len(asking.note) > NOTE_LENGTH:
        raise InvalidInputError(f"Keep the note under {NOTE_LENGTH} characters.", field="note")

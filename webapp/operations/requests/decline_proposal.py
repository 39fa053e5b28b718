"""A supervisor declines a request, with a reason that has an effect, or takes the decline back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from graph.domain.days import is_plannable
from graph.domain.kinds import KINDS
from graph.domain.reasons import IN_WORDS, NAMES_A_DAY, DeclineReason
from graph.domain.states.requests import REQUESTS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.requests import Request
from graph.errors import InvalidInputError, StateChangedError, TooManyOpenRequestsError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.profiles.pausing import pause_in
from webapp.operations.requests.require_answerable import require_answerable

_NOTE_LENGTH = 1000


def decline_proposal(
    graph: Graph,
    actor: Actor,
    proposal_id: str,
    at: datetime,
    *,
    reason: str,
    note: str = "",
    ask_again_on: date | None = None,
    pauses: bool = False,
) -> Request:
    """Decline for a reason of its kind; `no_time` and `later` ask again after a date, `conflict` never.

    `pauses`: until that date no other request reaches the actor either; a pause that lasts longer stays.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    check_decline(reason, note, ask_again_on, actor.today(at, graph.calendar))

    def work(tx: Transaction) -> Request:
        declined = decline_in(tx, actor, proposal_id, at, reason, note.strip(), ask_again_on)
        if pauses and ask_again_on and reason == DeclineReason.NO_TIME:
            _pause(tx, actor, ask_again_on, at)
        return declined

    return graph.write(work)


def _pause(tx: Transaction, actor: Actor, until: date, at: datetime) -> None:
    profile = tx.providers.get(actor.subject_id, visible_to=actor)
    if not profile.is_paused(until - timedelta(days=1)):
        pause_in(tx, actor, until, at)


def decline_in(
    tx: Transaction,
    actor: Actor,
    proposal_id: str,
    at: datetime,
    reason: str,
    note: str = "",
    ask_again_on: date | None = None,
) -> Request:
    """Decline as a part of a write; raises NotFoundError (not this actor's), StateChangedError."""
    request = tx.requests.get(proposal_id, visible_to=actor)
    step = require_answerable(tx, "decline_proposal", actor, proposal_id, tx.proposals.lock(proposal_id))
    if reason not in KINDS[request.kind].decline_reasons:
        raise InvalidInputError("Choose one of the reasons.", field="reason")
    again = ask_again_on if reason in NAMES_A_DAY else None
    tx.requests.decline(proposal_id, at, reason=reason, note=note, ask_again_on=again)
    if reason == DeclineReason.CONFLICT:
        tx.requests.declare_conflict(request, tx.calendar.day_of(at))
    note_step(tx, step, actor, proposal_id, at, reason, reason=reason)
    return request


def undo_decline(graph: Graph, actor: Actor, proposal_id: str, at: datetime, *, most_open: int) -> Request:
    """Let the request wait again, as long as nobody acted on the decline and its need may have one more waiting.

    Raises NotFoundError (not this actor's), StateChangedError, TooManyOpenRequestsError.
    """

    def work(tx: Transaction) -> Request:
        request = tx.requests.get(proposal_id, visible_to=actor)
        standing = tx.requests.lock(proposal_id)
        step = require_step(REQUESTS, "undo_decline", actor.parties, standing.state)
        if standing.need_id and tx.proposals.count_asked(standing.need_id) >= most_open:
            raise TooManyOpenRequestsError(most_open)
        if not tx.requests.undo_decline(proposal_id, at):
            raise StateChangedError("request", standing.state)
        if request.decline_reason == DeclineReason.CONFLICT:
            tx.requests.forget_conflict(request)
        tx.passing.forget(proposal_id)
        note_step(tx, step, actor, proposal_id, at)
        return request

    return graph.write(work)


def check_decline(reason: str, note: str, ask_again_on: date | None, today: date) -> None:
    """Raise InvalidInputError where a decline lacks its reason, its day or its words."""
    if reason not in set(DeclineReason):
        raise InvalidInputError("Choose one of the reasons.", field="reason")
    has_day = ask_again_on is not None and is_plannable(ask_again_on, today)
    wants_day = reason == DeclineReason.NO_TIME or (reason in NAMES_A_DAY and ask_again_on is not None)
    if wants_day and not has_day:
        raise InvalidInputError("Give a day after today on which to be asked again.", field="ask_again_on")
    if reason in IN_WORDS and not note.strip():
        raise InvalidInputError("Write your reason in a sentence.", field="note")
    if len(note) > _NOTE_LENGTH:
        raise InvalidInputError(f"Keep the reason under {_NOTE_LENGTH} characters.", field="note")

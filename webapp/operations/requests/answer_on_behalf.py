"""Who answers for somebody passes a request on, and writes down what they said, with its day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from graph.domain.reach import answerer_of
from graph.domain.roles import Side
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.requests import OpenedEngagement, Request
from graph.errors import InvalidInputError
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.operations.requests.accept_proposal import accept_in
from webapp.operations.requests.decline_proposal import check_decline, decline_in
from webapp.operations.requests.require_answerable import require_answerable

LONGEST_WORDS = 1000


def forward_request(graph: Graph, actor: Actor, request_id: str, at: datetime) -> Request:
    """Note that whoever is asked was told, by whatever way the curator told them: no mail goes.

    Raises NotFoundError (not the actor's to answer), StateChangedError.
    """

    def work(tx: Transaction) -> Request:
        request = tx.requests.get(request_id, visible_to=actor)
        step = require_answerable(tx, "forward_request", actor, request_id, tx.requests.lock(request_id).state)
        tx.answering.note_forwarded(request_id, at)
        note_step(tx, step, actor, request_id, at)
        return request

    return graph.write(work)


def accept_on_behalf(
    graph: Graph,
    actor: Actor,
    request_id: str,
    answered_on: date,
    words: str,
    at: datetime,
    confirmed: Collection[str] = (),
) -> OpenedEngagement:
    """Accept in the name of who said yes on a day; their words stand beside the request.

    Raises what `accept_proposal` raises, and InvalidInputError.
    """
    said = _checked(words)

    def work(tx: Transaction) -> OpenedEngagement:
        _check_day(tx, actor, request_id, answered_on, at)
        opened = accept_in(tx, actor, request_id, at, confirmed)
        if said:
            tx.requests.add_remark(request_id, Side.PROVIDER, said, at)
        tx.answering.note_answer(request_id, answerer_of(actor.role, actor.subject_id), answered_on)
        return opened

    return graph.write(work)


def decline_on_behalf(
    graph: Graph, actor: Actor, request_id: str, answered_on: date, words: str, at: datetime, *, reason: str,
    ask_again_on: date | None = None,
) -> Request:  # fmt: skip
    """Decline in the name of who said no on a day, for their reason; raises as `decline_proposal`."""
    said = _checked(words)
    check_decline(reason, said, ask_again_on, actor.today(at, graph.calendar))

    def work(tx: Transaction) -> Request:
        _check_day(tx, actor, request_id, answered_on, at)
        declined = decline_in(tx, actor, request_id, at, reason, said, ask_again_on)
        tx.answering.note_answer(request_id, answerer_of(actor.role, actor.subject_id), answered_on)
        return declined

    return graph.write(work)


def _checked(words: str) -> str:
    if len(words) > LONGEST_WORDS:
        raise InvalidInputError(f"Keep it under {LONGEST_WORDS} characters.", field="words")
    return words.strip()


def _check_day(tx: Transaction, actor: Actor, request_id: str, answered_on: date, at: datetime) -> None:
    request = tx.requests.get(request_id, visible_to=actor)
    # Both the reader's day and the installation's count: of the request, and of now.
    first = min(actor.today(request.asked_at or at, tx.calendar), tx.calendar.day_of(request.asked_at or at))
    if not first <= answered_on <= max(actor.today(at, tx.calendar), tx.calendar.day_of(at)):
        raise InvalidInputError("Give the day of the answer: after the request, and not to come.", field="answered_on")

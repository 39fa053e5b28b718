"""A supervisor suggests a colleague of a pool in their place, with a word; the startup decides whether to ask them.

The colleague reads nothing of the request before the startup asks them: it wrote to somebody else.
"""

from __future__ import annotations

from datetime import datetime

from graph.domain.reasons import DeclineReason
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.requests import Request
from graph.errors import InvalidInputError
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.operations.requests.require_answerable import require_answerable

WORD_LENGTH = 1000


def pass_on(graph: Graph, actor: Actor, request_id: str, colleague_id: str, word: str, at: datetime) -> Request:
    """Suggest somebody who may be asked for the same need, and so decline oneself; the startup is told.

    Raises NotFoundError (not this actor's), StateChangedError, InvalidInputError.
    """
    if not word.strip():
        raise InvalidInputError("Write a sentence: why they are the right one.", field="word")
    if len(word) > WORD_LENGTH:
        raise InvalidInputError(f"Keep it under {WORD_LENGTH} characters.", field="word")

    def work(tx: Transaction) -> Request:
        request = tx.requests.get(request_id, visible_to=actor)
        step = require_answerable(tx, "pass_request_on", actor, request_id, tx.proposals.lock(request_id))
        colleagues = tx.passing.list_colleagues(request_id, request.need_id, at)
        if colleague_id not in {one.id for one in colleagues}:
            raise InvalidInputError("Choose one of your colleagues.", field="colleague")
        tx.requests.decline(request_id, at, reason=DeclineReason.PASSED_ON, note=word.strip(), ask_again_on=None)
        tx.passing.note(request_id, colleague_id)
        note_step(tx, step, actor, request_id, at, colleague_id)
        return request

    return graph.write(work)

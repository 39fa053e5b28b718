"""A curator declines an application, with a reason that the applicant reads."""

from __future__ import annotations

from datetime import datetime

from graph.domain.applications import LONGEST_TEXT
from graph.domain.reasons import NotTakenIn
from graph.domain.states.applications import APPLICATIONS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator


def decline_application(
    graph: Graph, actor: Actor, application_id: str, reason: NotTakenIn, answer: str, at: datetime
) -> None:
    """Say no, for good: the applicant is told at once. `answer`: words to them, which another reason needs.

    Raises ForbiddenError, NotFoundError, StateChangedError, InvalidInputError.
    """
    require_curator(actor)
    answer = answer.strip()
    if reason is NotTakenIn.OTHER and not answer:
        raise InvalidInputError("Say in a sentence why.", field="answer")
    if len(answer) > LONGEST_TEXT:
        raise InvalidInputError(f"Write at most {LONGEST_TEXT:,} characters.", field="answer")

    def work(tx: Transaction) -> None:
        tx.applications.lock(application_id)
        application = tx.applications.get(application_id, actor.subject_id)
        step = require_step(APPLICATIONS, "decline_application", actor.parties, application.state)
        tx.applications.move(application_id, step.target, at, reason=reason, answer=answer or None)
        note_step(tx, step, actor, application_id, at, reason)

    graph.write(work)

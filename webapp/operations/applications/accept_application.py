"""A curator accepts an application with terms: the record, its term and the invitation come of it in one write."""

from __future__ import annotations

from datetime import datetime

from graph.domain.days import PLAN_YEARS, is_plannable
from graph.domain.states.applications import APPLICATIONS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.applications.take_in import Terms, take_in


def accept_application(
    graph: Graph, actor: Actor, application_id: str, terms: Terms, at: datetime, *, link_days: int
) -> str:
    """Take somebody in; gives the id of the person or startup.

    Raises ForbiddenError, NotFoundError, StateChangedError (decided or withdrawn meanwhile), InvalidInputError,
    AlreadyInPoolError, LimitReachedError.
    """
    require_curator(actor)
    today = actor.today(at, graph.calendar)
    for name, day in (("since", terms.since), ("until", terms.until)):
        if day and day != today and not is_plannable(day, today):
            raise InvalidInputError(f"Give a day from today on, within {PLAN_YEARS} years.", field=name)
    if terms.since and terms.until and terms.until <= terms.since:
        raise InvalidInputError("The last day comes after the first.", field="until")

    def work(tx: Transaction) -> str:
        tx.applications.lock(application_id)
        application = tx.applications.get(application_id, actor.subject_id)
        step = require_step(APPLICATIONS, "accept_application", actor.parties, application.state)
        subject_id = take_in(tx, actor, application, terms, at, link_days)
        tx.applications.move(application_id, step.target, at, subject_id=subject_id)
        note_step(tx, step, actor, application_id, at, subject_id)
        return subject_id

    return graph.write(work)

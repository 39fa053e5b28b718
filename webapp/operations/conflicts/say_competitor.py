"""A founder or a curator says whether a startup that records suggest is a competitor."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import INCUBATOR
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError, NotFoundError
from graph.transaction import Transaction


def say_competitor(graph: Graph, actor: Actor, startup_id: str, other_id: str, at: datetime, *, competes: bool) -> None:
    """Confirm or dismiss one that is suggested. Raises NotFoundError (not theirs, not suggested), ForbiddenError."""

    def work(tx: Transaction) -> None:
        require_own(tx, actor, startup_id)
        tx.competitors.lock(startup_id)
        if other_id not in {one.id for one in tx.competitors.list_likely(startup_id)}:
            raise NotFoundError("startup", other_id)
        if competes:
            tx.competitors.confirm(startup_id, other_id, tx.calendar.day_of(at), actor.subject_id)
        else:
            tx.competitors.dismiss(startup_id, other_id, at, actor.account_id)
        tx.audit.record(actor, "confirm_competitor" if competes else "dismiss_competitor", startup_id, at, other_id)

    graph.write(work)


def require_own(tx: Transaction, actor: Actor, startup_id: str) -> None:
    """Raise NotFoundError unless it is the founder's startup, or one that the curator's incubator looks after."""
    if actor.is_seeker:
        if startup_id != actor.subject_id:
            raise NotFoundError("startup", startup_id)
        return
    if actor.role != INCUBATOR:
        raise ForbiddenError("Only founders and their incubator say who competes.")
    startups, _people = tx.declarations.list_to_check(actor.subject_id, tx.calendar.today())
    if startup_id not in {one.id for one in startups}:
        raise NotFoundError("startup", startup_id)

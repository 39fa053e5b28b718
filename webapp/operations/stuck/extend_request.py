"""Let a request of an own startup wait longer than it would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from graph.domain.states.requests import REQUESTS
from graph.domain.stuck import StuckSort
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError, NotFoundError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.stuck.chosen import chosen_things

LONGEST_EXTENSION = timedelta(days=60)


def extend_requests(graph: Graph, actor: Actor, keys: Iterable[str], until: date, at: datetime) -> int:
    """Let them wait until the end of a day; both sides are told. Gives how many.

    Raises ForbiddenError, InvalidInputError, NotFoundError (no request of an own startup), StateChangedError.
    """
    chosen = list(keys)

    def work(tx: Transaction) -> int:
        today = actor.today(at, tx.calendar)
        if not today < until <= today + LONGEST_EXTENSION:
            raise InvalidInputError("Give a day within the next 60 days.", field="until")
        things = chosen_things(tx, actor, chosen, at)
        for thing in things:
            if thing.sort is not StuckSort.REQUEST:
                raise NotFoundError("request", thing.id)
            step = require_step(REQUESTS, "extend_request", actor.parties, tx.proposals.lock(thing.id))
            tx.waiting_requests.extend(thing.id, until)
            note_step(tx, step, actor, thing.id, at, until.isoformat(), until=until.isoformat())
        return len(things)

    return graph.write(work)

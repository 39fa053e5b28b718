"""What the clock does with terms in pools: end those whose last day has passed."""

from __future__ import annotations

from datetime import datetime

from graph.domain.states.terms import TERMS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import NotFoundError
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.operations.requests.end_with_term import end_with_term

_BATCH = 500


def lapse_terms(graph: Graph, at: datetime) -> int:
    """End each term whose last day has passed, once, so that its state says what its dates say; returns how many.

    One transaction a term: what is done stays done when the worker dies, and the rest waits for the next beat.
    """
    over = graph.read(lambda tx: tx.pools.list_over(tx.calendar.day_of(at), _BATCH))
    return sum(_lapse_one(graph, incubator_id, person_id, at) for incubator_id, person_id in over)


def _lapse_one(graph: Graph, incubator_id: str, person_id: str, at: datetime) -> bool:
    def work(tx: Transaction) -> bool:
        clock, term = Actor.system(), tx.pools.get_membership(incubator_id, person_id).term
        step = TERMS.find("lapse_term", clock.parties, term.state)
        if step is None or not term.period.is_over(tx.calendar.day_of(at)):
            return False
        tx.pools.lapse(incubator_id, person_id, at)
        end_with_term(tx, clock, incubator_id, person_id, at)
        note_step(tx, step, clock, person_id, at, f"in {incubator_id}")
        return True

    try:
        return graph.write(work)
    except NotFoundError:  # somebody left the pool since the terms were listed: nothing is there to end
        return False

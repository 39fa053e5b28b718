"""A curator suggests somebody for a need of a startup that they look after, with a word; the startup decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError, StateChangedError
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator

MOST_SUGGESTED = 3
WORD_LENGTH = 1000


def suggest_providers(
    graph: Graph, actor: Actor, need_id: str, provider_ids: Iterable[str], word: str, at: datetime
) -> int:
    """Note on a need whom its startup should look at, and tell the startup; gives how many are new to it.

    Raises ForbiddenError, NotFoundError, StateChangedError (need not open), NotEligibleError, InvalidInputError.
    """
    require_curator(actor)
    chosen, said = sorted(set(provider_ids)), word.strip()
    if not 1 <= len(chosen) <= MOST_SUGGESTED:
        raise InvalidInputError(f"Choose one to {MOST_SUGGESTED}.", field="provider")
    if not said:
        raise InvalidInputError("Write a sentence: why they are the right ones.", field="word")
    if len(said) > WORD_LENGTH:
        raise InvalidInputError(f"Keep it under {WORD_LENGTH} characters.", field="word")

    def work(tx: Transaction) -> int:
        tx.needs.lock(need_id)
        need = tx.needs.get(need_id, visible_to=actor)
        if not need.is_open:
            raise StateChangedError("need", need.state)
        for provider_id in chosen:
            tx.eligibility.get(need_id, provider_id, tx.calendar.day_of(at)).check_asking()
        new = sum(tx.suggested.suggest(need_id, one, actor.subject_id, said, at) for one in chosen)
        tx.audit.record(actor, "suggest_provider", need_id, at, " ".join(chosen))
        tx.outbox.add("tell_suggested", need_id, at, incubator_id=actor.subject_id, provider_ids=chosen, word=said)
        return new

    return graph.write(work)

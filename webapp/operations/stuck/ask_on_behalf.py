"""A curator asks somebody in the name of a startup that they look after; whoever is asked and the startup are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from graph.domain.roles import STARTUP, Side
from graph.domain.states.requests import REQUESTS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import Asking
from graph.errors import InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.requests.ask_for_introduction import check_note, count_asking
from webapp.operations.requests.confirm_conflicts import note_confirmed, require_confirmed
from webapp.operations.stuck.suggest_providers import MOST_SUGGESTED
from webapp.operations.waiting.join_waiting_list import leave_in


def ask_on_behalf(
    graph: Graph, actor: Actor, need_id: str, askings: Mapping[str, Asking], at: datetime, *, most_open: int
) -> list[str]:
    """Ask each of these providers for a need; gives the requests.

    Raises what `ask_for_introduction` raises, and ForbiddenError. All are asked, or none.
    """
    require_curator(actor)
    if not 1 <= len(askings) <= MOST_SUGGESTED:
        raise InvalidInputError(f"Choose one to {MOST_SUGGESTED}.", field="provider")
    for asking in askings.values():
        check_note(asking)

    def work(tx: Transaction) -> list[str]:
        for provider_id in sorted(askings):
            tx.eligibility.lock_provider(provider_id)
        tx.needs.lock(need_id)
        return [_ask(tx, actor, need_id, one, askings[one], at, most_open) for one in sorted(askings)]

    return graph.write(work)


def _ask(
    tx: Transaction, actor: Actor, need_id: str, provider_id: str, asking: Asking, at: datetime, most_open: int
) -> str:
    need = tx.needs.get(need_id, visible_to=actor)
    need.check_asking(most_open)
    pair = tx.eligibility.get(need_id, provider_id, tx.calendar.day_of(at))
    pair.check_asking()
    require_confirmed(pair, asking.confirmed)
    identity = tx.proposals.ensure(pair, at)
    step = require_step(REQUESTS, "ask_on_behalf", actor.parties, tx.proposals.lock(identity))
    count_asking(tx, actor, need.startup_id, provider_id, at)
    tx.proposals.ask(identity, replace(asking, note=asking.note.strip(), asked_by=actor.name), at)
    tx.confirmations.forget(identity)
    note_confirmed(tx, actor, Side.SEEKER, identity, pair, at)
    note_step(tx, step, actor, identity, at, incubator_id=actor.subject_id)
    if tx.waits.find_between(need.startup_id, provider_id):
        in_their_name = Actor(actor.account_id, actor.name, STARTUP, need.startup_id)
        leave_in(tx, in_their_name, "use_offer", provider_id, at)
    return identity

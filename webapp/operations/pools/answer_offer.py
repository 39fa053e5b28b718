"""Somebody with an account for something else accepts or declines to become a supervisor."""

from __future__ import annotations

from datetime import datetime

from graph.domain.kinds import pooled_kind
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import NotFoundError
from graph.transaction import Transaction
from webapp.operations.pools.answer_pool import accept_in, decline_in


def accept_offer(graph: Graph, account: Account, incubator_id: str, at: datetime) -> None:
    """Hold the role of a supervisor and be in the pool from now on. Raises NotFoundError where nobody invited them."""

    def work(tx: Transaction) -> None:
        invited = _invited(tx, account, incubator_id, at)
        tx.accounts.grant(account.id, invited.role, invited.subject_id, at)
        tx.accounts.forget_offer(account.id, invited.subject_id)
        tx.audit.record(invited, "accept_role", account.id, at, f"{invited.role} {invited.subject_id}")
        accept_in(tx, invited, incubator_id, at)

    graph.write(work)


def decline_offer(graph: Graph, account: Account, incubator_id: str, at: datetime) -> None:
    """Stay out of the pool and without the role. Raises NotFoundError where nobody invited them."""

    def work(tx: Transaction) -> None:
        decline_in(tx, _invited(tx, account, incubator_id, at), incubator_id, at)

    graph.write(work)


def _invited(tx: Transaction, account: Account, incubator_id: str, at: datetime) -> Actor:
    """As whom the account was invited, under the account's lock."""
    tx.accounts.lock(account.id)
    offers = tx.accounts.list_offers(account.id, tx.calendar.day_of(at))
    person_id = next((offer.person_id for offer in offers if offer.incubator_id == incubator_id), None)
    if person_id is None:
        raise NotFoundError("invitation", incubator_id)
    return Actor(account.id, account.name, pooled_kind().provider_role, person_id, time_zone=account.time_zone)

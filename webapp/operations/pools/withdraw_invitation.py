"""A curator takes an invitation back: into the pool, or to open an account for somebody of it."""

from __future__ import annotations

from datetime import datetime

from graph.domain.kinds import pooled_kind
from graph.domain.states.terms import TERMS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose
from graph.errors import NotFoundError, StateChangedError
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.operations.pools.correct_supervisor import may_correct


def withdraw_invitation(graph: Graph, actor: Actor, person_id: str, at: datetime) -> bool:
    """Take it back; the link that was sent opens nothing any more. Whether they still stand in the pool.

    Raises NotFoundError (not in the actor's pool), StateChangedError (not invited, or has opened the account since).
    """

    def work(tx: Transaction) -> bool:
        tx.pools.lock(person_id)
        term = tx.pools.get_membership(actor.subject_id, person_id).term.state
        step = TERMS.find("withdraw_invitation", actor.parties, term)
        account = invited_account(tx, actor, person_id, at)
        if step is not None:
            tx.pools.forget_invitation(actor.subject_id, person_id, at)
            note_step(tx, step, actor, person_id, at, f"in {actor.subject_id}")
        elif account is None:
            raise StateChangedError("invitation", "gone")
        else:
            _take_back(tx, account, person_id, at)
            tx.audit.record(actor, "withdraw_account_invitation", person_id, at, f"in {actor.subject_id}")
        return _stands_here(tx, actor, person_id)

    return graph.write(work)


def may_withdraw(tx: Transaction, actor: Actor, person_id: str, at: datetime) -> bool:
    """Whether there is anything to take back. Raises NotFoundError (not in the actor's pool)."""
    term = tx.pools.get_membership(actor.subject_id, person_id).term
    return term.is_invited or invited_account(tx, actor, person_id, at) is not None


def invited_account(tx: Transaction, actor: Actor, person_id: str, at: datetime) -> Account | None:
    """The account that somebody was invited to open and has not, where that is the actor's to take back.

    It is where their incubator invited last, or the record is theirs to correct.
    """
    account = tx.answering.account_of(pooled_kind().provider_role, person_id)
    if account is None or not account.is_invited:
        return None
    is_ours = account.id in tx.answering.invited_by(actor.subject_id, [account.id])
    return account if is_ours or may_correct(tx, actor, person_id, tx.calendar.day_of(at)) else None


def _stands_here(tx: Transaction, actor: Actor, person_id: str) -> bool:
    try:
        tx.pools.get_membership(actor.subject_id, person_id)
    except NotFoundError:
        return False
    return True


def _take_back(tx: Transaction, account: Account, person_id: str, at: datetime) -> None:
    tx.tokens.issue(account.id, LinkPurpose.INVITE, at)
    tx.accounts.revoke(account.id, pooled_kind().provider_role, person_id, at)
    tx.answering.forget_invited(account.id)

"""What administrators do with accounts: disable, enable, grant and revoke roles, reset the second factor."""

from __future__ import annotations

from datetime import datetime

from graph.domain.ranks import ranks_of
from graph.domain.roles import ADMINISTRATOR, INCUBATOR
from graph.domain.states.accounts import ACCOUNTS, AccountState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.actor import Membership
from graph.errors import ForbiddenError, NotFoundError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.accounts.create_account import check_role
from webapp.operations.accounts.heads import ensure_head, require_another_head
from webapp.operations.accounts.refusals import LastAdministratorError


def disable_account(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """Nobody signs in with it any more, and its sessions end.

    Raises NotFoundError, LastAdministratorError, StateChangedError.
    """

    def work(tx: Transaction) -> None:
        account = _locked(tx, actor, account_id)
        step = require_step(ACCOUNTS, "disable_account", actor.parties, account.state)
        keep_an_administrator(tx, account)
        tx.accounts.set_state(account_id, AccountState.DISABLED, at)
        note_step(tx, step, actor, account_id, at)
        for held in account.memberships:
            ensure_head(tx, actor, held, at)

    graph.write(work)


def enable_account(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """Let it sign in again; raises NotFoundError, StateChangedError."""

    def work(tx: Transaction) -> None:
        account = _locked(tx, actor, account_id)
        step = require_step(ACCOUNTS, "enable_account", actor.parties, account.state)
        tx.accounts.set_state(account_id, AccountState.ACTIVE if account.has_password else AccountState.INVITED, at)
        note_step(tx, step, actor, account_id, at)
        for held in account.memberships:
            ensure_head(tx, actor, held, at)

    graph.write(work)


def grant_role(
    graph: Graph, actor: Actor, account_id: str, role: str, subject_id: str, at: datetime, *, rank: str = ""
) -> None:
    """Give a role, and within an organisation a rank; it counts from the next request.

    Raises NotFoundError, InvalidInputError.
    """
    check_role(role, subject_id, rank)

    def work(tx: Transaction) -> None:
        _locked(tx, actor, account_id)
        tx.accounts.grant(account_id, role, subject_id, at, rank)
        tx.audit.record(actor, "grant_role", account_id, at, f"{role} {subject_id}")

    graph.write(work)


def revoke_role(graph: Graph, actor: Actor, account_id: str, role: str, subject_id: str, at: datetime) -> None:
    """Take a role away; it is gone at the next request. The last who acts for an organisation may go, its last head not
    before them.

    Raises NotFoundError, LastAdministratorError, LastHeadError.
    """

    def work(tx: Transaction) -> None:
        account = _locked(tx, actor, account_id)
        if role == ADMINISTRATOR:
            keep_an_administrator(tx, account)
        _keep_a_head(tx, account_id, Membership(role, subject_id))
        if not tx.accounts.revoke(account_id, role, subject_id, at):
            raise NotFoundError("role", role)
        if role == INCUBATOR:
            tx.stuck.forget_assignee(account_id, subject_id)
            tx.minding.forget(account_id, subject_id)
        tx.audit.record(actor, "revoke_role", account_id, at, f"{role} {subject_id}")

    graph.write(work)


def remove_second_factor(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """For somebody who lost phone and recovery codes: the factor goes, and so do all sessions."""

    def work(tx: Transaction) -> None:
        _locked(tx, actor, account_id)
        tx.accounts.set_second_factor(account_id, "", 0, [])
        tx.accounts.end_sessions(account_id)
        tx.audit.record(actor, "remove_second_factor", account_id, at)

    graph.write(work)


def _locked(tx: Transaction, actor: Actor, account_id: str) -> Account:
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")
    tx.accounts.lock(account_id)
    return tx.accounts.get(account_id)


def _keep_a_head(tx: Transaction, account_id: str, whom: Membership) -> None:
    if not ranks_of(whom.role):
        return
    tx.colleagues.lock(whom)
    everybody = tx.colleagues.list_of(whom)
    leaving = next((one for one in everybody if one.id == account_id), None)
    if leaving is not None and any(one.is_here for one in everybody if one.id != account_id):
        require_another_head(everybody, leaving)


def keep_an_administrator(tx: Transaction, account: Account) -> None:
    """Raise LastAdministratorError where nobody else could administer without this account."""
    is_one = any(held.role == ADMINISTRATOR for held in account.memberships)
    if is_one and account.is_active and tx.accounts.count_administrators() <= 1:
        raise LastAdministratorError

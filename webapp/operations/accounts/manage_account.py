"""What administrators do with accounts: disable, enable, grant and revoke roles, reset the second factor."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import ForbiddenError, NotFoundError, StateChangedError
from graph.transaction import Transaction
from webapp.operations.accounts.create_account import check_role
from webapp.operations.accounts.refusals import LastAdministratorError


def disable_account(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """Nobody signs in with it any more, and its sessions end.

    Raises NotFoundError, LastAdministratorError, StateChangedError.
    """

    def work(tx: Transaction) -> None:
        account = _locked(graph, tx, actor, account_id)
        if account.state == "disabled":
            raise StateChangedError("account", account.state)
        _keep_an_administrator(graph, tx, account)
        graph.accounts.set_state(tx, account_id, "disabled")
        graph.audit.record(tx, actor, "disable_account", account_id, at)

    graph.write(work)


def enable_account(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """Let it sign in again; raises NotFoundError, StateChangedError."""

    def work(tx: Transaction) -> None:
        account = _locked(graph, tx, actor, account_id)
        if account.state != "disabled":
            raise StateChangedError("account", account.state)
        graph.accounts.set_state(tx, account_id, "active" if account.has_password else "invited")
        graph.audit.record(tx, actor, "enable_account", account_id, at)

    graph.write(work)


def grant_role(graph: Graph, actor: Actor, account_id: str, role: str, subject_id: str, at: datetime) -> None:
    """Give a role; it counts from the next request. Raises NotFoundError, InvalidInputError."""
    check_role(role, subject_id)

    def work(tx: Transaction) -> None:
        _locked(graph, tx, actor, account_id)
        graph.accounts.grant(tx, account_id, role, subject_id, at)
        graph.audit.record(tx, actor, "grant_role", account_id, at, f"{role} {subject_id}")

    graph.write(work)


def revoke_role(graph: Graph, actor: Actor, account_id: str, role: str, subject_id: str, at: datetime) -> None:
    """Take a role away; it is gone at the next request. Raises NotFoundError, LastAdministratorError."""

    def work(tx: Transaction) -> None:
        account = _locked(graph, tx, actor, account_id)
        if role == "administrator":
            _keep_an_administrator(graph, tx, account)
        if not graph.accounts.revoke(tx, account_id, role, subject_id):
            raise NotFoundError("role", role)
        graph.audit.record(tx, actor, "revoke_role", account_id, at, f"{role} {subject_id}")

    graph.write(work)


def remove_second_factor(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """For somebody who lost phone and recovery codes: the factor goes, and so do all sessions."""

    def work(tx: Transaction) -> None:
        _locked(graph, tx, actor, account_id)
        graph.accounts.set_second_factor(tx, account_id, "", 0, [])
        graph.accounts.end_sessions(tx, account_id)
        graph.audit.record(tx, actor, "remove_second_factor", account_id, at)

    graph.write(work)


def _locked(graph: Graph, tx: Transaction, actor: Actor, account_id: str) -> Account:
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")
    graph.accounts.lock(tx, account_id)
    return graph.accounts.get(tx, account_id)


def _keep_an_administrator(graph: Graph, tx: Transaction, account: Account) -> None:
    is_one = any(held.role == "administrator" for held in account.memberships)
    if is_one and account.is_active and graph.accounts.count_administrators(tx) <= 1:
        raise LastAdministratorError

"""Deletes an account: what it leaves open ends, what it wrote is erased, what took place stays without its name."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import OWNER, ROLES, oneself
from graph.domain.states.accounts import ACCOUNTS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.actor import Membership
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.accounts.throttling import Throttle
from webapp.operations.accounts.heads import ensure_head
from webapp.operations.accounts.manage_account import keep_an_administrator
from webapp.operations.accounts.update_account import require_password
from webapp.operations.applications.erase_old import erase_applications
from webapp.operations.privacy.delete_person import erase_person
from webapp.operations.privacy.leave_side import leave_side
from webapp.operations.privacy.traces import Traces, request_erasure


def delete_own_account(graph: Graph, throttle: Throttle, actor: Actor, password: str, at: datetime) -> str:
    """Delete the actor's account for good, at once.

    Returns the id of the job that erases what is left outside the graph. Raises WrongCredentialsError,
    TooManyAttemptsError, LastAdministratorError.
    """
    require_password(graph, throttle, actor, password)
    return delete_account(graph, Actor(actor.account_id, "", actor.role, actor.subject_id), actor.account_id, at)


def delete_account(graph: Graph, actor: Actor, account_id: str, at: datetime) -> str:
    """Delete an account: the actor's own, or as an administrator; returns as `delete_own_account` does.

    Raises NotFoundError, ForbiddenError, LastAdministratorError.
    """

    def work(tx: Transaction) -> str:
        tx.accounts.lock(account_id)
        account = tx.accounts.get(account_id)
        is_own = actor.account_id == account_id
        parties = actor.parties | {OWNER} if is_own else actor.parties
        step = require_step(ACCOUNTS, "delete_account", parties, account.state)
        keep_an_administrator(tx, account)
        traces = _erase(tx, account, at)
        note_step(tx, step, actor, account_id, at)
        for held in account.memberships:
            ensure_head(tx, actor, held, at)
        return request_erasure(tx, traces, at)

    return graph.write(work)


def _erase(tx: Transaction, account: Account, at: datetime) -> Traces:
    """Erase in this order: names first, so that nothing that is told now says them; authorship, which is needed to
    know who wrote what, last."""
    tx.accounts.note_change(account.id, at)
    offered = [Membership(oneself(), person_id) for person_id in tx.erasure.list_offered(account.id)]
    left = [held for held in (*account.memberships, *offered) if _is_last(tx, account, held)]
    people = [held.subject_id for held in left if ROLES[held.role].is_oneself]
    about = tx.erasure.list_touched(account.id).union(*(tx.erasure.list_belongings(one.subject_id) for one in left))
    former = {one: email for person_id in people for one, email in tx.merges.list_of_kept(person_id)}
    for person_id in people:
        tx.erasure.hide_person(person_id)
    addresses = tx.addresses.get(account.id)
    mailed = {account.email, addresses.new, addresses.former, *former.values()} - {""}
    tx.erasure.forget_mails(mailed, about | former.keys())
    theirs = {account.email, addresses.former, *former.values()} - {""}
    erase_applications(tx, tx.applications.list_of({one.subject_id for one in left} | former.keys(), theirs))
    for held in left:
        leave_side(tx, Actor(account.id, "", held.role, held.subject_id), at)
    tx.erasure.forget_written(account.id)
    for held in left:
        _forget(tx, held, at)
    tx.stuck.forget_assignee(account.id)
    tx.minding.forget(account.id)
    copies = tx.erasure.forget_jobs(account.id)
    traces = Traces(account.id, (account.id, *people, *former), tuple(copies))
    tx.audit.erase_words(traces.account_id, traces.subject_ids)
    tx.erasure.delete_account(account.id)
    return traces


def _is_last(tx: Transaction, account: Account, held: Membership) -> bool:
    """Whether nobody else acts for those on a side of requests and work for whom a role is."""
    has_side = ROLES[held.role].side is not None
    return has_side and not tx.erasure.has_others(account.id, held.subject_id)


def _forget(tx: Transaction, held: Membership, at: datetime) -> None:
    role = ROLES[held.role]
    if role.is_oneself:
        erase_person(tx, held.subject_id, at)
    elif role.side is not None:
        tx.erasure.forget_side(held.subject_id, role.side)
        tx.erasure.forget_organisation(held.subject_id, at)

"""A forgotten password: ask for a link by mail, then choose a new password with it."""

from __future__ import annotations

from datetime import datetime

from graph.domain.limits import LimitCode
from graph.domain.states.accounts import ACCOUNTS
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose
from graph.errors import InvalidInputError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.accounts.passwords import find_weakness, hash_password
from webapp.accounts.throttling import Throttle
from webapp.operations.accounts.links import find_by_link, use_link
from webapp.operations.accounts.refusals import WeakPasswordError


def request_password_reset(
    graph: Graph, throttle: Throttle, email: str, address: str, at: datetime, *, minutes: int, invitation_days: int
) -> None:
    """Send a link where there is such an account; says nothing about whether there is. Raises TooManyAttemptsError."""
    try:
        name = normal_email(email)
    except InvalidInputError:
        name = ""
    throttle.attempt("reset", name, address)  # every request counts, the right ones too

    def work(tx: Transaction) -> None:
        account = tx.accounts.find_by_email(name) if name else None
        subject = account.id if account else "unknown"
        tx.audit.record(Actor("", "", "", ""), "request_password_reset", subject, at, f"from {address}")
        if account and not _may_be_sent_to(tx, account, at):
            return
        if account and account.is_active:
            issue = tx.tokens.issue(account.id, LinkPurpose.RESET, at)
            tx.outbox.add("reset_password", account.id, at, minutes=minutes, issue=issue)
        elif account and account.is_invited:
            issue = tx.tokens.issue(account.id, LinkPurpose.INVITE, at)
            tx.outbox.add("invite_account", account.id, at, days=invitation_days, issue=issue)

    graph.write(work)


def send_password_reset(graph: Graph, actor: Actor, account_id: str, at: datetime, *, minutes: int) -> None:
    """Send somebody the link for a new password. Raises NotFoundError, StateChangedError, LimitReachedError."""

    def work(tx: Transaction) -> None:
        tx.accounts.lock(account_id)
        account = tx.accounts.get(account_id)
        step = require_step(ACCOUNTS, "send_password_reset", actor.parties, account.state)
        tx.limits.take(LimitCode.LINKS, at, account_id)
        issue = tx.tokens.issue(account_id, LinkPurpose.RESET, at)
        note_step(tx, step, actor, account_id, at, minutes=minutes, issue=issue, by_administrator=True)

    graph.write(work)


def _may_be_sent_to(tx: Transaction, account: Account, at: datetime) -> bool:
    """Whether this account had fewer links today than one may; the page tells nobody."""
    return not tx.limits.take_each(LimitCode.LINKS, at, [account.id])


def reset_password(graph: Graph, token: str, password: str, at: datetime) -> Account:
    """Use the link up, set the password, end every session; raises LinkExpiredError, WeakPasswordError."""
    found = find_by_link(graph, token, LinkPurpose.RESET, at)
    weakness = find_weakness(password, (found.email, found.name))
    if weakness:
        raise WeakPasswordError(weakness)
    password_hash = hash_password(password)

    def work(tx: Transaction) -> Account:
        account = use_link(tx, token, LinkPurpose.RESET, at)
        tx.accounts.set_password(account.id, password_hash)
        tx.audit.record(account.acting_as(), "reset_password", account.id, at)
        tx.outbox.add("password_changed", account.id, at)
        return tx.accounts.get(account.id)

    return graph.write(work)

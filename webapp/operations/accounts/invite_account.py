"""Invite somebody: an account without a password, and a mail with the link that opens it."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.domain.limits import LimitCode
from graph.domain.states.accounts import ACCOUNTS, AccountState
from graph.domain.states.machine import Transition
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose, MailedLink
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.accounts.link_tokens import LinkTokens
from webapp.operations.accounts.create_account import create_account


def invite_account(
    graph: Graph, actor: Actor, email: str, role: str, subject_id: str, at: datetime, *, days: int,
    name: str = "", language: str = "en", rank: str = "",
) -> Account:  # fmt: skip
    """Make the account and send its invitation; raises what `create_account` raises."""
    account = create_account(graph, actor, email, role, subject_id, at, name=name, language=language, rank=rank)
    send_invitation(graph, actor, account.id, at, days=days)
    return account


def send_invitation(graph: Graph, actor: Actor, account_id: str, at: datetime, *, days: int) -> None:
    """Send (again) the mail with the link; raises StateChangedError (open already), LimitReachedError."""

    def work(tx: Transaction) -> None:
        step = _require(tx, actor, "send_invitation", account_id)
        tx.limits.take(LimitCode.LINKS, at, account_id)
        issue = tx.tokens.issue(account_id, LinkPurpose.INVITE, at)
        note_step(tx, step, actor, account_id, at, invited_by=actor.name, days=days, issue=issue)

    graph.write(work)


def make_invitation_token(
    graph: Graph, tokens: LinkTokens, actor: Actor, account_id: str, at: datetime, lifetime: timedelta
) -> str:
    """The token of a new invitation link, for whoever hands it over by themselves (the command line)."""

    def work(tx: Transaction) -> str:
        step = _require(tx, actor, "make_invitation_link", account_id)
        note_step(tx, step, actor, account_id, at)
        issue = tx.tokens.issue(account_id, LinkPurpose.INVITE, at)
        link = MailedLink(LinkPurpose.INVITE, account_id, issue, at + lifetime)
        token = tokens.token_of(link)
        tx.tokens.note(token, link, at)
        return token

    return graph.write(work)


def _require(tx: Transaction, actor: Actor, action: str, account_id: str) -> Transition[AccountState]:
    tx.accounts.lock(account_id)
    return require_step(ACCOUNTS, action, actor.parties, tx.accounts.get(account_id).state)

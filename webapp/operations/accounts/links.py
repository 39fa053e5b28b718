"""Links of one account and purpose, sent by mail: made, looked at, used up."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from graph.domain.states.accounts import AccountState
from graph.driver import Graph
from graph.entities.account import Account, LinkPurpose
from graph.transaction import Transaction
from webapp.operations.accounts.refusals import LinkExpiredError

# The state in which an account may be entered by a link.
_OPENS: Mapping[LinkPurpose, AccountState] = {
    LinkPurpose.INVITE: AccountState.INVITED,
    LinkPurpose.RESET: AccountState.ACTIVE,
}


def make_token(
    tx: Transaction, account_id: str, purpose: LinkPurpose, at: datetime, lifetime: timedelta
) -> str:  # fmt: skip
    """A new token; older ones for the same purpose stop working."""
    token = secrets.token_urlsafe(32)
    tx.tokens.create(token, purpose, account_id, at, at + lifetime)
    return token


def find_by_link(graph: Graph, token: str, purpose: LinkPurpose, at: datetime) -> Account:
    """Whose link this is, left as it is; raises LinkExpiredError."""

    def work(tx: Transaction) -> Account | None:
        link = tx.tokens.find(token, purpose, at)
        return tx.accounts.find(link.account_id) if link else None

    account = graph.read(work)
    if account is None or account.state is not _OPENS[purpose]:
        raise LinkExpiredError(purpose)
    return account


def use_link(tx: Transaction, token: str, purpose: LinkPurpose, at: datetime) -> Account:
    """Use the link up; returns its account, locked. Raises LinkExpiredError."""
    link = tx.tokens.use(token, purpose, at)
    if link is None:
        raise LinkExpiredError(purpose)
    tx.accounts.lock(link.account_id)
    account = tx.accounts.get(link.account_id)
    if account.state is not _OPENS[purpose]:
        raise LinkExpiredError(purpose)
    return account

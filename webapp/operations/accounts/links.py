"""Links of one account and purpose, sent by mail: looked at, used up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from graph.domain.states.accounts import AccountState
from graph.driver import Graph
from graph.entities.account import Account, LinkPurpose
from graph.transaction import Transaction
from webapp.operations.accounts.refusals import LinkExpiredError

# The state in which an account may be entered by a link.
_OPENS: Mapping[LinkPurpose, AccountState] = {
    LinkPurpose.INVITE: AccountState.INVITED,
    LinkPurpose.RESET: AccountState.ACTIVE,
    LinkPurpose.CONFIRM_ADDRESS: AccountState.ACTIVE,
    LinkPurpose.KEEP_ADDRESS: AccountState.ACTIVE,
}


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

"""An invited person opens their account: name, language, password."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import LINK_HOLDER
from graph.domain.states.accounts import ACCOUNTS
from graph.driver import Graph
from graph.entities.account import Account
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.accounts.passwords import find_weakness, hash_password
from webapp.operations.accounts.refusals import LinkExpiredError, WeakPasswordError


def find_invited(graph: Graph, token: str, at: datetime) -> Account:
    """Who is invited by this link; raises LinkExpiredError."""

    def work(tx: Transaction) -> Account | None:
        link = tx.tokens.find(token, "invite", at)
        return tx.accounts.find(link.account_id) if link else None

    account = graph.read(work)
    if account is None or not account.is_invited:
        raise LinkExpiredError("invite")
    return account


def accept_invitation(
    graph: Graph, token: str, name: str, language: str, password: str, at: datetime
) -> Account:  # fmt: skip
    """Use the link up and make the account active; raises LinkExpiredError, WeakPasswordError."""
    invited = find_invited(graph, token, at)
    weakness = find_weakness(password, (invited.email, name))
    if weakness:
        raise WeakPasswordError(weakness)
    password_hash = hash_password(password)

    def work(tx: Transaction) -> Account:
        link = tx.tokens.use(token, "invite", at)
        if link is None:
            raise LinkExpiredError("invite")
        tx.accounts.lock(link.account_id)
        state = tx.accounts.get(link.account_id).state
        step = ACCOUNTS.find("accept_invitation", frozenset({LINK_HOLDER}), state)
        if step is None:
            raise LinkExpiredError("invite")
        tx.accounts.activate(link.account_id, name, language, password_hash)
        tx.accounts.set_seen(link.account_id, at)
        account = tx.accounts.get(link.account_id)
        note_step(tx, step, account.acting_as(), account.id, at)
        return account

    return graph.write(work)

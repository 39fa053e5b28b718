"""An invited person opens their account: name, language, password."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import LINK_HOLDER
from graph.domain.states.accounts import ACCOUNTS
from graph.driver import Graph
from graph.entities.account import Account, LinkPurpose
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.accounts.passwords import find_weakness, hash_password
from webapp.operations.accounts.heads import ensure_head
from webapp.operations.accounts.links import find_by_link, use_link
from webapp.operations.accounts.refusals import WeakPasswordError


def accept_invitation(
    graph: Graph, token: str, name: str, language: str, password: str, at: datetime
) -> Account:  # fmt: skip
    """Use the link up and make the account active; raises LinkExpiredError, WeakPasswordError."""
    invited = find_by_link(graph, token, LinkPurpose.INVITE, at)
    weakness = find_weakness(password, (invited.email, name))
    if weakness:
        raise WeakPasswordError(weakness)
    password_hash = hash_password(password)

    def work(tx: Transaction) -> Account:
        opened = use_link(tx, token, LinkPurpose.INVITE, at)
        step = require_step(ACCOUNTS, "accept_invitation", frozenset({LINK_HOLDER}), opened.state)
        tx.accounts.activate(opened.id, name, language, password_hash, at)
        tx.accounts.set_seen(opened.id, at)
        account = tx.accounts.get(opened.id)
        note_step(tx, step, account.acting_as(), account.id, at)
        for held in account.memberships:
            ensure_head(tx, account.acting_as(held.role, held.subject_id), held, at)
        return account

    return graph.write(work)

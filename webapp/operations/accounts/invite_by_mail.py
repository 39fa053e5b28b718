"""The one way in which somebody gets the mail that opens an account, whoever of an organisation invites them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.limits import INVITATION_PACE
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose
from graph.transaction import Transaction


@dataclass(frozen=True)
class Invitee:
    """Who is to act for whom, once they open their account; `rank`: as what, else as whoever comes without one."""

    email: str
    role: str
    subject_id: str
    name: str = ""
    language: str = "en"
    rank: str = ""


def invite_by_mail(
    tx: Transaction, actor: Actor, invitee: Invitee, known: Account | None, at: datetime, *, link_days: int,
    **told: str,
) -> tuple[str, datetime]:  # fmt: skip
    """Make the account unless it is `known`, and send a new link in turn; the link of before ends.

    An account that nobody opened is written to in the invitee's language. Gives the account's id and when the mail
    leaves. `told` goes into the mail's payload. The caller has taken what limits it, has granted a known account its
    role, and audits.
    """
    leaves = tx.limits.turn(INVITATION_PACE, at, actor.account_id)
    if known is None:
        account_id = tx.accounts.create(invitee.email, at, name=invitee.name, language=invitee.language)
        tx.accounts.grant(account_id, invitee.role, invitee.subject_id, at, invitee.rank)
    else:
        account_id = known.id
        if known.is_invited:
            tx.accounts.set_language(account_id, invitee.language)
    tx.answering.note_invited(account_id, actor.account_id, at)
    issue = tx.tokens.issue(account_id, LinkPurpose.INVITE, at)
    tx.outbox.add("invite_account", account_id, at, leaves=leaves, days=link_days, issue=issue, **told)
    return account_id, leaves

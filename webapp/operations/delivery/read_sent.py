"""What was sent to somebody, for whoever may know: never words or links, and nothing of what is not the reader's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from graph.domain.kinds import pooled_kind
from graph.domain.roles import STARTUP
from graph.domain.sent import delivery_together
from graph.entities import Actor
from graph.entities.sent import SentMail
from graph.errors import NotFoundError
from graph.repositories.ownership import is_own
from graph.transaction import Transaction

TO_ACCOUNT = frozenset({"invite_account", "password_changed", "reset_password", "tell_role_offered"})
"""Messages whose subject is the account that they go to."""
TO_PERSON = frozenset({"tell_invited_to_pool", "write_to_supervisor"})
"""Messages whose subject is the person that they go to."""
TO_STARTUP = frozenset({"write_to_founder"})
"""Messages whose subject is the startup whose founders they go to."""
POOL_INVITATION = "tell_invited_to_pool"
_INVITING = frozenset({POOL_INVITATION, "invite_account"})


def sent_to_member(tx: Transaction, actor: Actor, person_id: str, at: datetime, *, is_told: bool) -> list[SentMail]:
    """What concerns the actor's incubator of what was sent to somebody whom its pool lists, the newest first.

    Of who is not in the pool today (`is_told` is False) only what the incubator itself sent, the same whether they have
    an account or not: its mails of one moment are one line, without address and language.
    """
    ids = tx.sent.ids_of(person_id)
    accounts = _holders(tx, ids) + tx.sent.asked_to_be(person_id)
    messages = tx.sent.of_messages([*ids, *accounts], TO_PERSON | TO_ACCOUNT)
    if not is_told:
        return _newest_first(_alike([one for one in messages if one.incubator_id == actor.subject_id]))
    theirs = tx.sent.to_accounts(accounts) + [one for one in messages if not one.account_id]
    tasks = tx.sent.told_for(ids, actor.role, actor.subject_id)
    return _newest_first(_concerning(tx, actor, theirs, at) + tasks)


def sent_to_startup(tx: Transaction, actor: Actor, startup_id: str, at: datetime) -> list[SentMail]:
    """What concerns the actor's incubator of what was sent to the founders of a startup that is with it."""
    if not is_own(tx, actor, startup_id):
        raise NotFoundError("startup", startup_id)
    accounts = tx.sent.accounts_of(STARTUP, startup_id)
    messages = tx.sent.of_messages([startup_id, *accounts], TO_STARTUP | TO_ACCOUNT)
    theirs = tx.sent.to_accounts(accounts) + [one for one in messages if not one.account_id]
    return _newest_first(_concerning(tx, actor, theirs, at))


def sent_to_account(tx: Transaction, account_id: str) -> list[SentMail]:
    """Everything that was sent to an account, for administrators; raises NotFoundError."""
    tx.accounts.get(account_id)
    messages = tx.sent.of_messages([account_id], TO_ACCOUNT)
    return _newest_first(tx.sent.to_accounts([account_id]) + [one for one in messages if not one.account_id])


def _holders(tx: Transaction, person_ids: Iterable[str]) -> list[str]:
    role = pooled_kind().provider_role
    return [account_id for person_id in person_ids for account_id in tx.sent.accounts_of(role, person_id)]


def _concerning(tx: Transaction, actor: Actor, mails: list[SentMail], at: datetime) -> list[SentMail]:
    """What the actor's incubator sent or what was told for its pool, and what is about a startup that is with it."""
    about = {one.startup_id for one in mails if one.startup_id}
    own = tx.sent.own_startups(about, actor.subject_id, tx.calendar.day_of(at))
    return [one for one in mails if one.incubator_id == actor.subject_id or one.startup_id in own]


def _alike(mails: list[SentMail]) -> list[SentMail]:
    """An invitation asks for an account of who has none, and by the account of who has one: here it is one line."""
    inviting = sorted((one for one in mails if one.kind in _INVITING), key=lambda one: one.at)
    invited = [list(group) for _at, group in groupby(inviting, key=lambda one: one.at)]
    others = [[one] for one in mails if one.kind not in _INVITING]
    # Whom it went to, when it left and how often it was tried would tell who has an account.
    return [
        SentMail(
            group[0].message_id,
            POOL_INVITATION if group[0].kind in _INVITING else group[0].kind,
            group[0].at,
            delivery_together([one.state for one in group]),
        )
        for group in invited + others
    ]


def _newest_first(mails: list[SentMail]) -> list[SentMail]:
    """Each mail once: one is found by its account, and by for whom it came."""
    return sorted(set(mails), key=lambda one: (one.at, one.message_id, one.email), reverse=True)

"""Invite a supervisor into the own pool; they are in it once they have accepted.

Who has no profile gets one, and who has no account an invitation to open one. Whose account is for something else is
offered the role, and holds it once they accept (`answer_offer.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from graph.domain.days import PLAN_YEARS, is_plannable
from graph.domain.deadlines import INVITATION_DAYS
from graph.domain.kinds import pooled_kind
from graph.domain.limits import INVITATION_PACE, LimitCode
from graph.domain.scripts import in_both
from graph.domain.states.accounts import AccountState
from graph.domain.states.machine import Transition
from graph.domain.states.terms import TERMS, TermState
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import LinkPurpose
from graph.entities.contact import ContactKind
from graph.errors import ConflictError, InvalidInputError
from graph.ids import new_id
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.mail.languages import language_of


class AlreadyInPoolError(ConflictError):
    """The supervisor with this address is in the pool, or invited into it, already."""

    code = "already_in_pool"

    def __init__(self, person_id: str) -> None:
        super().__init__("The supervisor with this address is in your pool already.", person_id=person_id)


class Invited(NamedTuple):
    """Who is invited, from when on the mail about it leaves, and whether their profile was just made."""

    person_id: str
    leaves: datetime
    is_new: bool = False


@dataclass(frozen=True)
class Invitation:
    """What the form says; the link to open an account can be used for `link_days`.

    `language`: of the mail, where they have no account; empty: their own (`language_of`). `since`: the first day of
    the term, where that is later than the day on which they accept.
    """

    name: str
    email: str
    name_zh: str = ""
    category: str | None = None
    since: date | None = None
    until: date | None = None
    note: str = ""
    language: str = ""
    link_days: int = INVITATION_DAYS


def invite_supervisor(graph: Graph, actor: Actor, invitation: Invitation, at: datetime) -> Invited:
    """Invite somebody into the actor's pool and write to them, in turn where many are invited (docs/adr/0027).

    Who has a profile under this address keeps it, and the actor sees no more of it than they typed before it is
    accepted. Who left the pool is invited again, and who is on its list is asked.

    Raises InvalidInputError, AlreadyInPoolError, LimitReachedError.
    """
    return graph.write(lambda tx: invite_into_pool(tx, actor, invitation, at))


def invite_into_pool(tx: Transaction, actor: Actor, invitation: Invitation, at: datetime) -> Invited:
    """The same within a write that does more."""
    email, today = normal_email(invitation.email), actor.today(at, tx.calendar)
    if not invitation.name.strip():
        raise InvalidInputError("Write the name.", field="name")
    if invitation.until and not is_plannable(invitation.until, today):
        raise InvalidInputError(f"Give a day after today, within {PLAN_YEARS} years.", field="until")
    step = require_step(TERMS, "invite_supervisor", actor.parties, None)
    known = find_supervisor(tx, email)
    person_id = known or _new_profile(tx, invitation, email, at)
    tx.pools.lock(person_id)
    name, note = " ".join(invitation.name.split()), invitation.note.strip()
    again = require_step(TERMS, "invite_again", actor.parties, TermState.LEFT)
    listed = require_step(TERMS, "invite_member", actor.parties, TermState.LISTED)
    pool, day, until = actor.subject_id, tx.calendar.day_of(at), invitation.until
    since = max(day, invitation.since or day)
    if tx.pools.join(pool, person_id, since, until, name):
        leaves = note_invitation(tx, step, actor, person_id, at, email)
    else:
        invite = partial(tx.pools.invite_known, incubator_id=pool, person_id=person_id, since=since, until=until)
        taken = next((one for one in (again, listed) if invite(one, name=name)), None)
        if taken is None:
            raise AlreadyInPoolError(person_id)
        leaves = note_invitation(tx, taken, actor, person_id, at, f"in {pool}")
    if note:
        tx.contacts.add(person_id, actor.subject_id, ContactKind.NOTE, actor.account_id, note, at)
    _open_account(tx, actor, person_id, email, invitation, at, leaves)
    return Invited(person_id, leaves, known is None)


def note_invitation(
    tx: Transaction, step: Transition[TermState], actor: Actor, person_id: str, at: datetime, detail: str
) -> datetime:
    """Count an invitation of who sends and who gets it, and tell them in turn; gives when the mail leaves.

    Raises LimitReachedError.
    """
    tx.limits.take(LimitCode.INVITATIONS, at, actor.account_id)
    tx.limits.take(LimitCode.INVITED, at, person_id)
    leaves = tx.limits.turn(INVITATION_PACE, at, actor.account_id)
    pool = actor.subject_id
    note_step(tx, step, actor, person_id, at, detail, leaves=leaves, incubator_id=pool, invited_by=actor.name)
    return leaves


def find_supervisor(tx: Transaction, email: str) -> str | None:
    """The supervisor's id by account or by the address in the profile."""
    account = tx.accounts.find_by_email(email)
    for membership in account.memberships if account else ():
        if membership.role == pooled_kind().provider_role:
            return membership.subject_id
    return tx.pools.find_by_email(email)


def _new_profile(tx: Transaction, invitation: Invitation, email: str, at: datetime) -> str:
    person_id = new_id("person")
    tx.pools.create_supervisor(
        person_id, name=" ".join(invitation.name.split()), name_zh=invitation.name_zh.strip(), email=email,
        category=invitation.category, capacity=pooled_kind().default_capacity, at=at,
    )  # fmt: skip
    return person_id


def _open_account(
    tx: Transaction, actor: Actor, person_id: str, email: str, invitation: Invitation, at: datetime, leaves: datetime
) -> None:
    """An invitation to open an account where the profile has none; the role is only offered to one that there is.

    A profile that has an account is never opened to a second one: an address in a profile proves nothing.
    """
    role = pooled_kind().provider_role
    if tx.accounts.is_held(role, person_id):
        return
    account = tx.accounts.find_by_email(email)
    if account and account.state is AccountState.DISABLED:
        return
    if account:
        account_id = account.id
        tx.accounts.offer(account_id, person_id, at)
    else:
        names = (invitation.name.strip(), invitation.name_zh.strip())
        language = language_of(None, names, invitation.language)
        account_id = tx.accounts.create(email, at, name=in_both(*names), language=language)
        tx.accounts.grant(account_id, role, person_id, at)
    if account is None or account.is_invited:
        issue, days = tx.tokens.issue(account_id, LinkPurpose.INVITE, at), invitation.link_days
        tx.outbox.add(
            "invite_account", account_id, at, leaves=leaves,
            incubator_id=actor.subject_id, person_id=person_id, days=days, issue=issue,
        )  # fmt: skip

"""A curator invites founders and co-founders of the own startups to open an account, or sends that invitation again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graph.domain.limits import LimitCode
from graph.domain.reasons import NotInvited
from graph.domain.roles import STARTUP
from graph.domain.states.accounts import AccountState
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.incubators import Founder, OwnStartup
from graph.errors import InvalidInputError, LimitReachedError, NotFoundError
from graph.transaction import Transaction
from webapp.mail.languages import language_of
from webapp.operations.accounts.curators import require_curator
from webapp.operations.accounts.invite_by_mail import Invitee, invite_by_mail
from webapp.operations.pools.change_pool import MOST_AT_ONCE
from webapp.operations.pools.invite_members import InvitedMembers


@dataclass(frozen=True)
class ToInvite:
    """Somebody who is to act for a startup."""

    startup_id: str
    email: str
    name: str = ""
    language: str = ""
    """Of the mail, unless they have an account with a setting; empty: their own (`language_of`)."""


def invite_founder(graph: Graph, actor: Actor, whom: ToInvite, at: datetime, *, link_days: int) -> InvitedMembers:
    """Invite one person by address. Raises ForbiddenError, NotFoundError, InvalidInputError."""
    require_curator(actor)
    normal_email(whom.email)

    def work(tx: Transaction) -> InvitedMembers:
        done = InvitedMembers()
        startup = _own(tx, actor, at).get(whom.startup_id)
        if startup is None:
            raise NotFoundError("startup", whom.startup_id)
        _try(tx, actor, startup, whom, at, link_days, done)
        return done

    return graph.write(work)


def invite_contacts(
    graph: Graph, actor: Actor, startup_ids: Iterable[str], at: datetime, *, link_days: int, language: str = ""
) -> InvitedMembers:
    """Invite the contact of each startup that nobody acts for yet, and those who did not open their invitation again.

    Raises ForbiddenError, NotFoundError, InvalidInputError.
    """
    require_curator(actor)
    chosen = sorted(set(startup_ids))
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose one, and at most {MOST_AT_ONCE}.", field="id")

    def work(tx: Transaction) -> InvitedMembers:
        done, here = InvitedMembers(), _own(tx, actor, at)
        founders = tx.incubators.list_founders(actor.subject_id, tx.calendar.day_of(at))
        for startup_id in chosen:
            if startup_id not in here:
                raise NotFoundError("startup", startup_id)
            _invite_of(
                tx,
                actor,
                here[startup_id],
                [one for one in founders if one.startup_id == startup_id],
                at,
                link_days,
                language,
                done,
            )
        return done

    return graph.write(work)


def _own(tx: Transaction, actor: Actor, at: datetime) -> dict[str, OwnStartup]:
    return {one.id: one for one in tx.incubators.list_startups(actor.subject_id, tx.calendar.day_of(at))}


def _invite_of(
    tx: Transaction, actor: Actor, startup: OwnStartup, founders: list[Founder], at: datetime, link_days: int,
    language: str, done: InvitedMembers,
) -> None:  # fmt: skip
    waiting = [one for one in founders if one.state == AccountState.INVITED]
    if founders and not waiting:
        done.left_out.setdefault(NotInvited.HAS_ACCOUNT, []).append(startup.name)
    elif not founders and not startup.contact_email:
        done.left_out.setdefault(NotInvited.NO_ADDRESS, []).append(startup.name)
    addresses = [(one.email, one.name) for one in waiting]
    if not founders and startup.contact_email:
        addresses = [(startup.contact_email, startup.contact or "")]
    for email, name in addresses:
        _try(tx, actor, startup, ToInvite(startup.id, email, name, language), at, link_days, done)


def _try(
    tx: Transaction, actor: Actor, startup: OwnStartup, whom: ToInvite, at: datetime, link_days: int,
    done: InvitedMembers,
) -> None:  # fmt: skip
    try:
        why = _invite(tx, actor, startup, whom, at, link_days, done)
    except LimitReachedError:
        why = NotInvited.INVITED_LATELY
    if why is not None:
        done.left_out.setdefault(why, []).append(whom.name or startup.name)


def _invite(
    tx: Transaction, actor: Actor, startup: OwnStartup, whom: ToInvite, at: datetime, link_days: int,
    done: InvitedMembers,
) -> NotInvited | None:  # fmt: skip
    try:
        address = normal_email(whom.email)
    except InvalidInputError:
        return NotInvited.BAD_ADDRESS
    known = tx.accounts.find_by_email(address)
    if known is not None:
        if not any((held.role, held.subject_id) == (STARTUP, whom.startup_id) for held in known.memberships):
            return NotInvited.ADDRESS_TAKEN
        if not known.is_invited:
            return NotInvited.HAS_ACCOUNT
    tx.limits.take(LimitCode.INVITATIONS, at, actor.account_id)
    tx.limits.take(LimitCode.INVITED, at, address)
    # Of whom no name is known the startup's says what its founders read.
    names = (whom.name,) if whom.name else (startup.name, startup.name_zh)
    language = language_of(known, names, whom.language)
    invitee = Invitee(address, STARTUP, whom.startup_id, whom.name, language)
    account_id, leaves = invite_by_mail(
        tx, actor, invitee, known, at, link_days=link_days, incubator_id=actor.subject_id
    )
    tx.audit.record(actor, "invite_founder", whom.startup_id, at, account_id)
    done.invited.append(account_id)
    done.last_leaves = max(leaves, done.last_leaves or leaves)
    return None

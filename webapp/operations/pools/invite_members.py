"""Ask those who are on the pool's list, by an import, whether they want to be in it; or send that invitation again.

Who has no account gets the mail that opens one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from graph.domain.kinds import pooled_kind
from graph.domain.limits import INVITATION_PACE, LimitCode
from graph.domain.reasons import NotInvited
from graph.domain.scripts import in_both
from graph.domain.states.terms import TERMS, TermState
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.term import Membership
from graph.errors import InvalidInputError, LimitReachedError
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.mail.languages import language_of
from webapp.operations.accounts.curators import require_curator
from webapp.operations.accounts.invite_by_mail import Invitee, invite_by_mail
from webapp.operations.pools.change_pool import MOST_AT_ONCE


@dataclass
class InvitedMembers:
    """Who is invited, when the last of the mails leaves, and the names of who is not, by reason."""

    invited: list[str] = field(default_factory=list)
    last_leaves: datetime | None = None
    left_out: dict[NotInvited, list[str]] = field(default_factory=dict)


def invite_members(
    graph: Graph, actor: Actor, person_ids: Iterable[str], at: datetime, *, link_days: int, language: str = ""
) -> InvitedMembers:
    """Send each of these members the mail that asks them, in turn; an invitation of before is replaced.

    `language`: that of the mail to all who have not opened an account; empty: each in their own (`language_of`).

    Raises NotFoundError where somebody is not in the actor's pool, InvalidInputError, ForbiddenError.
    """
    chosen = sorted(set(person_ids))
    require_curator(actor)
    if not chosen or len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose one, and at most {MOST_AT_ONCE}.", field="id")

    def work(tx: Transaction) -> InvitedMembers:
        done = InvitedMembers()
        for person_id in chosen:
            member = tx.pools.get_membership(actor.subject_id, person_id)
            try:
                why = _invite(tx, actor, member, at, link_days, language, done)
            except LimitReachedError:
                why = NotInvited.INVITED_LATELY
            if why is not None:
                done.left_out.setdefault(why, []).append(member.name or member.name_zh)
        return done

    return graph.write(work)


def _invite(
    tx: Transaction, actor: Actor, member: Membership, at: datetime, link_days: int, language: str,
    done: InvitedMembers,
) -> NotInvited | None:  # fmt: skip
    term, day = member.term, tx.calendar.day_of(at)
    actions = ("invite_member", "invite_to_account")
    step = next((one for action in actions if (one := TERMS.find(action, actor.parties, term.state))), None)
    if step is None or not (term.is_running(day) or (term.is_invited and not term.is_over(day))):
        return NotInvited.NOT_IN_POOL
    role, person_id = pooled_kind().provider_role, member.person_id
    known = tx.answering.account_of(role, person_id)
    has_account = known is not None and not known.is_invited
    if has_account and not term.is_unasked:
        return NotInvited.HAS_ACCOUNT
    if known is None:
        why = _hindrance(tx, actor, member)
        if why is not None:
            return why
    tx.limits.take(LimitCode.INVITATIONS, at, actor.account_id)
    tx.limits.take(LimitCode.INVITED, at, person_id)
    pool, leaves = actor.subject_id, tx.limits.turn(INVITATION_PACE, at, actor.account_id) if has_account else at
    if not has_account:
        address = known.email if known else normal_email(member.email)
        spoken = language_of(known, (member.name, member.name_zh), language)
        invitee = Invitee(address, role, person_id, in_both(member.name, member.name_zh), spoken)
        told = {"incubator_id": pool} | ({"person_id": person_id} if step.target is TermState.INVITED else {})
        _account, leaves = invite_by_mail(tx, actor, invitee, known, at, link_days=link_days, **told)
    if term.is_unasked:
        tx.pools.invite_known(step, pool, person_id, day, term.until, member.name)
    note_step(tx, step, actor, person_id, at, f"in {pool}", leaves=leaves, incubator_id=pool, invited_by=actor.name)
    done.invited.append(person_id)
    done.last_leaves = max(leaves, done.last_leaves or leaves)
    return None


def _hindrance(tx: Transaction, actor: Actor, member: Membership) -> NotInvited | None:
    """Why no account can be opened with the address of somebody who has none yet."""
    if not member.email:
        return NotInvited.NO_ADDRESS
    try:
        holder = tx.accounts.find_by_email(normal_email(member.email))
    except InvalidInputError:
        return NotInvited.BAD_ADDRESS
    if holder is None:
        return None
    role = pooled_kind().provider_role
    others = {held.subject_id for held in holder.memberships if held.role == role} - {member.person_id}
    is_double = not others.isdisjoint(tx.pools.member_ids(actor.subject_id))
    return NotInvited.IS_A_DOUBLE if is_double else NotInvited.ADDRESS_TAKEN

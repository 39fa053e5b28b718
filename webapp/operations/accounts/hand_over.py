"""A link that a curator hands over by themselves, by WeChat or on paper, where a mail does not reach somebody.

Whoever has the link opens the account. So it is made only for an account that opens nothing which the curator could not
open anyway: of somebody whose record is theirs to correct, or of a founder of a startup that is with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.domain.kinds import pooled_kind
from graph.domain.limits import LimitCode
from graph.domain.roles import STARTUP
from graph.domain.states.accounts import ACCOUNTS
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account, LinkPurpose, MailedLink
from graph.errors import ConflictError, InvalidInputError, NotFoundError
from graph.repositories.ownership import is_own
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.accounts.link_tokens import LinkTokens
from webapp.operations.pools.correct_supervisor import AddressTakenError, SpeaksForThemselvesError, may_correct


class ActsForOthersError(ConflictError):
    """The account would open more than what is the curator's."""

    code = "acts_for_others"


@dataclass(frozen=True)
class HandedLink:
    """What stands on the sheet: the token, for whom it is and until when it can be used."""

    token: str
    name: str
    email: str
    expires_at: datetime


def hand_over_to_member(
    graph: Graph, tokens: LinkTokens, actor: Actor, person_id: str, at: datetime, lifetime: timedelta
) -> HandedLink:
    """A new link for somebody of the pool; the one of before ends. Who was never invited gets an account for it.

    Raises NotFoundError, SpeaksForThemselvesError, InvalidInputError (no address is known), AddressTakenError,
    ActsForOthersError, StateChangedError, LimitReachedError.
    """
    role = pooled_kind().provider_role

    def work(tx: Transaction) -> HandedLink:
        member = tx.pools.get_membership(actor.subject_id, person_id)
        if not may_correct(tx, actor, person_id, tx.calendar.day_of(at)):
            raise SpeaksForThemselvesError("They keep their own profile.")
        known = tx.answering.account_of(role, person_id)
        account_id = known.id if known else _new_account(tx, member.email, member.name, role, person_id, at)
        return _hand_over(tx, tokens, actor, account_id, (role, person_id), at, lifetime)

    return graph.write(work)


def hand_over_to_founder(
    graph: Graph, tokens: LinkTokens, actor: Actor, startup_id: str, account_id: str, at: datetime, lifetime: timedelta
) -> HandedLink:
    """A new link for a founder who was invited; the one of before ends.

    Raises NotFoundError, ActsForOthersError, StateChangedError, LimitReachedError, ForbiddenError.
    """

    def work(tx: Transaction) -> HandedLink:
        account = tx.accounts.find(account_id)
        held = {(one.role, one.subject_id) for one in account.memberships} if account else set()
        if not is_own(tx, actor, startup_id) or (STARTUP, startup_id) not in held:
            raise NotFoundError("account", account_id)
        return _hand_over(tx, tokens, actor, account_id, (STARTUP, startup_id), at, lifetime)

    return graph.write(work)


def _new_account(tx: Transaction, email: str, name: str, role: str, subject_id: str, at: datetime) -> str:
    if not email:
        raise InvalidInputError("No address is known.", field="email")
    address = normal_email(email)
    if tx.accounts.find_by_email(address) is not None:
        raise AddressTakenError("This address is that of another account.")
    account_id = tx.accounts.create(address, at, name=name)
    tx.accounts.grant(account_id, role, subject_id, at)
    return account_id


def _hand_over(
    tx: Transaction, tokens: LinkTokens, actor: Actor, account_id: str, only: tuple[str, str], at: datetime,
    lifetime: timedelta,
) -> HandedLink:  # fmt: skip
    tx.accounts.lock(account_id)
    account = tx.accounts.get(account_id)
    step = require_step(ACCOUNTS, "hand_over_link", actor.parties, account.state)
    if _acts_for_others(tx, account, only, at):
        raise ActsForOthersError("This account is for something else, too.")
    tx.limits.take(LimitCode.LINKS, at, account_id)
    tx.answering.note_invited(account_id, actor.account_id, at)
    note_step(tx, step, actor, account_id, at, f"for {only[1]}")
    link = MailedLink(
        LinkPurpose.INVITE, account_id, tx.tokens.issue(account_id, LinkPurpose.INVITE, at), at + lifetime
    )
    token = tokens.token_of(link)
    tx.tokens.note(token, link, at)
    return HandedLink(token, account.name, account.email, link.expires_at)


def _acts_for_others(tx: Transaction, account: Account, only: tuple[str, str], at: datetime) -> bool:
    held = {(one.role, one.subject_id) for one in account.memberships}
    asked = tx.colleagues.list_offers(account.id) or tx.accounts.list_offers(account.id, tx.calendar.day_of(at))
    return held != {only} or bool(asked)

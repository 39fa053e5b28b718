"""Mails about accounts: invitation, reset link, changed password."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from graph.domain.deadlines import INVITATION_DAYS
from graph.domain.kinds import pooled_kind
from graph.domain.scripts import in_both, name_in
from graph.domain.states.accounts import AccountState
from graph.entities.account import Account, LinkPurpose, MailedLink
from graph.entities.message import TOKEN_PLACE, MailDraft, OutboxMessage
from graph.query_runner import Row
from graph.transaction import Transaction
from webapp.mail.pools import incubator_names
from webapp.mail.rendering import mail_to
from webapp.operations.accounts.change_address import CONFIRM_HOURS, OBJECT_DAYS
from webapp.operations.delivery.deliver_outbox import OUR_ADDRESS, Composer
from webapp.presenters.language import DEFAULT_ZONE
from webapp.words.ranks import rank_acts, rank_word
from webapp.words.roles import role_word
from webapp.words.speaking import speaking

_LONGEST_GREETED = 40
_A_NAME = re.compile(r"[^\W\d_]+(?:(?:[ '’·-]|\. )[^\W\d_]+){0,4}")


def compose_invitation(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The link that opens an account; none where an incubator took its invitation back while this waited its turn."""
    account, told = tx.accounts.find(message.subject_id), message.payload
    if account is None or not account.is_invited:
        return []
    if "person_id" in told and not tx.pools.is_invited(str(told["incubator_id"]), str(told["person_id"])):
        return []
    now = datetime.now(UTC)
    # A message of an earlier version says no days.
    lifetime = timedelta(days=message.payload.get("days", INVITATION_DAYS))
    link = _link(LinkPurpose.INVITE, message, now + lifetime)
    path = f"/invitations/{TOKEN_PLACE}"
    mail = mail_to(account, "invite_account", path, until=link.expires_at, **_said(tx, account, message))
    return [replace(mail, link=link)]


def preview_invitation(
    names: tuple[str, str], email: str, language: str, role: str, incubator: Row, until: datetime, base_url: str
) -> MailDraft:
    """The mail of an incubator that opens an account, as somebody without one would get it; its link opens nothing.

    `names`: their own, and the Chinese one; `incubator`: what `names_of_incubator` gives.
    """
    name = name_in(in_both(*names), language)
    to = Account("", email, name, language, DEFAULT_ZONE, AccountState.INVITED, 0, until)
    with speaking(language):
        told: Row = {"name": _greeted(name), "role": role_word(role), "subject": "", "invited_by": ""}
    told["incubator"] = _in(to, incubator["incubator"], incubator["incubator_zh"])
    mail = mail_to(to, "invite_account", "/invitations/…", until=until, **told)
    return replace(mail, body=mail.body.replace(OUR_ADDRESS, f"{base_url}/"))


def compose_reset(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The link with which a forgotten password is replaced; a request that waited too long is let go."""
    account = tx.accounts.find(message.subject_id)
    now = datetime.now(UTC)
    if account is None or not account.is_active or now - message.at > timedelta(hours=12):
        return []
    lifetime = timedelta(minutes=message.payload["minutes"])
    link = _link(LinkPurpose.RESET, message, now + lifetime)
    by_administrator = bool(message.payload.get("by_administrator"))
    mail = mail_to(
        account, "reset_password", f"/reset/{TOKEN_PLACE}", until=link.expires_at, by_administrator=by_administrator
    )
    return [replace(mail, link=link)]


def compose_address_link(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The link that confirms a new address, sent there; nothing where somebody else has it, which is told nobody."""
    account, address = tx.accounts.find(message.subject_id), str(message.payload["new"])
    is_asked = account is not None and account.is_active and tx.addresses.get(account.id).new == address
    if account is None or not is_asked or tx.accounts.find_by_email(address) is not None:
        return []
    link = _link(LinkPurpose.CONFIRM_ADDRESS, message, message.at + timedelta(hours=CONFIRM_HOURS))
    to = replace(account, email=address, name="")
    mail = mail_to(to, "confirm_address", f"/address/{TOKEN_PLACE}", until=link.expires_at)
    return [replace(mail, link=link)]


def compose_address_asked(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells the address of before, with a link for who did not ask."""
    account = tx.accounts.find(message.subject_id)
    if account is None or not account.is_active:
        return []
    link = _link(LinkPurpose.KEEP_ADDRESS, message, message.at + timedelta(days=OBJECT_DAYS))
    path = f"/address/{TOKEN_PLACE}/not-me"
    old = [replace(account, email=str(one)) for one in message.payload["old"]]
    by_others = bool(message.payload.get("by_others"))
    mails = [
        mail_to(to, "tell_address_asked", path, key="old", at=message.at, until=link.expires_at, by_others=by_others)
        for to in old
    ]
    return [replace(mail, link=link) for mail in mails]


def compose_password_changed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells the owner, who may not be who did it."""
    account = tx.accounts.find(message.subject_id)
    if account is None or not account.is_active:
        return []
    return [mail_to(account, "password_changed", "/reset", at=message.at)]


def compose_role_offered(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Asks somebody with an account to act for one more; none once it was answered or taken back."""
    account = tx.accounts.find(message.subject_id)
    if account is None or not account.is_active:
        return []
    asked = {(offer.role, offer.subject_id): offer.rank for offer in tx.colleagues.list_offers(account.id)}
    told = (str(message.payload["role"]), str(message.payload["of"]))
    if told not in asked:
        return []
    said = {"whom": _for_whom(tx, account, message), "asked_by": message.payload["asked_by"]}
    said |= _as_what(account, told[0], asked[told])
    return [mail_to(account, "tell_role_offered", "/account", **said)]


def compose_rank_changed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells somebody what they are within their organisation now; nothing where they are gone meanwhile."""
    account = tx.accounts.find(message.subject_id)
    told = (message.payload["role"], message.payload["of"])
    held = [one for one in account.memberships if (one.role, one.subject_id) == told] if account else []
    if account is None or not account.is_active or not held:
        return []
    said = {"whom": _for_whom(tx, account, message), **_as_what(account, held[0].role, held[0].rank)}
    return [mail_to(account, "tell_rank_changed", "/account", **said)]


def compose_role_removed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells whose role a colleague took away."""
    account = tx.accounts.find(message.subject_id)
    if account is None or not account.is_active:
        return []
    return [mail_to(account, "tell_role_removed", "/account", whom=_for_whom(tx, account, message))]


def _as_what(account: Account, role: str, rank: str) -> Row:
    with speaking(account.language):
        return {"rank": rank_word(rank), "acts": rank_acts(role, rank) if rank else []}


def _for_whom(tx: Transaction, account: Account, message: OutboxMessage) -> str:
    """The organisation's name; the word for the role where it is for the whole installation."""
    found = tx.colleagues.name_of(str(message.payload["of"]))
    if found:
        return _in(account, *found)
    with speaking(account.language):
        return role_word(str(message.payload["role"]))


def _link(purpose: LinkPurpose, message: OutboxMessage, expires_at: datetime) -> MailedLink:
    # A message of an earlier version has no number: its account has issued none.
    return MailedLink(purpose, message.subject_id, int(message.payload.get("issue", 0)), expires_at)


def _said(tx: Transaction, account: Account, message: OutboxMessage) -> Row:
    """What an invitation tells beside its link.

    Who never accepted anything gets no words that others typed, but the name by which they are greeted, where it is
    one: an incubator invites by its own name, in the role that is theirs then. Only what an operator of the
    installation sends says for whom they are to act.
    """
    name, role = _greeted(name_in(account.name, account.language)), _role(account)
    told = {"name": name, "role": role, "incubator": "", "subject": "", "invited_by": ""}
    if "of" in message.payload:
        return {**told, "subject": _for_whom(tx, account, message)}
    # A message of an earlier version says only that it is for whom the account acts.
    if "for_subject" in message.payload:
        return {**told, "subject": _held_by(account)}
    if "invited_by" not in message.payload:
        names = incubator_names(tx, message)
        return {**told, "incubator": _in(account, names["incubator"], names["incubator_zh"])}
    by = str(message.payload["invited_by"])
    return {**told, "name": name_in(account.name, account.language), "subject": _held_by(account), "invited_by": by}


def _greeted(name: str) -> str:
    """A name as a greeting says it; nothing where it could be more than one: an address, a number, a sentence."""
    return name if len(name) <= _LONGEST_GREETED and _A_NAME.fullmatch(name) else ""


def _role(account: Account) -> str:
    """As what they are invited, in their language."""
    role = account.memberships[0].role if account.memberships else pooled_kind().provider_role
    with speaking(account.language):
        return role_word(role)


def _held_by(account: Account) -> str:
    held = account.memberships[0] if account.memberships else None
    return _in(account, held.subject_name, held.subject_name_zh) if held else ""


def _in(account: Account, name: str, name_zh: str) -> str:
    return (name_zh or name) if account.language == "zh" else (name or name_zh)


COMPOSERS: dict[str, Composer] = {
    "confirm_address": compose_address_link,
    "tell_address_asked": compose_address_asked,
    "invite_account": compose_invitation,
    "password_changed": compose_password_changed,
    "reset_password": compose_reset,
    "tell_role_offered": compose_role_offered,
    "tell_rank_changed": compose_rank_changed,
    "tell_role_removed": compose_role_removed,
}

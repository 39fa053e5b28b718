"""Mails about accounts: invitation, reset link, changed password."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from graph.domain.deadlines import INVITATION_DAYS
from graph.entities.account import LinkPurpose
from graph.entities.message import MailDraft, OutboxMessage
from graph.transaction import Transaction
from webapp.mail.rendering import mail_to
from webapp.operations.accounts.links import make_token
from webapp.operations.delivery.deliver_outbox import Composer


def compose_invitation(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The link that opens an account; made here, so that nothing but the mail ever holds it."""
    account = tx.accounts.find(message.subject_id)
    if account is None or not account.is_invited:
        return []
    now = datetime.now(UTC)
    # A message of an earlier version says no days.
    lifetime = timedelta(days=message.payload.get("days", INVITATION_DAYS))
    token = make_token(tx, account.id, LinkPurpose.INVITE, now, lifetime)
    held = account.memberships[0] if account.memberships else None
    return [
        mail_to(
            account,
            "invite_account",
            f"/invitations/{token}",
            invited_by=str(message.payload.get("invited_by", "")),
            role=held.role if held else "",
            subject=_subject_name(held.subject_name, held.subject_name_zh, account.language) if held else "",
            until=now + lifetime,
        )
    ]


def compose_reset(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The link with which a forgotten password is replaced; a request that waited too long is let go."""
    account = tx.accounts.find(message.subject_id)
    now = datetime.now(UTC)
    if account is None or not account.is_active or now - message.at > timedelta(hours=12):
        return []
    lifetime = timedelta(minutes=message.payload["minutes"])
    token = make_token(tx, account.id, LinkPurpose.RESET, now, lifetime)
    return [mail_to(account, "reset_password", f"/reset/{token}", until=now + lifetime)]


def compose_password_changed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells the owner, who may not be who did it."""
    account = tx.accounts.find(message.subject_id)
    if account is None or not account.is_active:
        return []
    return [mail_to(account, "password_changed", "/reset", at=message.at)]


def _subject_name(name: str, name_zh: str, language: str) -> str:
    return (name_zh or name) if language == "zh" else (name or name_zh)


COMPOSERS: dict[str, Composer] = {
    "invite_account": compose_invitation,
    "password_changed": compose_password_changed,
    "reset_password": compose_reset,
}

"""Mails about places that came free."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import Side
from graph.entities.account import Account
from graph.entities.message import MailDraft, OutboxMessage
from graph.transaction import Transaction
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import Composer


def compose_place_free(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears that a place is held for it; nothing where it asked or went off the list meanwhile."""
    wait = tx.waits.find(message.subject_id)
    if wait is None or not wait.is_offered:
        return []
    path = f"/startup/needs/{wait.need_id}/proposals/{wait.provider_id}/ask"
    return _mails(tx, message, "tell_place_free", path, wait.held_until)


def compose_offer_lapsed(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The startup hears that the place went to whoever comes next."""
    return _mails(tx, message, "tell_offer_lapsed", f"/startup/needs/{message.payload['need_id']}")


def _mails(
    tx: Transaction, message: OutboxMessage, template: str, path: str, until: datetime | None = None
) -> list[MailDraft]:
    told = message.payload
    accounts = tx.accounts.list_of_side(Side.SEEKER, str(told["startup_id"]))
    return [
        mail_to(to, template, path, key=template, supervisor=_named(told, to), need=str(told["need"]), until=until)
        for to in accounts
    ]


def _named(told: dict[str, object], to: Account) -> str:
    english, chinese = str(told["provider"] or ""), str(told["provider_zh"] or "")
    return (chinese or english) if to.language == "zh" else (english or chinese)


COMPOSERS: dict[str, Composer] = {"tell_offer_lapsed": compose_offer_lapsed, "tell_place_free": compose_place_free}

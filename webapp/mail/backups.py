"""Mails about backups: one failed, or none was made for long."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import ADMINISTRATOR
from graph.domain.states.accounts import AccountState
from graph.entities.account import Account
from graph.entities.backups import Standing
from graph.entities.message import MailDraft, OutboxMessage
from graph.transaction import Transaction
from webapp.mail.rendering import mail_to
from webapp.operations.backups.keep_backups import TROUBLE
from webapp.operations.delivery.deliver_outbox import Composer
from webapp.words.jobs import failure_words
from webapp.words.speaking import speaking

_MANY = 500


def compose_trouble(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Every administrator hears what is the matter, and since when."""
    administrators = tx.accounts.list_page(role=ADMINISTRATOR, state=AccountState.ACTIVE, limit=_MANY)
    return [_trouble(to, message.payload) for to in administrators]


def _trouble(to: Account, told: dict[str, str]) -> MailDraft:
    with speaking(to.language):
        why = failure_words(told["failure"]) if told["failure"] else ""
    return mail_to(
        to, TROUBLE, "/admin/jobs", key=to.id, why=why, since=datetime.fromisoformat(told["since"]),
        is_overdue=told["standing"] == Standing.OVERDUE,
    )  # fmt: skip


COMPOSERS: dict[str, Composer] = {TROUBLE: compose_trouble}

"""The mail that asks an owner whether their profile is still true."""

from __future__ import annotations

from datetime import date

from graph.domain.freshness import told_from
from graph.domain.kinds import kind_of_labels
from graph.domain.roles import Side
from graph.entities.message import MailDraft, OutboxMessage
from graph.transaction import Transaction
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import Composer


def compose_confirm(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Nothing where they have answered by now, or are gone."""
    labels = tx.providers.labels_to_confirm(message.subject_id)
    if labels is None:
        return []
    since, later = date.fromisoformat(str(message.payload["since"])), told_from(tx.calendar.day_of(message.at))
    path = f"/{kind_of_labels(labels).provider_role}/profile/confirm"
    accounts = tx.accounts.list_of_side(Side.PROVIDER, message.subject_id)
    return [mail_to(to, "ask_to_confirm", path, key=to.id, since=since, told_from=later) for to in accounts]


COMPOSERS: dict[str, Composer] = {"ask_to_confirm": compose_confirm}

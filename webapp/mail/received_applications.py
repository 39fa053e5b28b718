"""The mail by which curators hear of the applications of a day."""

from __future__ import annotations

from datetime import date

from graph.domain.roles import INCUBATOR
from graph.entities.message import MailDraft, OutboxMessage
from graph.transaction import Transaction
from webapp.mail.pools import incubator_names
from webapp.mail.rendering import mail_to
from webapp.operations.applications.tell_curators import KIND, window_of
from webapp.operations.delivery.deliver_outbox import Composer
from webapp.words.applications import APPLICANTS
from webapp.words.speaking import speaking

_MOST_NAMED = 10


def compose(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """None where all of them are decided by now, or the curator left meanwhile."""
    account, incubator_id = tx.accounts.find(message.subject_id), str(message.payload["incubator_id"])
    if account is None or not tx.accounts.holds(account.id, INCUBATOR, incubator_id):
        return []
    since, before = window_of(date.fromisoformat(str(message.payload["day"])), tx.calendar)
    rows = [one for one in tx.applications.list_received(since, before) if one["incubator_id"] == incubator_id]
    if not rows:
        return []
    names = incubator_names(tx, message)
    shown = names["incubator_zh" if account.language == "zh" else "incubator"] or names["incubator"]
    with speaking(account.language):
        lines = [(one["name"], APPLICANTS[one["kind"]].say({})) for one in rows[:_MOST_NAMED]]
    path = "/incubator/applications?state=received"
    return [mail_to(account, KIND, path, key=incubator_id, incubator=shown, lines=lines, count=len(rows))]


COMPOSERS: dict[str, Composer] = {KIND: compose}

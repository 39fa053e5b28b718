"""Mails to whoever applies on the public page of an incubator: in the language in which they applied.

Until an address is confirmed nobody knows whose it is: nothing that was typed goes there.
"""

from __future__ import annotations

from dataclasses import replace

from graph.domain.applications import CONFIRM_WITHIN, KEPT_FOR
from graph.domain.states.accounts import AccountState
from graph.domain.states.applications import ApplicationState
from graph.entities.account import Account, LinkPurpose, MailedLink
from graph.entities.application import Application
from graph.entities.message import TOKEN_PLACE, MailDraft, OutboxMessage
from graph.transaction import Transaction
from webapp.mail.pools import names_of_incubator
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import Composer
from webapp.presenters.language import DEFAULT_ZONE
from webapp.words.applications import NOT_TAKEN_IN
from webapp.words.speaking import speaking


def _composer(template: str, state: ApplicationState) -> Composer:
    """What writes a mail about an application as long as it is in this state."""

    def compose(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
        application = tx.applications.find(message.subject_id)
        if application is None or application.state is not state:
            return []
        return [_mail(tx, template, application)]

    return compose


def _mail(tx: Transaction, template: str, application: Application) -> MailDraft:
    said, at = application.said, application.stepped_at
    to = Account("", said.email, "", said.language, DEFAULT_ZONE, AccountState.ACTIVE, 0, application.created_at)
    names = names_of_incubator(tx, application.incubator_id)
    incubator = names["incubator_zh" if said.language == "zh" else "incubator"]
    with speaking(said.language):
        reason = NOT_TAKEN_IN[application.reason].say({}) if application.reason else ""
    mail = mail_to(
        to, template, f"/applications/{application.id}/{TOKEN_PLACE}",
        incubator=incubator, until=at + CONFIRM_WITHIN, erased_on=at + KEPT_FOR[application.state],
        applied_at=application.created_at,
        reason=reason, answer=application.answer,
    )  # fmt: skip
    lasts = max(KEPT_FOR.values())
    return replace(mail, link=MailedLink(LinkPurpose.APPLICATION, application.id, application.issue, at + lasts))


COMPOSERS: dict[str, Composer] = {
    "confirm_application": _composer("confirm_application", ApplicationState.UNCONFIRMED),
    "tell_application_received": _composer("tell_application_received", ApplicationState.RECEIVED),
    "tell_application_accepted": _composer("tell_application_accepted", ApplicationState.ACCEPTED),
    "tell_application_declined": _composer("tell_application_declined", ApplicationState.DECLINED),
    "tell_application_withdrawn": _composer("tell_application_withdrawn", ApplicationState.WITHDRAWN),
}

"""Mails between a curator and supervisors: an invitation into a pool, its answer, a farewell."""

from __future__ import annotations

from graph.domain.kinds import pooled_kind
from graph.domain.roles import INCUBATOR
from graph.entities.message import MailDraft, OutboxMessage
from graph.errors import NotFoundError
from graph.query_runner import Row
from graph.transaction import Transaction
from webapp.mail.rendering import mail_to
from webapp.operations.delivery.deliver_outbox import Composer


def compose_invited(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Asks who has an account whether they want to be in one pool more, or to become a supervisor.

    None where the invitation was taken back or answered while its mail waited for its turn.
    """
    if not tx.pools.is_invited(str(message.payload.get("incubator_id", "")), message.subject_id):
        return []
    incubator = incubator_names(tx, message)
    invited_by, role = str(message.payload.get("invited_by", "")), pooled_kind().provider_role
    paths = dict.fromkeys(tx.accounts.list_offered(message.subject_id), "/account")
    paths |= dict.fromkeys(tx.accounts.list_of_subject(role, message.subject_id), f"/{role}/pools")
    return [
        mail_to(account, "tell_invited_to_pool", path, key=account.id, invited_by=invited_by, **incubator)
        for account, path in paths.items()
    ]


def compose_answered(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells the incubator what the invited supervisor answered."""
    names: Row = {key: str(message.payload.get(key, "")) for key in ("who", "who_zh")}
    accepted = bool(message.payload.get("accepted"))
    incubator_id = str(message.payload["incubator_id"])
    path = f"/incubator/supervisors/{message.subject_id}" if accepted else "/incubator/pool"
    return [
        mail_to(account, "tell_pool_answer", path, key=account.id, accepted=accepted, **names)
        for account in tx.accounts.list_of_subject(INCUBATOR, incubator_id)
    ]


def compose_left(tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells the incubator that a supervisor left its pool."""
    names: Row = {key: str(message.payload.get(key, "")) for key in ("who", "who_zh")}
    return [
        mail_to(account, "tell_left_pool", "/incubator/pool", key=account.id, **names)
        for account in tx.accounts.list_of_subject(INCUBATOR, str(message.payload["incubator_id"]))
    ]


def incubator_names(tx: Transaction, message: OutboxMessage) -> Row:
    """What the incubator of a message is called in both languages; empty where there is none."""
    return names_of_incubator(tx, str(message.payload.get("incubator_id", "")))


def names_of_incubator(tx: Transaction, incubator_id: str) -> Row:
    """What an incubator is called in both languages; empty where there is none."""
    try:
        found = tx.incubators.get(incubator_id)
    except NotFoundError:
        return {"incubator": "", "incubator_zh": ""}
    return {"incubator": found["name"], "incubator_zh": found["name_zh"] or found["name"]}


COMPOSERS: dict[str, Composer] = {
    "tell_invited_to_pool": compose_invited,
    "tell_left_pool": compose_left,
    "tell_pool_answer": compose_answered,
}

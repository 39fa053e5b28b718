"""Letters of a curator: to chosen supervisors, and to one who joined a pool with the account they have."""

from __future__ import annotations

from graph.driver import Graph
from graph.entities.message import MailDraft, OutboxMessage
from graph.errors import NotFoundError
from graph.transaction import Row, Transaction
from webapp.mail.rendering import letter
from webapp.operations.deliver_outbox import Composer


def compose_letter(graph: Graph, tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """The curator's own words; to the profile's address where there is no account yet."""
    facts = {key: str(message.payload.get(key, "")) for key in ("subject", "body", "from_name", "email")}
    incubator = _incubator(graph, tx, message)
    accounts = graph.accounts.list_of_subject(tx, "supervisor", message.subject_id)
    signed = {"text": facts["body"], "title": facts["subject"], "from_name": facts["from_name"], **incubator}
    if accounts:
        return [letter(account, "write_to_supervisor", key=account.id, **signed) for account in accounts]
    if not facts["email"]:
        return []
    body = f"{facts['body']}\n\n{facts['from_name']}\n{incubator['incubator_zh']} {incubator['incubator']}\n"
    return [MailDraft(facts["email"], facts["subject"], body, "zh")]


def compose_joined(graph: Graph, tx: Transaction, message: OutboxMessage) -> list[MailDraft]:
    """Tells who has an account that they are in one pool more."""
    incubator = _incubator(graph, tx, message)
    invited_by = str(message.payload.get("invited_by", ""))
    return [
        letter(account, "tell_joined_pool", "/supervisor/", key=account.id, invited_by=invited_by, **incubator)
        for account in graph.accounts.list_of_subject(tx, "supervisor", message.subject_id)
    ]


def _incubator(graph: Graph, tx: Transaction, message: OutboxMessage) -> Row:
    try:
        found = graph.incubators.get(tx, str(message.payload.get("incubator_id", "")))
    except NotFoundError:
        return {"incubator": "", "incubator_zh": ""}
    return {"incubator": found["name"], "incubator_zh": found["name_zh"] or found["name"]}


COMPOSERS: dict[str, Composer] = {"write_to_supervisor": compose_letter, "tell_joined_pool": compose_joined}

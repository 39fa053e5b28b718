"""Every mail that what happened in the town leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from graph.driver import Graph
from tests.functional.made_up.town import NOW
from tests.support.cleaning import run_raw
from tests.support.mailbox import sender
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.delivery.send_mail import send_due_mail


@dataclass(frozen=True)
class Mail:
    """A mail, and the kind of message of which it came."""

    kind: str
    language: str
    subject: str
    body: str


def deliver(graph: Graph) -> list[Mail]:
    """All that waits in the outbox, as the mails that arrive."""
    arrived: dict[str, str] = {}

    def arrive(message: EmailMessage) -> None:
        arrived[message["Message-ID"].strip("<").partition("@")[0]] = message.get_content()

    deliver_outbox(graph, MAIL_KINDS, "http://liulu.test", NOW + timedelta(days=1))
    send_due_mail(graph, sender(arrive), NOW + timedelta(days=1), keep_bodies=False, limit=1000)
    rows = run_raw(
        graph,
        "MATCH (m:Mail), (o:Outbox {id: m.outbox_id}) RETURN o.kind AS kind, m.language AS language, "
        "m.subject AS subject, m.id AS id",
    )
    return [Mail(str(row["kind"]), str(row["language"]), str(row["subject"]), arrived[str(row["id"])]) for row in rows]

"""A mail server of the test's own, and what is sent to it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as email_policy
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from webapp.accounts.link_tokens import LinkTokens
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.accounts.invite_account import invite_account
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.delivery.send_mail import Sender, send_due_mail
from webapp.operations.delivery.smtp import Transport, smtp_transport

BASE = "http://liulu.test"
TOKENS = LinkTokens("a key of tests")
SENDER = "Liulu <mails@liulu.example>"


class Mailbox:
    """What arrived; may refuse."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            parsed: Any = BytesParser(policy=email_policy).parsebytes(envelope.original_content or b"")
            self.mails.append(parsed)
        return self.answer

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith("gone@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def now() -> datetime:
    return datetime.now(UTC)


def deliver(graph: Graph) -> int:
    return deliver_outbox(graph, MAIL_KINDS, BASE, now())


def send(graph: Graph, url: str, at: datetime | None = None, *, keep: bool = False) -> int:
    return send_due_mail(graph, sender(smtp_transport(url)), at or now(), keep_bodies=keep)


def sender(transport: Transport) -> Sender:
    return Sender(transport, SENDER, TOKENS)


def invite(graph: Graph, email: str = "gu@liulu.example", language: str = "en") -> Account:
    return invite_account(
        graph, Actor.system(), email, "administrator", "", now(), days=14, name="Gu Mingche", language=language
    )

"""Hands mails over by SMTP: each under a lease, with one Message-ID for all its attempts."""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from graph.driver import Graph
from graph.emails import wire_email
from graph.entities.message import TOKEN_PLACE, Mail
from graph.transaction import Transaction
from webapp.accounts.link_tokens import LinkTokens
from webapp.operations.delivery.smtp import AnswerLostError, RefusedForGoodError, Transport

MAX_ATTEMPTS = 10
_LEASE = timedelta(minutes=2)
_FIRST_PAUSE = timedelta(seconds=30)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sender:
    """How this installation sends: by which server, in whose name, and what makes the tokens of links."""

    transport: Transport
    name: str
    tokens: LinkTokens


def send_due_mail(graph: Graph, sender: Sender, at: datetime, *, keep_bodies: bool, limit: int = 100) -> int:
    """Send what is due; returns how many mails were handed over."""
    due = graph.read(lambda tx: tx.mail.list_due(at, limit))
    return sum(send_one(graph, sender, mail_id, at, keep_bodies=keep_bodies) for mail_id in due)


def send_one(graph: Graph, sender: Sender, mail_id: str, at: datetime, *, keep_bodies: bool) -> bool:
    """Send one mail; False when another worker has it in hand, or it could not be handed over."""
    mail = graph.write(lambda tx: _take(tx, sender.tokens, mail_id, at))
    if mail is None:
        return False
    try:
        sender.transport(_message_or_refusal(with_token(mail, sender.tokens), sender.name))
    except (OSError, smtplib.SMTPException, RefusedForGoodError, AnswerLostError) as error:
        _put_off(graph, mail, error, at)
        return False
    graph.write(lambda tx: tx.mail.mark_sent(mail_id, at, keep_body=keep_bodies))
    return True


def with_token(mail: Mail, tokens: LinkTokens) -> Mail:
    """The mail as its addressee reads it; what the graph keeps never holds the token of a link."""
    return replace(mail, body=mail.body.replace(TOKEN_PLACE, tokens.token_of(mail.link))) if mail.link else mail


def _take(tx: Transaction, tokens: LinkTokens, mail_id: str, at: datetime) -> Mail | None:
    mail = tx.mail.lease(mail_id, at, at + _LEASE)
    if mail and mail.link:
        tx.tokens.note(tokens.token_of(mail.link), mail.link, at)
    return mail


def _message_or_refusal(mail: Mail, sender: str) -> EmailMessage:
    """A mail whose address or words make no message is given up, and holds up no other."""
    try:
        return as_message(mail, sender)
    except (ValueError, IndexError, HeaderParseError) as error:
        raise RefusedForGoodError(f"This makes no mail: {error}") from error


def as_message(mail: Mail, sender: str) -> EmailMessage:
    """The mail as it travels. A second copy after a crash has the same Message-ID, so that mailboxes show one."""
    message = EmailMessage()
    host = parseaddr(sender)[1].rpartition("@")[2] or "liulu"
    message["Message-ID"] = f"<{mail.id}@{host}>"
    message["Date"] = format_datetime(mail.at)
    message["From"] = sender
    message["To"] = Address(addr_spec=wire_email(mail.to))  # one addressee, whatever a profile says
    if mail.reply_to:
        message["Reply-To"] = Address(addr_spec=mail.reply_to)
    message["Subject"] = " ".join(mail.subject.split())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    message["Content-Language"] = "zh-Hans" if mail.language == "zh" else mail.language
    return message


def _put_off(graph: Graph, mail: Mail, error: Exception, at: datetime) -> None:
    _log.warning("mail %s could not be handed over: %s", mail.id, type(error).__name__)
    give_up = isinstance(error, RefusedForGoodError) or mail.attempts >= MAX_ATTEMPTS
    until = at + _FIRST_PAUSE * 2 ** (mail.attempts - 1)
    reason = f"{type(error).__name__}: {error}"
    is_doubtful = isinstance(error, AnswerLostError)
    graph.write(lambda tx: tx.mail.put_off(mail.id, reason, until, give_up=give_up, is_doubtful=is_doubtful))

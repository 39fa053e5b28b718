"""Reads a message that a mail server handed over: which of our mails came back, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import cast

from graph.domain.bounces import BounceReason, reason_of_status
from graph.errors import InvalidInputError

LARGEST = 10_000_000
"""Bytes of a message; a bounce quotes what it is about, and ours are small."""

_OURS = re.compile(r"<(mail-[0-9a-z]{1,64})@[^<>\s]{1,255}>")
_SERVERS = re.compile(r"^(mailer-daemon|postmaster|mailerdaemon)@", re.IGNORECASE)
_MOST_QUOTED = 100_000  # characters of a text part in which the number of a mail is looked for


@dataclass(frozen=True)
class Bounce:
    """One of our mails that did not arrive; `said`: the words of the server, for administrators."""

    mail_id: str
    reason: BounceReason
    said: str


def read_bounce(content: bytes) -> Bounce | None:
    """The bounce that a message is (RFC 3464, or the plain text of an older server); None where it is none of ours.

    A notice of delay is none, nor is what a person answers. Raises InvalidInputError where it is no mail at all.
    """
    if len(content) > LARGEST:
        raise InvalidInputError(f"This message is longer than {LARGEST:,} bytes.")
    try:
        message = message_from_bytes(content, policy=policy.default)
        parts = list(message.walk())
        found = _reported(parts) or _told(message, parts)
    except (RecursionError, ValueError, LookupError, AttributeError, IndexError) as error:
        raise InvalidInputError(f"This cannot be read as a mail: {type(error).__name__}.") from error
    return found


def _reported(parts: list[EmailMessage]) -> Bounce | None:
    """A delivery status notification names what became of the mail, and carries it or its head."""
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return None
    blocks = cast("list[Message]", status.get_payload()) if status.is_multipart() else []
    failed = next((block for block in blocks if str(block.get("Action", "")).strip().lower() == "failed"), None)
    mail_id = _mail_in(parts)
    if failed is None or mail_id is None:
        return None
    code = str(failed.get("Status", "")).strip()
    said = " ".join(f"{code} {failed.get('Diagnostic-Code', '')}".split())
    return Bounce(mail_id, reason_of_status(code), said)


def _told(message: EmailMessage, parts: list[EmailMessage]) -> Bounce | None:
    """A server of the older kind writes a text of its own; nothing but its name tells it from a person."""
    if any(part.get_content_type() == "message/delivery-status" for part in parts):
        return None
    senders = message["From"].addresses if message["From"] else ()
    if not any(_SERVERS.match(sender.addr_spec) for sender in senders):
        return None
    mail_id = _mail_in(parts)
    return Bounce(mail_id, BounceReason.NOT_TAKEN, " ".join(str(message["Subject"] or "").split())) if mail_id else None


def _mail_in(parts: list[EmailMessage]) -> str | None:
    """The id of our mail that a message is about: its own head as quoted, what is answered, or any text of it."""
    for text in _texts(parts):
        if ours := _OURS.search(text):
            return ours[1]
    return None


def _texts(parts: list[EmailMessage]) -> Iterator[str]:
    quoted = parts[1:]
    for part in quoted:
        yield str(part.get("Message-ID", ""))
    for name in ("In-Reply-To", "References"):
        yield str(parts[0].get(name, ""))
    for part in parts:
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            yield payload[:_MOST_QUOTED].decode("utf-8", "replace") if isinstance(payload, bytes) else ""

"""Hands one mail over by SMTP, and tells a refusal for good and a lost answer from everything that passes."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

Transport = Callable[[EmailMessage], None]
_TIMEOUT_SECONDS = 20


class RefusedForGoodError(Exception):
    """The server says that this mail will never be taken."""


class AnswerLostError(Exception):
    """The mail was handed over, and whether the server took it was never heard."""


class _Smtp(smtplib.SMTP):
    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override]  # typeshed knows Buffer only
        return _heard(super().data, msg)


class _SmtpOverTls(smtplib.SMTP_SSL):
    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override]  # typeshed knows Buffer only
        return _heard(super().data, msg)


def smtp_transport(url: str, *, must_encrypt: bool = False) -> Transport:
    """Sends by `smtp://host:587` (STARTTLS where offered) or `smtps://host:465`, with `user:password@` where asked.

    Mails carry invitations and resets: `must_encrypt` keeps a mail back while the server offers no STARTTLS, which
    is also what somebody between would make it look like.
    The transport raises RefusedForGoodError, AnswerLostError; OSError and SMTPException where it may try again.
    """
    parts = urlsplit(url)

    def send(message: EmailMessage) -> None:
        with _connected(parts, must_encrypt) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as error:
                if all(code >= 500 for code, _text in error.recipients.values()):
                    raise RefusedForGoodError(str(error)) from error
                raise

    return send


def show_only(_message: EmailMessage) -> None:
    """Development without SMTP: the mail stays on the page that shows all mails."""


@contextmanager
def _connected(parts: SplitResult, must_encrypt: bool) -> Iterator[smtplib.SMTP]:
    """A session, ended politely; that the server minds its end does not undo what it took."""
    context = ssl.create_default_context()
    host, port = parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 587)
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = _SmtpOverTls(host, port, timeout=_TIMEOUT_SECONDS, context=context)
    else:
        server = _Smtp(host, port, timeout=_TIMEOUT_SECONDS)
    try:
        if parts.scheme != "smtps":
            _encrypt(server, context, must_encrypt)
        yield server
        with suppress(OSError):
            server.quit()
    finally:
        server.close()


def _encrypt(server: smtplib.SMTP, context: ssl.SSLContext, must_encrypt: bool) -> None:
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    elif must_encrypt:
        raise smtplib.SMTPNotSupportedError("The mail server offers no STARTTLS: use one that does, or smtps://.")


def _heard(hand_over: Callable[[bytes | str], tuple[int, bytes]], text: bytes | str) -> tuple[int, bytes]:
    try:
        return hand_over(text)
    except (smtplib.SMTPServerDisconnected, ConnectionError, TimeoutError) as error:
        raise AnswerLostError(f"{type(error).__name__}: {error}") from error

"""Sends mails that are due."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.accounts.link_tokens import LinkTokens
from webapp.jobs.celery_app import app, graph, settings
from webapp.operations.delivery.send_mail import Sender, send_due_mail
from webapp.operations.delivery.smtp import show_only, smtp_transport
from webapp.runtime.addresses import is_loopback


@app.task(name="send_mail")
def send_mail() -> None:
    """Hand over what waits."""
    given = settings()
    plain_is_fine = not given.is_production or given.allow_plaintext_backends or is_loopback(given.smtp_url)
    transport = smtp_transport(given.smtp_url, must_encrypt=not plain_is_fine) if given.smtp_url else show_only
    sender = Sender(transport, given.mail_from, LinkTokens(given.secret_key.get_secret_value()))
    send_due_mail(graph(), sender, datetime.now(UTC), keep_bodies=not given.is_production)

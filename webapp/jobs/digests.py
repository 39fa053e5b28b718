"""Sends curators the summary of their week."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph
from webapp.jobs.outbox import kick_outbox
from webapp.operations.stuck.send_digests import send_digests as operation


@app.task(name="send_digests")
def send_digests() -> None:
    """Do it for everybody whose summary is due, and have the mails written."""
    if operation(graph(), datetime.now(UTC)):
        kick_outbox()

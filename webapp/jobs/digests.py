"""Sends curators the summary of their week, and word of applications."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph
from webapp.jobs.outbox import kick_outbox
from webapp.operations.applications.tell_curators import tell_of_applications
from webapp.operations.stuck.send_digests import send_digests as operation


@app.task(name="send_digests")
def send_digests() -> None:
    """Do it for everybody whose summary is due, of the week and of the day's applications; have the mails written."""
    at = datetime.now(UTC)
    if operation(graph(), at) + tell_of_applications(graph(), at):
        kick_outbox()

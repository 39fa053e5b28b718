"""Asks owners of profiles that they did not confirm for a year."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph
from webapp.jobs.outbox import kick_outbox
from webapp.operations.profiles.confirm_profile import ask_to_confirm as operation


@app.task(name="ask_to_confirm")
def ask_to_confirm() -> None:
    """Do it for every profile that is due, and have the mails written."""
    if operation(graph(), datetime.now(UTC)):
        kick_outbox()

"""Reminds supervisors of requests that wait, once each."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph, settings
from webapp.jobs.outbox import kick_outbox
from webapp.operations.requests.waiting_requests import remind_waiting_requests as operation


@app.task(name="remind_waiting_requests")
def remind_waiting_requests() -> None:
    """Do it for every request that waits long enough, and have the mails written."""
    if operation(graph(), settings().remind_after_days, datetime.now(UTC)):
        kick_outbox()

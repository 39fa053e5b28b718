"""Ends requests that waited too long, once each."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph, settings
from webapp.jobs.outbox import kick_outbox
from webapp.operations.requests.waiting_requests import expire_requests as operation


@app.task(name="expire_requests")
def expire_requests() -> None:
    """Do it for every request that waits long enough, and have the mails written."""
    if operation(graph(), settings().expire_after_days, datetime.now(UTC)):
        kick_outbox()

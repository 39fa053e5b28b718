"""Tells startups whom to ask next after a request came to nothing, once each."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph
from webapp.jobs.outbox import kick_outbox
from webapp.operations.requests.waiting_requests import tell_next_best as operation


@app.task(name="tell_next_best")
def tell_next_best() -> None:
    """Do it for every request that ended without an engagement, and have the mails written."""
    if operation(graph(), datetime.now(UTC)):
        kick_outbox()

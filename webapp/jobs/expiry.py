"""Ends requests that waited too long, once each, and offers the places that are free then to those who wait for one."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph, settings
from webapp.jobs.outbox import kick_outbox
from webapp.operations.requests.waiting_requests import expire_requests as operation
from webapp.operations.waiting.offer_places import offer_places


@app.task(name="expire_requests")
def expire_requests() -> None:
    """Do it for every request that waits long enough, then look at every waiting list, and have the mails written."""
    at = datetime.now(UTC)
    ended = operation(graph(), settings().expire_after_days, at)
    if offer_places(graph(), at) + ended:
        kick_outbox()

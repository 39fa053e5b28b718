"""Offers places that came free to those who wait for them."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph
from webapp.jobs.outbox import kick_outbox
from webapp.operations.waiting.offer_places import offer_places as operation


@app.task(name="offer_places")
def offer_places() -> None:
    """Look at every list, and have the mails written."""
    if operation(graph(), datetime.now(UTC)):
        kick_outbox()

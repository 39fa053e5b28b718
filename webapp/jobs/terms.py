"""Ends terms in pools whose last day has passed."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph
from webapp.operations.pools.lapse_terms import lapse_terms as operation


@app.task(name="lapse_terms")
def lapse_terms() -> None:
    """Do it for every term that is over."""
    operation(graph(), datetime.now(UTC))

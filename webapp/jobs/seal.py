"""Seals the audit log."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph
from webapp.operations.maintenance.seal_audit import seal_audit as operation


@app.task(name="seal_audit")
def seal_audit() -> None:
    """Put new events into the hash chain."""
    operation(graph(), datetime.now(UTC))

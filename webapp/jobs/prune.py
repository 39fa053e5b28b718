"""Forgets what is not needed any more, once a night."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph, settings
from webapp.operations.maintenance.prune import prune as operation


@app.task(name="prune")
def prune() -> None:
    """Delete old operations, links, mails, drafts of forms and copies."""
    operation(graph(), settings().home, datetime.now(UTC), mail_days=settings().mail_keep_days)

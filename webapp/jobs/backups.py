"""Keeps backups going."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.domain.jobs import MAKE_BACKUP
from webapp.jobs.celery_app import app, graph, settings
from webapp.jobs.kick import kick
from webapp.jobs.outbox import kick_outbox
from webapp.operations.backups.folder import forget_old
from webapp.operations.backups.keep_backups import request_due_backup, tell_of_backup_trouble


@app.task(name="keep_backups")
def keep_backups() -> None:
    """Ask for one that is due, tell of trouble, and forget those that are too old, whether or not new ones are made."""
    given, now = settings(), datetime.now(UTC)
    job_id = request_due_backup(graph(), given.backup_every_hours, now)
    if job_id:
        kick(MAKE_BACKUP, job_id)
    if tell_of_backup_trouble(graph(), given.backup_every_hours, now):
        kick_outbox()
    forget_old(given.backup_folder, given.backup_keep, given.backup_keep_days, now)

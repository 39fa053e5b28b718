"""Looks how backups stand."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.domain.jobs import MAKE_BACKUP
from graph.domain.states.jobs import JobState
from graph.entities.backups import Backups, Standing
from graph.entities.job import Job
from graph.transaction import Transaction

_PATIENCE = timedelta(days=2)
_MANY = 100


def backups_of(tx: Transaction, every_hours: int, at: datetime) -> Backups:
    """How backups stand that are to be made every so many hours; `failed` where the last one did, `overdue` where for
    two days (or two turns, where a turn is longer) none was made."""
    if not every_hours:
        return Backups(Standing.OFF)
    jobs = tx.jobs.list_newest(kind=MAKE_BACKUP, limit=_MANY)
    done = next(iter(tx.jobs.list_newest(kind=MAKE_BACKUP, state=JobState.DONE, limit=1)), None)
    if not jobs:
        return Backups(Standing.NONE_YET)
    since = done.finished_at if done and done.finished_at else jobs[-1].created_at
    last = next((job for job in jobs if job.is_done or job.has_failed), None)
    failed = last if last and last.has_failed else None
    return Backups(_standing(since, done, failed, every_hours, at), since, failed)


def _standing(since: datetime, done: Job | None, failed: Job | None, every_hours: int, at: datetime) -> Standing:
    if at - since > max(_PATIENCE, 2 * timedelta(hours=every_hours)):
        return Standing.OVERDUE
    if failed:
        return Standing.FAILED
    return Standing.GOOD if done else Standing.NONE_YET

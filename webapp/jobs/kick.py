"""Tells a worker of a job that waits."""

from __future__ import annotations

import logging

from kombu.exceptions import OperationalError

from webapp.jobs.celery_app import app

_log = logging.getLogger(__name__)


def kick(kind: str, job_id: str, *, expires: int | None = None) -> None:
    """Have the task run that is named after the kind of job; without Redis the clock finds the job later.

    `expires`: after so many seconds in the queue the message is dropped; None keeps it.
    """
    try:
        app.send_task(kind, [job_id], expires=expires)
    except OperationalError:
        _log.info("the job %s of kind %s starts later: the queue does not answer", job_id, kind)

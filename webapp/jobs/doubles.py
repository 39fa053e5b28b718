"""Has pools looked through for people who stand in them twice."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from kombu.exceptions import OperationalError

from graph.domain.jobs import FIND_DOUBLES
from webapp.jobs.celery_app import app, graph
from webapp.jobs.kick import kick
from webapp.operations.doubles.find_doubles import REST, request_due_looks

_log = logging.getLogger(__name__)


@app.task(name="find_due_doubles")
def find_due_doubles(rest_seconds: float = REST.total_seconds()) -> None:
    """Ask for the looks that are due, and tell a worker of them."""
    for job_id in request_due_looks(graph(), datetime.now(UTC), timedelta(seconds=rest_seconds)):
        kick(FIND_DOUBLES, job_id)


def look_soon() -> None:
    """Have pools looked through in which somebody changed, however young the last look is; else the clock does."""
    try:
        app.send_task("find_due_doubles", [0])
    except OperationalError:
        _log.info("doubles are looked for later: the queue does not answer")

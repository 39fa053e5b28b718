"""Runs imports that somebody sent from a page."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from kombu.exceptions import OperationalError

from webapp.jobs.app import app, graph, settings
from webapp.operations.exchange.run_import import list_unfinished
from webapp.operations.exchange.run_import import run_import as operation

_log = logging.getLogger(__name__)


@app.task(name="run_import")
def run_import(job_id: str) -> None:
    """Check or load one file."""
    operation(graph(), settings().home, job_id, datetime.now(UTC))


@app.task(name="run_waiting_imports")
def run_waiting_imports() -> None:
    """Run what no worker was told of, or could not finish."""
    for job_id in list_unfinished(graph()):
        operation(graph(), settings().home, job_id, datetime.now(UTC))


def kick_import(job_id: str) -> None:
    """Tell a worker of a new job; without Redis the clock finds it later."""
    try:
        run_import.delay(job_id)
    except OperationalError:
        _log.info("the import %s starts later: the queue does not answer", job_id)

"""Runs imports that somebody sent from a page."""

from __future__ import annotations

from datetime import UTC, datetime

from webapp.jobs.celery_app import app, graph, settings
from webapp.operations.exchange.run_import import list_unfinished, run_import


@app.task(name="import_check")
def check_file(job_id: str) -> None:
    """Check one file."""
    _run(job_id)


@app.task(name="import_load")
def load_file(job_id: str) -> None:
    """Load one file."""
    _run(job_id)


@app.task(name="run_waiting_imports")
def run_waiting_imports() -> None:
    """Run what no worker was told of, or could not finish."""
    for job_id in list_unfinished(graph()):
        _run(job_id)


def _run(job_id: str) -> None:
    run_import(graph(), settings().home, job_id, datetime.now(UTC))

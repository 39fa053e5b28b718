"""Trains models: what somebody asked for, and what the clock thinks is due."""

from __future__ import annotations

from datetime import UTC, datetime

from celery.exceptions import SoftTimeLimitExceeded

from webapp.jobs.celery_app import app, graph, settings
from webapp.jobs.kick import kick
from webapp.operations.models.due_training import request_due_trainings
from webapp.operations.models.train_model import JOB, list_unfinished, run_training

# A training that takes longer is given up; its lease ends with its process.
_SOFT_LIMIT, _HARD_LIMIT = 1800, 1860


@app.task(name=JOB, soft_time_limit=_SOFT_LIMIT, time_limit=_HARD_LIMIT)
def train_model(job_id: str) -> None:
    """One training."""
    wait = settings().expire_after_days
    run_training(graph(), job_id, datetime.now(UTC), expire_after_days=wait, too_long=(SoftTimeLimitExceeded,))


@app.task(name="train_due_models")
def train_due_models() -> None:
    """Ask for what is due, and tell a worker of it and of what none was told of or could finish."""
    request_due_trainings(graph(), settings().train_every_days, settings().train_after_answers, datetime.now(UTC))
    for job_id in list_unfinished(graph()):
        kick(JOB, job_id)

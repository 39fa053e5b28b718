"""Asks for the trainings that the clock thinks are due."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.domain.jobs import TRAIN_MODEL
from webapp.jobs.celery_app import app, graph, settings
from webapp.jobs.kick import kick
from webapp.operations.models.due_training import request_due_trainings


@app.task(name="train_due_models")
def train_due_models() -> None:
    """Ask for what is due, and tell a worker of it."""
    every, after = settings().train_every_days, settings().train_after_answers
    for job_id in request_due_trainings(graph(), every, after, datetime.now(UTC)):
        kick(TRAIN_MODEL, job_id)

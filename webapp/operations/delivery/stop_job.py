"""Asks a job to stop: one that waits is over at once, one that runs within seconds, until what it found is written."""

from __future__ import annotations

from datetime import datetime

from graph.domain.states.jobs import JOBS, JobState
from graph.entities import Actor
from graph.errors import BeingWrittenError
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction


def ask_to_stop(tx: Transaction, actor: Actor, action: str, job_id: str, at: datetime) -> None:
    """Ask a job of this actor to stop, under its lock, and note it as `action`.

    Raises BeingWrittenError where it is too late, StateChangedError where the job is over.
    """
    tx.jobs.get(job_id, visible_to=actor)
    state = tx.jobs.lock(job_id)
    if state is JobState.WRITING:
        require_party(JOBS, action, actor.parties)
        raise BeingWrittenError("job", state)
    step = require_step(JOBS, action, actor.parties, state)
    if step.target is not None:
        tx.jobs.ask_cancel(job_id, step.target, at)
    note_step(tx, step, actor, job_id, at)

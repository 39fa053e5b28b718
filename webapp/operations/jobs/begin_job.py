"""An administrator begins a job by hand."""

from __future__ import annotations

from datetime import datetime

from graph.domain.jobs import JOB_KINDS
from graph.domain.states.jobs import JOBS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError, NotFoundError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.jobs.unfinished import unfinished_jobs


def begin_job(graph: Graph, actor: Actor, kind: str, at: datetime) -> str:
    """Make a job of a kind that is begun by hand, or give the one that waits or runs; returns its id.

    Raises ForbiddenError, and NotFoundError for a kind that is not begun by hand.
    """
    if not actor.is_administrator:
        raise ForbiddenError("Only an administrator may begin this.")
    if kind not in JOB_KINDS or not JOB_KINDS[kind].is_begun_by_hand:
        raise NotFoundError("kind of job", kind)

    def work(tx: Transaction) -> str:
        step = require_step(JOBS, "create_job", actor.parties, None)
        standing = next((job.id for job in unfinished_jobs(tx) if job.kind == kind), None)
        if standing is not None:
            return standing
        job_id = tx.jobs.create(kind, actor, at, actor_name=actor.name)
        note_step(tx, step, actor, job_id, at, kind)
        return job_id

    return graph.write(work)

"""Jobs that are not over."""

from __future__ import annotations

from graph.domain.jobs import JOB_KINDS
from graph.domain.states.jobs import UNFINISHED
from graph.entities.job import Job
from graph.transaction import Transaction

_MANY = 500


def unfinished_jobs(tx: Transaction) -> list[Job]:
    """Jobs of declared kinds that wait, run or were cut off, the oldest first."""
    jobs = [job for state in sorted(UNFINISHED) for job in tx.jobs.list_newest(state=state, limit=_MANY)]
    return sorted((job for job in jobs if job.kind in JOB_KINDS), key=lambda job: (job.created_at, job.id))

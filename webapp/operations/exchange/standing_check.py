"""Which job stands for a checked file: its rows may be answered in one window while another shows an earlier check."""

from __future__ import annotations

from graph.domain.jobs import IMPORT_CHECK, IMPORT_LOAD
from graph.entities import Actor
from graph.entities.job import Job
from graph.transaction import Transaction
from webapp.operations.exchange.import_upload import STANDING

_MANY = 100


def standing_job(tx: Transaction, actor: Actor, check_id: str) -> str:
    """The load of the file, where it is loaded or being so; else the check that was made last. Raises NotFoundError."""
    check = tx.jobs.get(check_id, visible_to=actor)
    first = _first_of(check)
    for kind, states in ((IMPORT_LOAD, STANDING), (IMPORT_CHECK, None)):
        for job in tx.jobs.list_newest(kind=kind, subject_id=actor.subject_id, limit=_MANY):
            if _first_of(job) == first and (states is None or job.state in states):
                return job.id
    return check_id


def _first_of(job: Job) -> str:
    """The first check of the file that a check or load is about."""
    return str(job.payload.get("check_of") or job.payload.get("check_id") or job.id)

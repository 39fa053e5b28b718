"""An administrator lets a message, mail or job that was given up be tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.domain.jobs import IMPORT_LOAD, JOB_KINDS
from graph.domain.states.jobs import JOBS, MAILS, MESSAGES
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import StateChangedError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.delivery.stop_job import ask_to_stop
from webapp.operations.exchange.import_upload import STANDING

RETRIED_WITHIN = timedelta(days=2)


def retry_message(graph: Graph, actor: Actor, message_id: str, at: datetime) -> None:
    """Deliver an outbox message again; raises ForbiddenError, NotFoundError, StateChangedError unless it had failed."""

    def work(tx: Transaction) -> None:
        step = require_step(MESSAGES, "retry_message", actor.parties, tx.outbox.lock(message_id))
        tx.outbox.retry(message_id, at)
        note_step(tx, step, actor, message_id, at)

    graph.write(work)


def retry_mail(graph: Graph, actor: Actor, mail_id: str, at: datetime) -> None:
    """Send a mail again; raises ForbiddenError, NotFoundError, StateChangedError unless it had failed."""

    def work(tx: Transaction) -> None:
        state = tx.mail.lock(mail_id)
        step, mail = require_step(MAILS, "retry_letter", actor.parties, state), tx.mail.find(mail_id)
        if mail is None or not mail.may_go_again:
            raise StateChangedError("mail", state)
        tx.mail.retry(mail_id, at)
        note_step(tx, step, actor, mail_id, at)

    graph.write(work)


def retry_job(graph: Graph, actor: Actor, job_id: str, at: datetime) -> str:
    """Let a failed import wait for a worker again; returns its kind.

    Its owner must still hold the role, or it fails again. Raises NotFoundError, and StateChangedError where running it
    again would not be safe: see `may_retry`, or the same file was loaded by another job since.
    """

    def work(tx: Transaction) -> str:
        step = require_step(JOBS, "retry_job", actor.parties, tx.jobs.lock(job_id))
        job = tx.jobs.get(job_id, visible_to=actor)
        if not may_retry(job, at) or _is_replaced(tx, job):
            raise StateChangedError("job", job.state)
        tx.jobs.retry(job_id)
        note_step(tx, step, actor, job_id, at, job.kind)
        return job.kind

    return graph.write(work)


def may_retry(job: Job, at: datetime) -> bool:
    """Whether a job does no harm when it runs again.

    An old upload could overwrite what people wrote since, so only a fresh failure.
    """
    is_harmless = job.kind in JOB_KINDS and JOB_KINDS[job.kind].may_run_again
    return is_harmless and job.has_failed and at - job.created_at <= RETRIED_WITHIN


def _is_replaced(tx: Transaction, job: Job) -> bool:
    check_id = job.payload.get("check_id")
    others = tx.jobs.list_newest(kind=IMPORT_LOAD, subject_id=job.subject_id) if check_id else []
    return any(
        other.id != job.id and other.payload.get("check_id") == check_id and other.state in STANDING for other in others
    )


def cancel_job(graph: Graph, actor: Actor, job_id: str, at: datetime) -> None:
    """Ask a job to stop; raises NotFoundError (not this actor's), StateChangedError (over already)."""

    def work(tx: Transaction) -> None:
        ask_to_stop(tx, actor, "cancel_job", job_id, at)

    graph.write(work)

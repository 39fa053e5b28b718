"""An administrator lets a message or letter that was given up be tried again."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError, NotFoundError
from graph.transaction import Transaction


def retry_message(graph: Graph, actor: Actor, message_id: str, at: datetime) -> None:
    """Deliver an outbox message again; raises NotFoundError unless it had failed."""
    _require_administrator(actor)

    def work(tx: Transaction) -> None:
        if not graph.outbox.retry(tx, message_id, at):
            raise NotFoundError("message", message_id)
        graph.audit.record(tx, actor, "retry_message", message_id, at)

    graph.write(work)


def retry_letter(graph: Graph, actor: Actor, mail_id: str, at: datetime) -> None:
    """Send a letter again; raises NotFoundError unless it had failed."""
    _require_administrator(actor)

    def work(tx: Transaction) -> None:
        if not graph.mail.retry(tx, mail_id, at):
            raise NotFoundError("letter", mail_id)
        graph.audit.record(tx, actor, "retry_letter", mail_id, at)

    graph.write(work)


def cancel_job(graph: Graph, actor: Actor, job_id: str, at: datetime) -> None:
    """Ask a job to stop; raises NotFoundError (not this actor's), StateChangedError (over already)."""

    def work(tx: Transaction) -> None:
        graph.jobs.get(tx, job_id, visible_to=actor)
        graph.jobs.ask_cancel(tx, job_id, at)
        graph.audit.record(tx, actor, "cancel_job", job_id, at)

    graph.write(work)


def _require_administrator(actor: Actor) -> None:
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")

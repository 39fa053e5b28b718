"""Deletes an account by its page, and does what follows by the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.domain.jobs import COPY_OWN_DATA, ERASE_TRACES
from tests.support.city import City
from tests.support.visitor import PASSWORD, Visitor
from webapp.config import Settings
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.jobs.run import Worker
from webapp.operations.maintenance.prune import prune
from webapp.operations.maintenance.seal_audit import seal_audit
from webapp.operations.privacy.erase_traces import erase_traces


def delete(visitor: Visitor, password: str = PASSWORD) -> int:
    return visitor.post("/account/delete", {"password": password, "has_read": "y"}).status_code


def newest_copy(city: City, visitor: Visitor) -> str:
    [job] = city.graph.read(lambda tx: tx.jobs.list_of_actor(COPY_OWN_DATA, visitor.account.id))
    return job.id


def maintain(city: City, settings: Settings) -> None:
    """What the clock and the worker do by themselves."""
    at = datetime.now(UTC)
    deliver_outbox(city.graph, MAIL_KINDS, "http://liulu.test", at)
    for job in city.graph.read(lambda tx: tx.jobs.list_newest(kind=ERASE_TRACES)):
        erase_traces(Worker(city.graph, settings), job.id)
    seal_audit(city.graph, at)
    prune(city.graph, settings.home, at, mail_days=30)

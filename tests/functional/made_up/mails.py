"""Every mail that what happened in the town leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from graph.driver import Graph
from tests.functional.made_up.town import NOW
from tests.support.cleaning import run_raw
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import deliver_outbox


@dataclass(frozen=True)
class Mail:
    """A mail, and the kind of message of which it came."""

    kind: str
    language: str
    subject: str
    body: str


def deliver(graph: Graph) -> list[Mail]:
    """All that waits in the outbox, as mails."""
    deliver_outbox(graph, MAIL_KINDS, "http://liulu.test", NOW + timedelta(days=1))
    rows = run_raw(
        graph,
        "MATCH (m:Mail), (o:Outbox {id: m.outbox_id}) RETURN o.kind AS kind, m.language AS language, "
        "m.subject AS subject, m.body AS body",
    )
    return [Mail(**{name: str(value) for name, value in row.items()}) for row in rows]

"""Three hundred invitations whose mail server dies in the middle: each arrives, and what was heard is never resent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from graph.driver import Graph
from graph.processes.ports import free_port
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import Mailbox, deliver, send
from webapp.operations.pools.invite_members import invite_members

PEOPLE = 300
NOW = datetime.now(UTC)
LATER = timedelta(minutes=20)


class Dying(Mailbox):
    """Takes some mails, then hangs up: after one that it took, in the middle of another, and on every one after."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.hangs_up = True

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.hangs_up and len(self.mails) > PEOPLE // 2:
            self._hang_up(server)
            return "250 OK"
        answer = await super().handle_DATA(server, session, envelope)
        if self.hangs_up and len(self.mails) > PEOPLE // 2:
            self._hang_up(server)
        else:
            self.heard.append(str(self.mails[-1]["Message-ID"]))
        return answer

    async def handle_QUIT(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        return "421 too tired to say goodbye"

    @staticmethod
    def _hang_up(server: SMTP) -> None:
        transport: Any = server.transport
        transport.abort()


@pytest.fixture
def dying() -> Iterator[tuple[str, Dying]]:
    box = Dying()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", box
    controller.stop()


@pytest.mark.both_servers
def test_every_invitation_arrives_and_what_was_heard_is_never_sent_again(
    graph: Graph, city: City, dying: tuple[str, Dying]
) -> None:
    url, box = dying
    ours = city.incubator()
    members = [city.supervisor(pool_of=ours, email=f"p{number}@example.org").id for number in range(PEOPLE)]
    assert len(invite_members(graph, ours.actor, members, NOW, link_days=14).invited) == PEOPLE
    run_raw(graph, "MATCH (o:Outbox) SET o.lease_until = $now RETURN count(o) AS n", now=NOW)
    while deliver(graph):
        pass
    while send(graph, url):
        pass
    lost = graph.read(lambda tx: tx.mail.list_doubtful(limit=PEOPLE))
    assert lost
    assert all(mail.sent_at is None for mail in lost)
    box.hangs_up = False
    at = NOW
    while len(set(_ids(box))) < PEOPLE and at < NOW + timedelta(days=1):
        at += LATER
        send(graph, url, at)

    copies = Counter(_ids(box))
    assert len(copies) == PEOPLE
    assert {str(mail["To"]) for mail in box.mails} == {f"p{number}@example.org" for number in range(PEOPLE)}
    twice = {message for message, count in copies.items() if count > 1}
    assert twice
    assert twice <= {f"<{mail.id}@liulu.example>" for mail in lost}
    assert not twice & set(box.heard[: PEOPLE // 2])
    assert graph.read(lambda tx: tx.mail.counts()) == {"sent": PEOPLE}


def _ids(box: Mailbox) -> list[str]:
    return [str(mail["Message-ID"]) for mail in box.mails]

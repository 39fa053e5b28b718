"""An invitation that a server took and handed back: `liulu mail receive` notes it, and no page says that it went."""

from __future__ import annotations

from datetime import UTC, datetime

from click.testing import CliRunner, Result

from graph.domain.states.jobs import MailState
from graph.embedded import EmbeddedServer
from tests.support.city import City, Made
from tests.support.mailbox import Mailbox, deliver, send
from tests.support.web import Web
from tests.unit.webapp.test_bounces import report
from webapp.cli import main
from webapp.cli.mail import TRY_LATER
from webapp.config import load_settings
from webapp.operations.pools.invite_members import invite_members

NOW = datetime.now(UTC)


def receive(content: bytes, uri: str, **more: str) -> Result:
    """`liulu mail receive` with a message on stdin."""
    load_settings.cache_clear()
    try:
        settings = {"LIULU_ENV": "test", "LIULU_NEO4J_URI": uri, **more}
        return CliRunner().invoke(main, ["mail", "receive"], input=content, env=settings)
    finally:
        load_settings.cache_clear()


def test_an_invitation_that_came_back_is_said_wherever_it_was_said_to_be_sent(
    city: City, web: Web, smtp: str, mailbox: Mailbox, embedded_server: EmbeddedServer
) -> None:
    incubator = city.incubator("Caohe Harbour")
    person = city.supervisor("Lao Gu", pool_of=incubator, email="gu@example.org")
    invite_members(city.graph, incubator.actor, [person.id], NOW, link_days=14)
    curator = web.sign_in(incubator, NOW)
    deliver(city.graph)
    send(city.graph, smtp)
    mail_id = str(mailbox.mails[0]["Message-ID"]).strip("<>").partition("@")[0]
    server = {
        "LIULU_NEO4J_USER": embedded_server.user,
        "LIULU_NEO4J_PASSWORD": embedded_server.password,
        "LIULU_NEO4J_DATABASE": embedded_server.database,
    }

    first = receive(report(of=mail_id), embedded_server.uri, **server)
    again = receive(report(of=mail_id), embedded_server.uri, **server)
    unknown = receive(report(of="mail-00000000000000000000"), embedded_server.uri, **server)

    assert (first.exit_code, again.exit_code, unknown.exit_code) == (0, 0, 0), first.output
    assert f"{mail_id} came back: 5.1.1" in first.output
    assert again.output == unknown.output == "Nothing to note.\n"
    sent = curator.get(f"/incubator/supervisors/{person.id}/sent").get_data(as_text=True)
    assert "Came back" in sent
    assert "There is no such address" in sent
    assert ">Was sent<" not in sent
    assert "550" not in sent
    assert "The invitation came back" in curator.get("/answers/reach").get_data(as_text=True)
    root = Made("", type(incubator.actor)("account-root", "Root", "administrator", ""))
    jobs = web.sign_in(root, NOW).get("/admin/jobs").get_data(as_text=True)
    assert "Emails that came back" in jobs
    assert "Recipient address rejected" in jobs
    assert send(city.graph, smtp) == 0
    assert city.graph.read(lambda tx: tx.mail.counts()) == {MailState.RETURNED: 1}


def test_a_mail_server_is_told_to_hand_over_again_while_the_graph_is_away() -> None:
    assert receive(report(), "bolt://127.0.0.1:9").exit_code == TRY_LATER

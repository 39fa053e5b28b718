"""From a click to a mail in a mailbox: once each, in the addressee's language, over a real SMTP server."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from graph.driver import Graph
from graph.errors import UnavailableError
from tests.support.mailbox import BASE, Mailbox, deliver, invite, now, send, sender
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.delivery.deliver_outbox import MAX_ATTEMPTS, deliver_message, deliver_outbox
from webapp.operations.delivery.send_mail import send_due_mail
from webapp.operations.delivery.smtp import smtp_transport


def test_mails_are_in_the_addressee_s_language(graph: Graph, smtp: str, mailbox: Mailbox) -> None:
    invite(graph, language="zh")
    deliver(graph)
    send(graph, smtp)

    assert mailbox.mails[0]["Content-Language"] == "zh-Hans"
    assert re.search(r"[\u4e00-\u9fff]", mailbox.mails[0]["Subject"])


def test_what_is_delivered_at_the_same_moment_by_many_makes_one_mail(
    graph: Graph, at_once: Callable[..., list[object]]
) -> None:  # fmt: skip
    invite(graph)
    message = graph.read(lambda tx: tx.outbox.list_newest())[0]

    outcomes = at_once(deliver_message, [(graph, MAIL_KINDS, message.id, BASE, now())] * 8)

    assert outcomes.count(True) == 1
    assert len(graph.read(lambda tx: tx.mail.list_newest())) == 1


def test_senders_at_the_same_moment_send_once(
    graph: Graph, smtp: str, mailbox: Mailbox, at_once: Callable[..., list[object]]
) -> None:  # fmt: skip
    invite(graph)
    deliver(graph)

    outcomes = at_once(send, [(graph, smtp)] * 6)

    assert sum(count for count in outcomes if isinstance(count, int)) == 1
    assert len(mailbox.mails) == 1


def test_no_mail_goes_unencrypted_where_that_is_asked_for(graph: Graph, smtp: str, mailbox: Mailbox) -> None:
    invite(graph)
    deliver(graph)
    safe = smtp_transport(smtp, must_encrypt=True)
    assert send_due_mail(graph, sender(safe), now(), keep_bodies=False) == 0
    assert mailbox.mails == []
    (mail,) = graph.read(lambda tx: tx.mail.list_newest())
    assert mail.state == "waiting"
    assert "STARTTLS" in (mail.error or "")


def test_a_second_copy_after_a_crash_has_the_same_message_id(graph: Graph, smtp: str, mailbox: Mailbox) -> None:
    invite(graph)
    deliver(graph)
    mail_id = graph.read(lambda tx: tx.mail.list_newest())[0].id
    handed_over = threading.Event()

    class KilledError(BaseException):
        pass

    def die_after_sending(message: EmailMessage) -> None:
        smtp_transport(smtp)(message)
        handed_over.set()
        raise KilledError

    with pytest.raises(KilledError):
        send_due_mail(graph, sender(die_after_sending), now(), keep_bodies=False)
    assert handed_over.is_set()
    assert send(graph, smtp) == 0, "the lease still holds"
    assert send(graph, smtp, now() + timedelta(minutes=3)) == 1

    assert [mail["Message-ID"] for mail in mailbox.mails] == [f"<{mail_id}@liulu.example>"] * 2


def test_a_server_that_is_busy_is_asked_again_later(graph: Graph, smtp: str, mailbox: Mailbox) -> None:
    invite(graph)
    deliver(graph)
    mailbox.answer = "451 try again later"
    assert send(graph, smtp) == 0
    mailbox.answer = "250 OK"

    assert send(graph, smtp) == 0, "not at once"
    assert send(graph, smtp, now() + timedelta(minutes=5)) == 1


def test_an_address_that_is_gone_is_given_up_at_once(graph: Graph, smtp: str) -> None:
    invite(graph, "gone@liulu.example")
    deliver(graph)

    assert send(graph, smtp) == 0

    assert graph.read(lambda tx: tx.mail.counts()) == {"failed": 1}


def test_a_sent_mail_keeps_no_link(graph: Graph, smtp: str) -> None:
    invite(graph)
    deliver(graph)
    send(graph, smtp)

    assert graph.read(lambda tx: tx.mail.list_newest())[0].body == ""


def test_a_message_without_a_composer_is_put_off_then_given_up_and_holds_up_nobody(graph: Graph) -> None:
    bad = graph.write(lambda tx: tx.outbox.add("unheard_of", "x", now()))
    invite(graph)
    at = now()

    assert deliver_outbox(graph, MAIL_KINDS, BASE, at) == 1
    for attempt in range(MAX_ATTEMPTS):
        deliver_outbox(graph, MAIL_KINDS, BASE, at + timedelta(hours=attempt + 1))

    failed = graph.read(lambda tx: tx.outbox.list_newest(state="failed"))
    assert [(message.id, message.attempts) for message in failed] == [(bad, MAX_ATTEMPTS)]
    assert "unheard_of" in failed[0].error


def test_an_outage_does_not_count_as_a_failure(graph: Graph) -> None:
    message_id = graph.write(lambda tx: tx.outbox.add("outage", "x", now()))

    def away(*_: object) -> list[Any]:
        raise UnavailableError("away")

    with pytest.raises(UnavailableError):
        deliver_message(graph, {"outage": away}, message_id, BASE, now())

    assert graph.read(lambda tx: tx.outbox.list_newest())[0].attempts == 0


def test_every_mail_of_an_account_leads_back_to_us(graph: Graph, smtp: str, mailbox: Mailbox) -> None:
    invite(graph)
    deliver(graph)
    send(graph, smtp)

    text = mailbox.mails[0].get_content()
    assert "liulu:/" not in text
    assert re.findall(r"https?://\S+", text) == [re.search(rf"{BASE}/invitations/\S+", text)[0]]  # type: ignore[index]

"""Links that mail brings: an invitation opens an account, a forgotten password is replaced, each once."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.driver import Graph
from graph.entities.account import Account
from tests.support.mailbox import BASE, Mailbox, deliver, invite, send
from tests.support.visitor import Visitor, text_of

MakeAccount = Callable[..., Account]
NEW_PASSWORD = "six herons on a winter roof"  # pragma: allowlist secret
OTHER_PASSWORD = "two lanterns in a quiet yard"  # pragma: allowlist secret


def test_an_invitation_arrives_and_opens_the_account(
    graph: Graph, client: Visitor, smtp: str, mailbox: Mailbox
) -> None:  # fmt: skip
    invite(graph)
    deliver(graph)
    send(graph, smtp)

    mail = mailbox.mails[0]
    assert mail["To"] == "gu@liulu.example"
    assert mail["Subject"] == "Your invitation to Liulu"
    link = re.search(rf"{BASE}(/invitations/\S+)", mail.get_content())
    assert link

    page = client.get(link[1])
    assert "You will sign in as gu@liulu.example." in text_of(page)
    fields = {"name": "Gu Mingche 顾明澈", "language": "zh", "password": NEW_PASSWORD}
    assert client.post(link[1], fields).status_code == 302

    assert "你" in client.get("/account").text or "顾明澈" in client.get("/account").text
    assert client.get(link[1]).status_code == 410


def test_a_weak_password_does_not_use_the_invitation_up(
    graph: Graph, client: Visitor, smtp: str, mailbox: Mailbox
) -> None:  # fmt: skip
    invite(graph)
    deliver(graph)
    send(graph, smtp)
    link = re.search(r"(/invitations/\S+)", mailbox.mails[0].get_content())
    assert link

    weak = client.post(link[1], {"name": "Gu", "language": "en", "password": "12345678"})

    assert weak.status_code == 422
    assert 'value="Gu"' in weak.text
    assert client.get(link[1]).status_code == 200


def test_a_forgotten_password_is_replaced_once(
    graph: Graph, client: Visitor, make_account: MakeAccount, smtp: str, mailbox: Mailbox
) -> None:  # fmt: skip
    account = make_account("administrator")
    known = client.post("/reset", {"email": account.email})
    unknown = client.post("/reset", {"email": "nobody@liulu.example"})
    assert text_of(known).replace(account.email, "X") == text_of(unknown).replace("nobody@liulu.example", "X")
    deliver(graph)
    send(graph, smtp)
    assert len(mailbox.mails) == 1
    link = re.search(r"(/reset/\S+)", mailbox.mails[0].get_content())
    assert link

    assert client.post(link[1], {"password": OTHER_PASSWORD}).status_code == 302
    assert client.post(link[1], {"password": OTHER_PASSWORD}).status_code == 410

    client._token = ""
    assert client.sign_in(account.email, OTHER_PASSWORD).status_code == 302


def test_a_newer_link_ends_the_older_one(
    graph: Graph, client: Visitor, make_account: MakeAccount, smtp: str, mailbox: Mailbox
) -> None:  # fmt: skip
    account = make_account("administrator")
    for _ in range(2):
        client.post("/reset", {"email": account.email})
        deliver(graph)
    send(graph, smtp)
    found = [re.search(r"(/reset/\S+)", mail.get_content()) for mail in mailbox.mails]
    statuses = sorted(client.get(link[1]).status_code for link in found if link)

    assert statuses == [200, 410]

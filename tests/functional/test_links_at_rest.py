"""Links that open accounts stand in the mails that arrive, and nowhere else: not in the graph, not in a backup."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from graph.backup.dump import dump
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.repositories.tokens import token_hash
from tests.support.cleaning import run_raw
from tests.support.mailbox import Mailbox, deliver, invite, now, send
from tests.support.visitor import Visitor
from webapp.operations.accounts.invite_account import send_invitation
from webapp.operations.maintenance.prune import prune

MakeAccount = Callable[..., Account]


def standing(graph: Graph, folder: Path) -> str:
    """All that the graph and a backup of it hold, as text."""
    nodes = run_raw(graph, "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
    edges = run_raw(graph, "MATCH ()-[r]->() RETURN properties(r) AS properties")
    path = folder / "graph.backup"
    dump(graph, path, now())
    with zipfile.ZipFile(path) as file:
        members = [file.read(name).decode() for name in file.namelist()]
    return "\n".join([str(nodes), str(edges), path.read_bytes().decode("latin-1"), *members])


def tokens(mailbox: Mailbox) -> list[str]:
    found = [re.search(r"/(?:invitations|reset)/(\S+)", mail.get_content()) for mail in mailbox.mails]
    return [match[1] for match in found if match]


@pytest.mark.parametrize("purpose", ["invite", "reset"])
def test_a_link_stands_nowhere_but_in_the_mail(
    graph: Graph, client: Visitor, make_account: MakeAccount, smtp: str, mailbox: Mailbox, tmp_path: Path, purpose: str
) -> None:
    if purpose == "invite":
        invite(graph)
    else:
        client.post("/reset", {"email": make_account("administrator").email})
    moments = [standing(graph, tmp_path)]
    deliver(graph)
    moments.append(standing(graph, tmp_path))
    mailbox.answer = "451 try again later"
    assert send(graph, smtp, keep=True) == 0
    moments.append(standing(graph, tmp_path))
    mailbox.answer = "250 OK"
    assert send(graph, smtp, now() + timedelta(minutes=5), keep=True) == 1
    moments.append(standing(graph, tmp_path))

    (token,) = tokens(mailbox)
    assert len(token) >= 43
    assert not any(token in moment for moment in moments)
    assert token_hash(token) in moments[-1]
    assert "liulu:token" in moments[-1]


def test_each_attempt_brings_the_same_link_and_sending_again_another(
    graph: Graph, client: Visitor, smtp: str, mailbox: Mailbox
) -> None:
    account = invite(graph)
    deliver(graph)
    (mail,) = graph.read(lambda tx: tx.mail.list_newest())
    for attempt in range(2):
        send(graph, smtp)
        run_raw(graph, "MATCH (m:Mail {id: $id}) SET m.state = 'waiting', m.lease_until = m.at", id=mail.id)
        assert len(mailbox.mails) == attempt + 1
    assert len(set(tokens(mailbox))) == 1
    assert client.get(f"/invitations/{tokens(mailbox)[0]}").status_code == 200

    send_invitation(graph, Actor.system(), account.id, now(), days=14)
    assert client.get(f"/invitations/{tokens(mailbox)[0]}").status_code == 410
    deliver(graph)
    send(graph, smtp)

    first, newest = tokens(mailbox)[0], tokens(mailbox)[-1]
    assert first != newest
    assert client.get(f"/invitations/{first}").status_code == 410, "an older mail sent late opens nothing"
    assert client.get(f"/invitations/{newest}").status_code == 200


def test_an_older_mail_sent_after_a_newer_link_was_asked_for_opens_nothing(
    graph: Graph, client: Visitor, smtp: str, mailbox: Mailbox
) -> None:
    account = invite(graph)
    deliver(graph)
    send_invitation(graph, Actor.system(), account.id, now(), days=14)
    send(graph, smtp)

    assert client.get(f"/invitations/{tokens(mailbox)[0]}").status_code == 410


@pytest.mark.parametrize("path", ["/invitations/unknown", "/reset/unknown", "/reset", "/sign-in"])
def test_no_page_at_the_door_is_kept_by_a_browser_or_proxy(client: Visitor, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_the_page_of_a_link_is_not_kept(graph: Graph, client: Visitor, smtp: str, mailbox: Mailbox) -> None:
    invite(graph)
    deliver(graph)
    send(graph, smtp)

    page = client.get(f"/invitations/{tokens(mailbox)[0]}")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"


def test_mails_and_their_messages_are_forgotten_after_their_days(graph: Graph, smtp: str, tmp_path: Path) -> None:
    invite(graph)
    deliver(graph)
    send(graph, smtp)
    invite(graph, "waits@liulu.example")
    deliver(graph)

    prune(graph, tmp_path, now() + timedelta(days=29), mail_days=30)
    assert graph.read(lambda tx: tx.mail.counts()) == {"sent": 1, "waiting": 1}
    prune(graph, tmp_path, now() + timedelta(days=31), mail_days=30)

    assert graph.read(lambda tx: tx.mail.counts()) == {"waiting": 1}
    assert graph.read(lambda tx: tx.outbox.counts()) == {}

"""What somebody may no longer do is not done for them later either: not in a queue, not by an older job."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.message import MailDraft
from graph.errors import NotFoundError
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.letters import write_letter
from tests.support.mailbox import sender
from tests.support.web import Web
from webapp.accounts.throttling import neighbourhood
from webapp.http.log_paths import loggable
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.accounts.manage_account import revoke_role
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.delivery.send_mail import send_due_mail
from webapp.operations.exchange.import_upload import accept_upload, request_load
from webapp.operations.exchange.run_import import run_import
from webapp.operations.pools.answer_pool import leave_pool

NOW = datetime.now(UTC)
PEOPLE = b"id,name,roles\np-1,Ada,supervisor\n"


def revoke(graph: Graph, incubator: Made) -> None:
    revoke_role(graph, Actor.system(), incubator.actor.account_id, "incubator", incubator.id, NOW)


def test_an_import_that_waited_is_not_loaded_for_a_revoked_role(city: City, tmp_path: Path) -> None:
    incubator, graph = city.incubator(), city.graph
    check = accept_upload(graph, incubator.actor, tmp_path, "people.csv", io.BytesIO(PEOPLE), NOW, limit_mb=20)
    run_import(graph, tmp_path, check, NOW)
    load = request_load(graph, incubator.actor, check, skip_bad_rows=False, at=NOW)
    revoke(graph, incubator)

    run_import(graph, tmp_path, load, NOW)

    job = graph.read(lambda tx: tx.jobs.get(load, visible_to=Actor.system()))
    assert job.state == "failed"
    assert "the role is gone" in job.message
    assert run_raw(graph, "MATCH (p:Person {id: 'p-1'}) RETURN p.id AS id") == []


def test_a_mail_that_waited_is_not_sent_for_a_revoked_role(city: City) -> None:
    incubator, graph = city.incubator(), city.graph
    person = city.supervisor("Reached", pool_of=incubator)
    city.open_account(person.actor)
    for text in ("first", "second"):
        write_letter(graph, incubator.actor, [person.id], text, "Will you come?", NOW)
        deliver_outbox(graph, MAIL_KINDS, "http://liulu.test", NOW + timedelta(seconds=1))
        if text == "first":
            revoke(graph, incubator)

    assert [mail.subject for mail in graph.read(lambda tx: tx.mail.list_newest())] == ["first"]


def test_a_mail_that_waited_is_not_sent_to_who_left_the_pool(city: City) -> None:
    incubator, graph = city.incubator(), city.graph
    person = city.supervisor("Gone", email="gone@example.org", pool_of=incubator)
    write_letter(graph, incubator.actor, [person.id], "Hello", "Will you come?", NOW)

    leave_pool(graph, person.actor, incubator.id, NOW)
    deliver_outbox(graph, MAIL_KINDS, "http://liulu.test", NOW + timedelta(seconds=1))

    assert [mail for mail in graph.read(lambda tx: tx.mail.list_newest()) if mail.subject == "Hello"] == []


def test_who_went_to_another_incubator_leaves_their_jobs_behind(city: City, web: Web, tmp_path: Path) -> None:
    incubator, other = city.incubator(), city.incubator()
    job = accept_upload(city.graph, incubator.actor, tmp_path, "people.csv", io.BytesIO(PEOPLE), NOW, limit_mb=20)
    moved = Actor(incubator.actor.account_id, incubator.actor.name, "incubator", other.id)

    with pytest.raises(NotFoundError):
        city.graph.read(lambda tx: tx.jobs.get(job, visible_to=moved))
    assert web.sign_in(other, NOW).get(f"/incubator/import/{job}").status_code == 404


def test_a_mail_to_no_single_address_is_given_up_and_holds_up_no_other(graph: Graph) -> None:
    handed_over: list[str] = []
    addresses = ["a@x.cn\nBcc: all@x.cn", "a@x.cn, b@x.cn", "nobody", "right@x.cn"]
    for number, address in enumerate(addresses):
        draft = MailDraft(address, "Hello\r\nBcc: all@x.cn", "Text", "en", str(number))
        graph.write(lambda tx, draft=draft: tx.mail.create("outbox-1", draft, NOW))  # type: ignore[misc]

    ours = sender(lambda message: handed_over.append(message.as_string()))
    sent = send_due_mail(graph, ours, NOW, keep_bodies=False)

    assert sent == 1
    assert "To: right@x.cn" in handed_over[0]
    assert "\nBcc:" not in handed_over[0]
    assert graph.read(lambda tx: tx.mail.counts()) == {"failed": 3, "sent": 1}


def test_logs_hold_neither_links_that_open_accounts_nor_made_up_lines() -> None:
    assert loggable("/reset/s3cret-token") == "/reset/…"
    assert loggable("/invitations/s3cret\ntoken") == "/invitations/…"
    assert loggable("/x\nGET /admin 200\x1b[2J") == "/x?GET /admin 200?[2J"
    assert loggable("/supervisor/requests/顾") == "/supervisor/requests/顾"


def test_a_refusal_is_logged_with_who_was_refused(
    city: City, web: Web, caplog: pytest.LogCaptureFixture
) -> None:  # fmt: skip
    browser = web.sign_in(city.startup(), NOW)

    assert browser.get("/admin/accounts").status_code == 403

    assert any("refused account-" in line and "/admin/accounts" in line for line in caplog.messages)


def test_a_network_of_ipv6_addresses_counts_as_one_who_asks() -> None:
    assert neighbourhood("2001:db8:1:2:3::4") == neighbourhood("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert neighbourhood("2001:db8:1:3::1") != neighbourhood("2001:db8:1:2::1")
    assert neighbourhood("::ffff:192.0.2.1") == neighbourhood("192.0.2.1") == "192.0.2.1"
    assert neighbourhood("unknown") == "unknown"

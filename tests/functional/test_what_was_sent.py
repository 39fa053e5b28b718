"""What was sent to somebody: each mail as it stands, to whoever it concerns, and without words or links."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.sent import Delivery, delivery_together
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.letters import write_letter
from tests.support.mailbox import Mailbox, deliver, send
from tests.support.web import Browser, Web
from webapp.operations.accounts.reset_password import send_password_reset

NOW = datetime.now(UTC)


def ask(city: City, web: Web, startup: Made, person: Made) -> None:
    founder, need = web.sign_in(startup, NOW), city.need(startup)
    path = f"/startup/needs/{need.id}/proposals/{person.id}/ask"
    assert founder.post(path, note="How did you certify your line?").status_code == 302


def read(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def lines(page: str) -> str:
    return page.partition("<tbody")[2].partition("</tbody>")[0]


def test_a_curator_reads_what_concerns_their_incubator_and_nothing_of_another(
    city: City, web: Web, smtp: str, mailbox: Mailbox
) -> None:
    ours, theirs = city.incubator("Caohe Harbour"), city.incubator("Pudong Yard")
    person = city.supervisor("Bo Xun", pool_of=ours)
    city.relate(person.id, "IN_POOL_OF", theirs.id, state="active", reserved=False)
    city.open_account(person.actor)
    ask(city, web, city.startup("Tidewell", incubator=ours), person)
    ask(city, web, city.startup("Farshore", incubator=theirs), person)
    write_letter(city.graph, theirs.actor, [person.id], "A secret dinner", "Come alone", NOW)
    root = Made("", type(ours.actor)("account-root", "Root", "administrator", ""))
    send_password_reset(city.graph, root.actor, person.actor.account_id, NOW, minutes=30)
    deliver(city.graph)
    path = f"/incubator/supervisors/{person.id}/sent"

    waiting = read(web.sign_in(ours, NOW), path)
    assert "Tidewell" in lines(waiting)
    assert "Waits to be sent" in lines(waiting)
    assert ">Was sent<" not in lines(waiting)
    send(city.graph, smtp)
    page = read(web.sign_in(ours, NOW), path)

    assert ">Was sent<" in lines(page)
    assert "English" in lines(page)
    assert f"{person.actor.account_id}@city.example" in lines(page)
    for foreign in ("Farshore", "dinner", "Email to a supervisor", "new password", "certify"):
        assert foreign not in page, foreign
    others = read(web.sign_in(theirs, NOW), path)
    assert "Farshore" in lines(others)
    assert "Email to a supervisor" in lines(others)
    assert "Tidewell" not in others
    everything = read(web.sign_in(root, NOW), f"/admin/accounts/{person.actor.account_id}/sent")
    assert lines(everything).count("<tr") == 4
    assert "new password" in lines(everything)
    stranger = city.incubator("Elsewhere House")
    assert web.sign_in(stranger, NOW).get(path).status_code == 404


def test_what_came_for_somebody_without_an_account_is_a_task_of_who_answers(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    person = city.supervisor("Bo Xun", pool_of=incubator, answered_by=incubator.id)
    ask(city, web, city.startup("Tidewell", incubator=incubator), person)
    deliver(city.graph)

    page = lines(read(web.sign_in(incubator, NOW), f"/incubator/supervisors/{person.id}/sent"))

    assert "Came to your incubator, which answers for them" in page
    assert "Tidewell" in page


def test_founders_are_invited_in_vain_and_nothing_says_that_a_mail_went(city: City, web: Web, smtp: str) -> None:
    incubator = city.incubator("Caohe Harbour")
    startup = city.startup("Tidewell", incubator=incubator)
    curator, path = web.sign_in(incubator, NOW), f"/incubator/startups/{startup.id}/sent"
    assert "Nothing was sent yet" in read(curator, path)
    curator.post(f"/incubator/startups/{startup.id}/invite", name="Gu", email="gone@liulu.example", language="zh")
    assert "Waits to be sent" in lines(read(curator, path))
    deliver(city.graph)
    send(city.graph, smtp)

    page = lines(read(curator, path))
    assert "Refused, not sent" in page
    assert "简体中文" in page
    assert "gone@liulu.example" in page
    assert ">Was sent<" not in page
    assert "550" not in page


def test_an_invitation_that_was_taken_back_says_that_it_never_left(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    curator = web.sign_in(incubator, NOW)
    curator.post("/incubator/invite", name="Lao Gu", email="gu@example.org", language="zh")
    (row,) = run_raw(city.graph, "MATCH (p:Supervisor)-[:IN_POOL_OF]->(:Incubator) RETURN p.id AS id")
    run_raw(city.graph, "MATCH (a:Account {email: 'gu@example.org'}) SET a.state = 'disabled'")
    deliver(city.graph)

    page = lines(read(curator, f"/incubator/supervisors/{row['id']}/sent"))

    assert "Not sent, no longer needed" in page
    assert "gu@example.org" not in page


def test_many_mails_are_paged(city: City, web: Web) -> None:
    incubator = city.incubator("Caohe Harbour")
    startup = city.startup("Tidewell", incubator=incubator)
    for number in range(30):
        run_raw(
            city.graph,
            "CREATE (:Outbox {id: $id, kind: 'write_to_founder', subject_id: $startup, state: 'waiting', attempts: 0, "
            "at: $at, payload: $payload})",
            id=f"outbox-{number}", startup=startup.id, at=NOW - timedelta(minutes=number),
            payload=json.dumps({"incubator_id": incubator.id}),
        )  # fmt: skip
    curator, path = web.sign_in(incubator, NOW), f"/incubator/startups/{startup.id}/sent"

    first, second = read(curator, path), read(curator, f"{path}?page=2")

    assert lines(first).count("<tr") == 25
    assert lines(second).count("<tr") == 5
    assert "page=2" in first


@pytest.mark.parametrize(
    ("states", "together"),
    [
        ([Delivery.NOT_SENT, Delivery.SENT], Delivery.SENT),
        ([Delivery.REFUSED, Delivery.WAITING], Delivery.WAITING),
        ([Delivery.NOT_SENT, Delivery.REFUSED], Delivery.REFUSED),
    ],
)
def test_of_what_was_told_in_two_ways_the_better_counts(states: list[Delivery], together: Delivery) -> None:
    assert delivery_together(states) is together

"""Curators hear once a day of confirmed applications, unless they switched summaries off."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from graph.domain.applications import ApplicantKind
from tests.support.applying import Applying
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver, now
from tests.support.visitor import SignIn
from webapp.operations.applications.tell_curators import tell_of_applications, window_of

pytestmark = pytest.mark.both_servers


@pytest.fixture
def applying(app: Flask, city: City, sign_in: SignIn) -> Applying:
    found = Applying(app, city.graph, city.incubator("Caohe Harbour", name_zh="漕河泾港湾").actor)
    run_raw(city.graph, "MATCH (a:Account) SET a.without_digest = true")
    sign_in("incubator", found.curator.subject_id, name="Reader")
    return found


def mails(applying: Applying) -> list[str]:
    deliver(applying.graph)
    query = "MATCH (m:Mail) WHERE m.subject CONTAINS $words RETURN m.subject AS subject, m.body AS body"
    return [f"{one['subject']}\n{one['body']}" for one in run_raw(applying.graph, query, words="new application")]


def the_day_after(applying: Applying) -> datetime:
    """A morning whose mail is about what comes just now."""
    calendar = applying.graph.calendar
    today = calendar.day_of(now())
    day = next(one for one in (today, today + timedelta(days=1)) if window_of(one, calendar)[1] > now())
    return window_of(day, calendar)[1]


def test_one_mail_a_day_names_those_who_wait(applying: Applying) -> None:
    applying.received()
    applying.received(ApplicantKind.STARTUP)
    applying.send(email="unconfirmed@applicant.example", name="Nobody Yet")
    morning = the_day_after(applying)

    assert tell_of_applications(applying.graph, morning - timedelta(minutes=5)) == 0
    assert tell_of_applications(applying.graph, morning) == 1
    assert tell_of_applications(applying.graph, morning + timedelta(hours=3)) == 0

    [mail] = mails(applying)
    assert "2 new applications to Caohe Harbour" in mail
    assert "Nimbus Optics" in mail
    assert "/incubator/applications?state=received" in mail
    assert "Nobody Yet" not in mail
    assert tell_of_applications(applying.graph, morning + timedelta(days=1)) == 0


def test_nothing_is_said_of_what_is_decided_or_to_who_switched_it_off(applying: Applying) -> None:
    application = applying.received()
    morning = the_day_after(applying)
    run_raw(applying.graph, "MATCH (a:Account) SET a.without_digest = true")
    assert tell_of_applications(applying.graph, morning) == 0

    run_raw(applying.graph, "MATCH (a:Account {name: 'Reader'}) SET a.without_digest = null")
    assert tell_of_applications(applying.graph, morning) == 1
    run_raw(applying.graph, "MATCH (a:Application {id: $id}) SET a.state = 'declined'", id=application.id)
    assert mails(applying) == []

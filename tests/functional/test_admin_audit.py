"""The audit log on the administrator's pages: found by name, filtered, exported, and what it does not say."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.repositories.audit import AuditFilter
from tests.support.city import City
from tests.support.visitor import SignIn, text_of

MakeAccount = Callable[..., Account]
NOW = datetime.now(UTC)


@pytest.mark.both_servers
def test_the_log_names_what_it_was_done_to_and_finds_it_by_name(sign_in: SignIn, city: City) -> None:
    startup = city.startup("Tidewell")
    root = sign_in("administrator")
    answer = root.post(
        "/admin/accounts/invite",
        {"email": "new@liulu.example", "role": "startup", "subject_id": startup.id, "language": "zh"},
    )
    account_id = answer.headers["Location"].rsplit("/", 1)[-1]

    for typed in ("new@liulu.example", account_id):
        page = root.get(f"/admin/audit?subject={typed}").text
        assert "Created an account" in page
        assert f'href="/admin/accounts/{account_id}">new@liulu.example</a>' in page


def test_the_log_is_filtered_by_who_what_and_when(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator", name="Shu Weiran")

    assert "Signed in" in text_of(root.get("/admin/audit?actor=weiran"))
    assert "No entry fits" in text_of(root.get("/admin/audit?actor=nobody-at-all"))
    assert "No entry fits" in text_of(root.get("/admin/audit?since=2100-01-01"))
    assert "No entry fits" in text_of(root.get("/admin/audit?until=2001-01-01"))
    entries = graph.read(lambda tx: tx.audit.list_page(AuditFilter(action="sign_in")))
    assert [entry.actor_name for entry in entries] == ["Shu Weiran"]


def test_the_exported_log_holds_no_formulas(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator")
    evil = Actor("x", '=HYPERLINK("https://elsewhere.example")', "startup", "")
    graph.write(lambda tx: tx.audit.record(evil, "save_proposal", "x", NOW, "＠sum(1)"))

    answer = root.get("/admin/audit.csv?actor=x")

    lines = list(csv.DictReader(answer.get_data(as_text=True).lstrip("\ufeff").splitlines()))
    assert lines[0]["actor_name"].startswith("'=")
    assert lines[0]["detail"] == "'＠sum(1)"
    newest = graph.read(lambda tx: tx.audit.list_page(AuditFilter()))[0]
    assert (newest.action, newest.detail) == ("export_audit", "who: x")


def test_the_log_does_not_say_who_rated(sign_in: SignIn, graph: Graph) -> None:
    root = sign_in("administrator")
    rater = Actor("account-rater", "Lu Anqing", "startup", "startup-x")
    graph.write(lambda tx: tx.audit.record(rater, "rate_session", "session-1", NOW))

    assert "Lu Anqing" not in root.get("/admin/audit").text
    assert "session-1" in root.get("/admin/audit").text
    assert "session-1" not in root.get("/admin/audit?actor=lu+anqing").text
    assert "Lu Anqing" not in root.get("/admin/audit.csv").get_data(as_text=True)


def test_the_details_of_a_changed_term_are_said_in_words(sign_in: SignIn, graph: Graph) -> None:
    root, curator = sign_in("administrator"), Actor("x", "Lin", "incubator", "incubator-1")
    told = "in incubator-1: active,,active,2027-06-21,, > active,,ended,2026-11-30,,inactive"
    graph.write(lambda tx: tx.audit.record(curator, "end_term", "person-1", NOW, told))

    page = text_of(root.get("/admin/audit?actor=x"))

    assert "before: " in page
    assert "21 Jun 2027" in page
    assert "active,,active" not in page

"""An account is deleted: a word that its person typed anywhere is found nowhere, and what must stay stays."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis

from graph.domain.erased import ERASED_NAME
from graph.driver import Graph
from graph.entities import Actor
from matching.matcher import Matcher
from tests.support.city import City
from tests.support.cleaning import empty, run_raw
from tests.support.deletion import delete, maintain, newest_copy
from tests.support.garden import Garden
from tests.support.garden_gate import NOW
from tests.support.graph_of_0_1_0 import restored
from tests.support.planting import found_in_files, found_in_graph, found_in_redis, text_fields
from tests.support.visitor import PASSWORD, SignIn, Visitor, text_of
from webapp.config import Settings
from webapp.operations.exchange.export_folder import export_folder
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.jobs.run import Worker
from webapp.operations.privacy.delete_account import delete_account
from webapp.operations.privacy.erase_traces import erase_traces
from webapp.operations.privacy.own_copy import copy_own_data

# What is typed there is not kept, or is a code, or is no person's, or is kept where the owner's own form keeps it.
NOT_KEPT = {
    "admin.forms.AddressForm.email", "admin.forms.AuditForm.actor", "admin.forms.AuditForm.since",
    "admin.forms.AuditForm.subject", "admin.forms.AuditForm.until", "admin.forms.DeletionForm.email",
    "admin.forms.InviteForm.subject_id",
    "admin.forms.RoleForm.subject_id", "auth.colleague_forms.AddressForm.email", "auth.forms.AddressForm.password",
    "auth.forms.ChangePasswordForm.new", "auth.forms.ChangePasswordForm.old",
    "auth.forms.CodeForm.code", "auth.forms.DeletionForm.password", "auth.forms.EmailForm.email",
    "auth.forms.InvitationForm.password", "auth.forms.NewPasswordForm.password", "auth.forms.PasswordForm.password",
    "auth.forms.ProfileForm.time_zone", "auth.forms.SecondFactorForm.code", "auth.forms.SecondFactorForm.password",
    "auth.forms.SignInForm.email", "auth.forms.SignInForm.password", "pages.gallery.SampleForm.goal",
    "pages.gallery.SampleForm.languages", "provider.forms.PassForm.somebody",
    "provider.profile_forms.ProfileForm.fields",
    "provider.profile_forms.ProfileForm.website",
    "engagements.forms.CloseForm.amount",
    "provider.profile_forms.InvestorForm.ticket_max",
    "provider.profile_forms.InvestorForm.ticket_min", "startup.forms.NeedForm.amount",
}  # fmt: skip
# Of templates; and the common part of the forms of letters.
_LETTERS = ("name", "subject", "body", "subject_zh", "body_zh")
NOT_KEPT |= {f"incubator.letters.forms.{form}.{name}" for form in ("LetterFields", "TemplateForm") for name in _LETTERS}
# The base of both forms of applicants, and what an incubator says of itself.
NOT_KEPT |= {f"applying.forms.ApplicationForm.{name}" for name in ("name", "email", "about", "link", "reached_at")}
NOT_KEPT |= {f"incubator.applications.forms.PageForm.{name}" for name in ("introduction", "introduction_zh")}
# The page says that these stay: a startup's registered names and place.
STAYS = {f"startup.profile_forms.ProfileForm.{name}" for name in ("name", "name_zh", "region")}


@pytest.fixture
def garden(app: Flask, city: City, settings: Settings) -> Garden:
    grown = Garden(app, city)
    grown.grow()
    matcher = Matcher(city.graph, settings.home, expire_after_days=14)
    for _again in range(2):
        matcher.warm(at=NOW)
    return grown


def test_every_field_into_which_people_type_is_planted(garden: Garden) -> None:
    planted = {field for fields in garden.sown.values() for field in fields}

    assert text_fields() - NOT_KEPT - STAYS == planted
    assert set(found_in_graph(garden.graph, set().union(*map(garden.words, garden.sown)))) >= {
        garden.sown["supervisor"]["engagements.forms.RatingForm.comment"],
        garden.sown["founder"]["startup.forms.AnswerForm.text"],
        garden.sown["investor"]["provider.profile_forms.InvestorForm.summary"],
    }


@pytest.mark.both_servers
def test_a_word_that_somebody_typed_is_found_nowhere_after_their_deletion(
    garden: Garden, city: City, redis: Redis, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "webapp")
    people = {"supervisor": garden.supervisor, "investor": garden.investor, "founder": garden.founder}
    for person, visitor in people.items():
        visitor.post("/account/data/copy")
        copy_own_data(Worker(city.graph, settings), newest_copy(city, visitor))
        assert found_in_files(settings.home, garden.words(person))

        assert delete(visitor) == 302
        maintain(city, settings)

        gone = garden.words(person)
        assert found_in_graph(city.graph, gone) == {}
        assert found_in_redis(redis, gone) == {}
        assert found_in_files(settings.home, gone) == {}
        assert [one for one in gone if one in caplog.text.lower()] == []
        assert city.graph.read(lambda tx: tx.audit_chain.verify()).is_whole
        left = [other for other in people if other in list(people)[list(people).index(person) + 1 :]]
        assert all(found_in_graph(city.graph, garden.words(other)) for other in left)


def test_what_took_place_stays_without_the_name(garden: Garden, city: City, settings: Settings) -> None:
    before = run_raw(city.graph, "MATCH (f:Feedback) RETURN f.rating AS rating, f.side AS side ORDER BY side")

    delete(garden.supervisor)
    maintain(city, settings)

    states = run_raw(
        city.graph,
        "MATCH (p:Proposal)-[:TO]->(v) WHERE p.asked_at IS NOT NULL RETURN p.state AS state, v.name AS name "
        "ORDER BY state",
    )
    # Answered by themselves, and on their behalf.
    ended = ["accepted", "accepted", "declined", "declined", "declined"]
    assert states == [{"state": state, "name": ERASED_NAME} for state in ended]
    assert run_raw(city.graph, "MATCH (f:Feedback) RETURN f.rating AS rating, f.side AS side ORDER BY side") == before
    outcomes = run_raw(city.graph, "MATCH (e:Engagement) RETURN e.outcome AS outcome ORDER BY outcome")
    assert [row["outcome"] for row in outcomes] == ["completed", "ended_early"]
    for row in run_raw(
        city.graph,
        "MATCH (p:Proposal)-[:BY]->(:Startup {id: $id}) WHERE p.asked_at IS NOT NULL "
        "RETURN p.id AS id, p.state AS state",
        id=garden.startup.id,
    ):
        page = garden.founder.get(f"/startup/requests/{row['id']}")
        assert page.status_code == 200
        assert ERASED_NAME in text_of(page)
        if row["state"] == "accepted":
            assert ERASED_NAME in text_of(garden.founder.get(f"/engagements/{row['id']}"))
    assert garden.founder.get("/startup/").status_code == 200
    assert garden.curator.get("/incubator/pool").status_code == 200
    done = garden.graph.read(lambda tx: tx.audit_chain.verify())
    assert done.erased > 0


def test_what_waits_ends_by_its_steps_and_the_other_side_is_told(
    city: City, sign_in: SignIn, settings: Settings
) -> None:
    incubator = city.incubator()
    supervisor, startup = city.supervisor("Gu Mingche", pool_of=incubator, capacity=9), city.startup()
    waiting = city.asked_proposal(to=supervisor, startup=startup)
    under_way = city.asked_proposal(to=supervisor, startup=startup)
    founder, provider = sign_in("startup", startup.id), sign_in("supervisor", supervisor.id)
    provider.post(f"/supervisor/requests/{under_way.id}/accept")

    assert delete(provider) == 302
    maintain(city, settings)

    states = run_raw(city.graph, "MATCH (p:Proposal) WHERE p.asked_at IS NOT NULL RETURN p.id AS id, p.state AS state")
    assert {row["id"]: row["state"] for row in states} == {waiting.id: "declined", under_way.id: "accepted"}
    ended = run_raw(city.graph, "MATCH (e:Engagement) RETURN e.state AS state, e.outcome AS outcome")
    assert ended == [{"state": "closed", "outcome": "ended_early"}]
    mails = run_raw(city.graph, "MATCH (m:Mail) WHERE m.to = $to RETURN m.body AS body", to=founder.account.email)
    assert len(mails) == 2
    assert all(ERASED_NAME in str(mail["body"]) for mail in mails)
    curators = run_raw(city.graph, "MATCH (o:Outbox {kind: 'tell_left_pool'}) RETURN o.payload AS payload")
    assert len(curators) == 1
    assert ERASED_NAME in str(curators[0]["payload"])
    assert founder.get("/startup/").status_code == 200


def test_a_startup_with_a_founder_left_keeps_what_is_the_startup_s(
    city: City, sign_in: SignIn, settings: Settings
) -> None:
    startup = city.startup(summary="Sensors for the sea")
    need = city.need(startup, "Who knows furnaces?")
    leaving, staying = sign_in("startup", startup.id), sign_in("startup", startup.id)

    assert delete(leaving) == 302

    assert "Who knows furnaces?" in text_of(staying.get("/startup/needs"))
    kept = run_raw(
        city.graph, "MATCH (n:Need {id: $id})<-[:RAISED]-(s) RETURN n.state AS state, s.summary AS summary", id=need.id
    )
    assert kept == [{"state": "open", "summary": "Sensors for the sea"}]


def test_two_founders_who_go_at_once_leave_nothing(
    city: City, sign_in: SignIn, at_once: object, settings: Settings
) -> None:
    startup = city.startup(summary="Sensors for the sea")
    both = [sign_in("startup", startup.id) for _ in range(2)]

    results = at_once(delete, [(one,) for one in both])  # type: ignore[operator]

    assert results == [302, 302]
    assert run_raw(city.graph, "MATCH (s:Startup) RETURN s.summary AS summary") == [{"summary": ""}]
    assert run_raw(city.graph, "MATCH (a:Account) RETURN a.id AS id") == []


def test_without_the_password_nothing_is_deleted(city: City, sign_in: SignIn) -> None:
    visitor = sign_in("startup", city.startup().id)

    page = visitor.get("/account/delete")
    assert "Ratings that you gave" in text_of(page)
    assert delete(visitor, "not the password") == 422
    assert visitor.post("/account/delete", {"password": PASSWORD}).status_code == 422
    assert visitor.get("/account").status_code == 200


def test_a_deleted_account_is_signed_out_everywhere(city: City, sign_in: SignIn, app: Flask, redis: Redis) -> None:
    visitor, elsewhere = sign_in("startup", city.startup().id), Visitor(app)
    elsewhere.sign_in(visitor.account.email)

    assert delete(visitor) == 302

    for browser in (visitor, elsewhere):
        assert browser.get("/account").status_code == 302
    assert elsewhere.sign_in(visitor.account.email).status_code == 422
    assert list(redis.scan_iter("liulu:sessions-of:*")) == []


def test_an_administrator_deletes_an_account_by_its_address_but_not_the_last_one(city: City, sign_in: SignIn) -> None:
    root, visitor = sign_in("administrator"), sign_in("startup", city.startup().id)
    path = f"/admin/accounts/{visitor.account.id}/delete"

    assert root.get(path).status_code == 200
    assert root.post(path, {"email": "another@liulu.example"}).status_code == 422
    assert root.post(path, {"email": visitor.account.email.upper()}).status_code == 302
    assert visitor.get("/account").status_code == 302
    assert delete(root) == 409
    assert root.get("/account").status_code == 200


def test_words_of_former_events_are_erased_though_they_are_sealed_anew_later(graph: Graph, settings: Settings) -> None:
    with restored(graph) as old:
        [row, *_more] = run_raw(
            old, "MATCH (e:AuditEvent {action: 'disable_account'}) RETURN e.actor_id AS id, e.actor_name AS name"
        )
        run_raw(old, "MATCH (a:Account {email: 'suhe@liulu.example'}) SET a.id = $id", id=row["id"])

        job_id = delete_account(old, Actor.system(), str(row["id"]), NOW)
        erase_traces(Worker(old, settings), job_id)

        events = "MATCH (n) WHERE n:AuditEvent OR n:AuditWords RETURN properties(n) AS held"
        assert [held for held in run_raw(old, events) if str(row["name"]) in str(held)] == []
        assert old.read(lambda tx: tx.audit_chain.verify()).is_whole


def test_what_is_exported_after_a_deletion_can_be_imported(garden: Garden, city: City, tmp_path: Path) -> None:
    delete(garden.supervisor)
    export_folder(city.graph, Actor.system(), tmp_path, NOW)
    empty(city.graph)

    report = import_folder(city.graph, Actor.system(), [tmp_path], NOW)

    assert (report.loaded, report.problems) == (True, [])

"""A kind and a role that nobody wrote a page for: every page, mail and file speaks of them in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from redis import Redis
from wtforms import TextAreaField

from graph.domain.kinds import INVESTOR, KINDS, Kind, Outcome
from graph.domain.roles import Role, Side
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.proposal import Asking
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.made_up import WORD, made_up_kind, made_up_role
from tests.support.visitor import PASSWORD, Visitor
from webapp.accounts.passwords import hash_password
from webapp.application import build_app
from webapp.config import Settings
from webapp.forms.fields import Checkboxes
from webapp.http.menus import Menu
from webapp.mail.composers import MAIL_KINDS
from webapp.operations.accounts.create_account import create_account
from webapp.operations.delivery.deliver_outbox import deliver_outbox
from webapp.operations.profiles.change_provider import SupervisorFields
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.operations.requests.waiting_requests import remind_waiting_requests
from webapp.provider.profile_forms import ProfileForm

NOW = datetime.now(UTC)
ROLE = Role("zorb_keeper", Side.PROVIDER, subject_label="Investor")
KIND = replace(
    INVESTOR, name="zorb", provider_role=ROLE.code, outcomes=(Outcome.COMPLETED, Outcome.NONE), need_fields=frozenset(),
    invests=False,
)  # fmt: skip
OTHERS = re.compile(r"supervis|mentor|invest(?!or-\d)|\bguid(e|es|ed|ing|ance)\b|导师|投资|辅导", re.IGNORECASE)
"""What other kinds and roles are called, and what is done with them."""
OF_EVERYBODY = re.compile(
    r"<nav.*?</nav>|<footer.*?</footer>|<head>.*?</head>|<script.*?</script>|<[^>]+>", re.DOTALL | re.IGNORECASE
)


_TAGLINE = re.compile("Liulu 六路: |六路 Liulu：")


class ZorbForm(ProfileForm):
    """A profile of what every profile says."""

    summary = TextAreaField(f"{WORD} summary")
    summary_zh = TextAreaField(f"{WORD} summary in Chinese")
    stages = Checkboxes(f"{WORD} stages")

    def written(self) -> SupervisorFields:
        return SupervisorFields("", "", self.text("summary"), self.text("summary_zh"), (), ())


@contextmanager
def declared() -> Iterator[Kind]:
    """The made-up kind and role, with entries of their own in all tables."""
    menu = Menu("provider.home", (("provider.home", f"{WORD} home"), ("provider.list_requests", f"{WORD} requests")))
    with (
        made_up_role(ROLE, like="talent_office", menu=menu),
        made_up_kind(KIND, form_of_a_profile=ZorbForm, fields_of_a_profile=SupervisorFields),
    ):
        yield KIND


@pytest.fixture
def app(settings: Settings, graph: Graph, redis: Redis) -> Iterator[Flask]:
    """The application as it starts with one kind and one role more."""
    with declared():
        yield build_app(settings, graph)


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Walk:
    """A startup and those whom it asks by the made-up kind, at work."""

    def __init__(self, app: Flask, city: City, language: str) -> None:
        self.app, self.city, self.language = app, city, language
        self.ours = city.incubator("Caohe Harbour")
        self.startup = city.startup("Xinghai", incubator=self.ours)
        self.keeper = self._keeper("Blue Hall")
        self.other = self._keeper("Grey Hall")
        self.need = city.need(self.startup, "A zorb", kind=KIND.name)
        self.accounts = {
            "seeker": self._account("startup", self.startup.id),
            "provider": self._account(ROLE.code, self.keeper.id),
            "curator": self._account("incubator", self.ours.id),
            "administrator": self._account("administrator", ""),
        }

    def ask(self, whom: Made) -> str:
        """A request from the startup."""
        asking = Asking("Could we talk?")
        return ask_for_introduction(
            self.city.graph, self.startup.actor, self.need.id, whom.id, asking, NOW, most_open=3
        ).id

    def read(self, who: str, *paths: str) -> dict[str, str]:
        """What somebody reads on these pages, without what stands on everybody's."""
        visitor = Visitor(self.app)
        visitor.sign_in(self.accounts[who].email)
        visitor.client.set_cookie("liulu_language", self.language)
        pages = {}
        for path in paths:
            answer = visitor.get(path, follow_redirects=True)
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
            pages[path] = OF_EVERYBODY.sub(" ", answer.text)
        return pages

    def mails(self) -> dict[str, str]:
        """Every mail, by its address and subject."""
        deliver_outbox(self.city.graph, MAIL_KINDS, "http://liulu.test", NOW + timedelta(days=9))
        rows = run_raw(self.city.graph, "MATCH (m:Mail) RETURN m.to AS to, m.subject AS subject, m.body AS body")
        # The last line of every mail says what the product is.
        return {f"{row['to']}: {row['subject']}": _TAGLINE.split(str(row["body"]))[0] for row in rows}

    def _keeper(self, name: str) -> Made:
        made = self.city.investor(name)
        return Made(made.id, replace(made.actor, role=ROLE.code))

    def _account(self, role: str, subject_id: str) -> Account:
        return create_account(
            self.city.graph, Actor.system(), f"{role}@liulu.example", role, subject_id, NOW, name="Lu Anqing",
            password_hash=hash_password(PASSWORD), language=self.language,
        )  # fmt: skip


@pytest.fixture
def walk(app: Flask, city: City, language: str) -> Walk:
    return Walk(app, city, language)


def others_in(texts: dict[str, str]) -> dict[str, list[str]]:
    """Where another kind's or role's words stand, each with what is around it."""
    found = {
        place: [text[max(0, hit.start() - 60) : hit.end() + 40] for hit in OTHERS.finditer(text)]
        for place, text in {place: f"{place} {text}" for place, text in texts.items()}.items()
    }
    return {place: hits for place, hits in found.items() if hits}


def test_the_seeker_reads_of_the_kind_in_its_own_words(walk: Walk) -> None:
    need = f"/startup/needs/{walk.need.id}"
    request = walk.ask(walk.keeper)

    pages = walk.read(
        "seeker", "/startup/", "/startup/needs", need, f"{need}/left-out", f"{need}/proposals/{walk.other.id}",
        f"{need}/proposals/{walk.other.id}?against=Blue", f"{need}/proposals/{walk.other.id}/ask",
        f"/startup/requests/{request}", f"{need}/close",
    )  # fmt: skip

    assert others_in(pages) == {}
    assert f"{WORD} words of what is wanted" in pages[need]


def test_who_is_asked_reads_in_the_words_of_the_kind(walk: Walk) -> None:
    request, room = walk.ask(walk.keeper), f"/{ROLE.code}"
    asked = walk.read(
        "provider", f"{room}/", f"{room}/requests", f"{room}/requests/{request}", f"{room}/requests/{request}/decline",
        f"{room}/places", f"{room}/profile",
    )  # fmt: skip
    accept_proposal(walk.city.graph, walk.keeper.actor, request, NOW)
    works = walk.read("provider", f"{room}/", f"{room}/startups", "/engagements/", f"/engagements/{request}")

    assert others_in(asked | works) == {}
    assert WORD in asked[f"{room}/"]
    assert WORD in works[f"{room}/startups"]


def test_both_sides_get_mails_in_the_words_of_the_kind(walk: Walk) -> None:
    request = walk.ask(walk.keeper)
    remind_waiting_requests(walk.city.graph, 7, NOW + timedelta(days=8))
    before = walk.mails()
    accept_proposal(walk.city.graph, walk.keeper.actor, request, NOW + timedelta(days=8))
    mails = before | walk.mails()

    assert others_in(mails) == {}
    assert any(f"{WORD} subject of a request" in subject for subject in mails)
    assert any(f"{WORD} subject of a yes" in subject for subject in mails)
    assert any(f"{ROLE.code}/requests/{request}" in body for body in mails.values())


def test_curators_and_administrators_read_of_the_kind_and_role_beside_the_others(walk: Walk) -> None:
    accept_proposal(walk.city.graph, walk.keeper.actor, walk.ask(walk.keeper), NOW)
    second = walk.city.need(walk.startup, "One more", kind=KIND.name)
    why_not, shown = f"/incubator/needs/{second.id}/why-not?name=Grey", f"/incubator/shown?kind={KIND.name}"
    curator = walk.read(
        "curator", "/incubator/", "/incubator/startups", f"/incubator/startups/{walk.startup.id}", "/incubator/waiting",
        why_not, shown, f"/incubator/shown.csv?kind={KIND.name}",
    )  # fmt: skip
    provider = walk.accounts["provider"].id
    administrator = walk.read(
        "administrator", "/admin/accounts", f"/admin/accounts?role={ROLE.code}", f"/admin/accounts/{provider}",
        "/admin/accounts/invite", "/admin/models", "/admin/audit", "/admin/jobs",
    )  # fmt: skip

    assert others_in({why_not: curator[why_not]}) == {}
    for path in (f"/incubator/startups/{walk.startup.id}", why_not, shown, f"/incubator/shown.csv?kind={KIND.name}"):
        assert WORD in curator[path], path
    for path in ("/admin/accounts", f"/admin/accounts/{provider}", "/admin/accounts/invite", "/admin/models"):
        assert WORD in administrator[path], path


def test_nothing_of_it_stays_when_it_is_declared_no_more() -> None:
    with declared():
        assert KIND.name in KINDS
    assert KIND.name not in KINDS

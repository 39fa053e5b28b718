"""One of everything that somebody can own. Two quarters of a town are strangers to each other."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from graph.domain.letters import Letter
from graph.domain.ranks import first_rank, ranks_of
from graph.domain.roles import ADMINISTRATOR, INCUBATOR, has_colleagues
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.batch import Load, Wanting
from graph.entities.batch import Settings as BatchSettings
from graph.entities.career import CareerRecord
from graph.entities.message import MailDraft
from graph.repositories.accounts import membership_key
from graph.repositories.sessions import Appointment
from graph.transaction import Transaction
from tests.support.applications import application
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put
from tests.support.visitor import PASSWORD
from webapp.accounts.passwords import hash_password
from webapp.config import Settings
from webapp.operations.accounts.create_account import create_account
from webapp.operations.accounts.mind_colleagues import invite_colleague
from webapp.operations.batches.settings import open_batch
from webapp.operations.batches.solve_batch import request_solving, solve_batch
from webapp.operations.doubles.call_apart import call_apart
from webapp.operations.doubles.merge_people import merge_people
from webapp.operations.engagements.hold_sessions import plan_session
from webapp.operations.exchange.draft_import import accept_table, check_draft
from webapp.operations.exchange.read_table import read_table
from webapp.operations.exchange.run_import import run_import
from webapp.operations.jobs.run import Worker
from webapp.operations.letters.keep_templates import add_template
from webapp.operations.pools.change_pool import pause_in_pool
from webapp.operations.pools.keep_contacts import add_note
from webapp.operations.pools.save_views import save_view
from webapp.operations.profiles.change_career import add_career
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_question import ask_question

_HASH = hash_password(PASSWORD)
_ROWS = b"id,name,roles,category\np-%d,Wen Rushan,supervisor,founder of things\n"


class Quarter:
    """An incubator, its startup and its supervisor, an investor, and what lies between them, by names that say what.

    `emails`: the address under which each role signs in; `handles`: what a session of it is called, where one was
    begun; `account`: one that nobody uses. `home`: where uploads are kept.
    """

    def __init__(self, city: City, name: str, home: Path) -> None:
        self.city, self.graph, self.name = city, city.graph, name
        self.incubator, self.inviting = city.incubator(f"{name} Harbour"), city.incubator(f"{name} Gate")
        self.startup = city.startup(f"{name} Sensing", incubator=self.incubator)
        self.supervisor = city.supervisor(f"{name} Mingche", pool_of=self.incubator, capacity=9)
        self.member = city.supervisor(f"{name} Heng", pool_of=self.incubator)
        self.reserved = city.supervisor(f"{name} Rushan")
        city.relate(self.reserved.id, "IN_POOL_OF", self.incubator.id, state="active", reserved=True)
        city.relate(self.supervisor.id, "IN_POOL_OF", self.inviting.id, state="invited", reserved=False)
        self.investor = city.investor(f"{name} Capital")
        self.career = add_career(self.graph, self.supervisor.actor, CareerRecord(f"{name} Works", "CTO"), city.now)
        self._needs()
        self._work()
        self.on_behalf = self._on_behalf()
        self.table = self._table(home)
        self.job = self._check(home)
        self.merged = self._merge()
        self.event = pause_in_pool(
            self.graph, self.incubator.actor, [self.member.id], (city.now + timedelta(days=9)).date(), city.now
        )[0]
        self.emails: dict[str, str] = {}
        self.handles: dict[str, str] = {}
        self._open_accounts()
        self._of_administrators()
        self._of_applicants()
        self._batch(home)

    def _batch(self, home: Path) -> None:
        """A batch that is solved, of a startup with one supervisor; `batch_draft` is a draft of it."""
        now, graph, actor = datetime.now(UTC), self.graph, self.incubator.actor
        alone = self.city.startup(f"{self.name} Alone", incubator=self.incubator)
        need = self.city.need(alone, f"{self.name}: somebody to begin with")
        settings = BatchSettings(
            f"{self.name} batch", {alone.id: Wanting(need.id, 1)}, {self.member.id: Load(0, 2)},
            (now + timedelta(days=14)).date(),
        )  # fmt: skip
        self.batch = open_batch(graph, actor, settings, now)
        solve_batch(Worker(graph, Settings(env="test", home=home)), request_solving(graph, actor, self.batch, now))
        self.batch_draft = graph.read(lambda tx: tx.batches.list_drafts(self.batch))[0].id

    def _merge(self) -> str:
        """Somebody who stood in the pool twice; two others are said to be two."""
        call_apart(self.graph, self.incubator.actor, self.member.id, self.reserved.id, self.city.now)
        twice = [self.city.supervisor(f"{self.name} Twice", pool_of=self.incubator) for _ in range(2)]
        pair = merge_people(self.graph, self.incubator.actor, twice[0].id, twice[1].id, {}, self.city.now)
        return pair.other.id

    def _needs(self) -> None:
        city, startup = self.city, self.startup
        self.need = city.need(startup, f"{self.name}: a first factory", places=3)
        self.draft = city.need(startup, f"{self.name}: later", state="draft")
        self.round = city.need(startup, f"{self.name}: a round", kind="investor", places=3)
        self.requests = {
            "supervisor": city.asked_proposal(to=self.supervisor, need=self.need).id,
            "investor": city.asked_proposal(to=self.investor, need=self.round).id,
        }
        for provider, request in zip((self.supervisor, self.investor), self.requests.values(), strict=True):
            ask_question(self.graph, provider.actor, request, "How many a month?", city.now)

    def _on_behalf(self) -> dict[str, str]:
        """A request to somebody without an account for each who answers for such people."""
        city = self.city
        silent = city.supervisor(f"{self.name} Jing", pool_of=self.incubator, answered_by=self.incubator.id)
        fund = city.investor(f"{self.name} Fund")
        need, round_ = (
            city.need(self.startup, f"{self.name}: on behalf", kind=kind) for kind in ("mentor", "investor")
        )
        return {
            INCUBATOR: city.asked_proposal(to=silent, need=need).id,
            ADMINISTRATOR: city.asked_proposal(to=fund, need=round_).id,
        }

    def _work(self) -> None:
        """Work of the startup with its supervisor and with the investor, each with a meeting to come and one past."""
        self.works: dict[str, str] = {}
        self.sessions: dict[str, str] = {}
        self.past: dict[str, str] = {}
        for role, provider, kind in (
            ("supervisor", self.supervisor, "mentor"),
            ("investor", self.investor, "investor"),
        ):
            need = self.city.need(self.startup, f"{self.name}: under way", kind=kind)
            request = self.city.asked_proposal(to=provider, need=need)
            work = accept_proposal(self.graph, provider.actor, request.id, self.city.now).id
            self.works[role] = work
            self.sessions[role] = self._meeting(work, timedelta(days=3))
            self.past[role] = self._meeting(work, timedelta(days=-1))

    def _meeting(self, work: str, after: timedelta) -> str:
        when = Appointment(self.city.now + after, 60, "Asia/Shanghai")
        return plan_session(self.graph, self.startup.actor, work, when, self.city.now)

    def _table(self, home: Path) -> str:
        """A table of any form that was read: two of its rows look like one person."""
        sent = io.BytesIO("姓名,邮箱\n雷云帆,lei@example.org\n雷 云帆,LEI@example.org\n".encode())
        table = accept_table(self.graph, self.incubator.actor, home, "list.csv", sent, self.city.now, limit_mb=1)
        read_table(Worker(self.graph, Settings(env="test", home=home)), table)
        return table

    def _check(self, home: Path) -> str:
        """The same, compared with what there is: its curator is asked."""
        actor, now = self.incubator.actor, self.city.now
        check = check_draft(self.graph, actor, home, self.table, empty_erases=False, at=now)
        run_import(self.graph, home, check, now)
        return check

    def _open_accounts(self) -> None:
        holders: dict[str, Made] = {
            "startup": self.startup, "supervisor": self.supervisor, "investor": self.investor,
            "incubator": self.incubator, "talent_office": _NOBODY, "administrator": _NOBODY,
        }  # fmt: skip
        for role, made in holders.items():
            self.emails[role] = f"{role}@{self.name.lower()}.example"
            account_id = self._open_account(self.emails[role], role, made.id, first_rank(role, has_head=False))
            if role == INCUBATOR:
                curator = Actor(account_id, made.actor.name, role, made.id)
                self.view = save_view(self.graph, curator, "Angels", "q=angel", shared=True, at=self.city.now)
                self.template = add_template(self.graph, curator, "Renewal", Letter("A", "B"), self.city.now)
                self.note = add_note(self.graph, curator, self.member.id, f"{self.name} called", self.city.now)
        self._colleagues()
        self.account = self._open_account(f"former@{self.name.lower()}.example", "talent_office", "")

    def _colleagues(self) -> None:
        """For each role that has any, a colleague of the lowest rank and one who was only invited; each is asked to act
        for an incubator too."""
        self.colleagues: dict[str, str] = {}
        self.awaited: dict[str, str] = {}
        self.offers: dict[str, str] = {}
        asking = Actor(f"account-asking-{self.name}", "Asking", INCUBATOR, self.inviting.id)
        self.city.open_account(asking)
        for role, email in self.emails.items():
            account = self.city.graph.read(partial(_account_of, email))
            if has_colleagues(role):
                self.colleagues[role] = self._open_account(
                    f"mate.{email}", role, account.memberships[0].subject_id, ranks_of(role)[-1]
                )
                self.awaited[role] = self._invite(account, f"awaited.{email}", ranks_of(role)[-1])
            invite_colleague(self.graph, asking, email, "member", self.city.now, days=7)
            self.offers[role] = membership_key(account.id, INCUBATOR, self.inviting.id)

    def _invite(self, account: Account, email: str, rank: str) -> str:
        held = account.memberships[0]
        invite_colleague(self.graph, account.acting_as(held.role, held.subject_id), email, rank, self.city.now, days=7)
        return self.city.graph.read(partial(_account_of, email)).id

    def _open_account(self, email: str, role: str, subject_id: str, rank: str = "") -> str:
        account = create_account(
            self.graph, Actor.system(), email, role, subject_id, self.city.now,
            name=f"{self.name} {role}", password_hash=_HASH, rank=rank,
        )  # fmt: skip
        return account.id

    def _of_administrators(self) -> None:
        """A model, and a message and a mail that were given up."""
        graph, at = self.graph, self.city.now
        self.model = put(graph, make_model(f"model-of-{self.name.lower()}"))
        self.message = graph.write(lambda tx: tx.outbox.add("tell_asked", self.requests["supervisor"], at))
        draft = MailDraft("somebody@quarter.example", "A subject", "A text", "en", self.name)
        self.mail = graph.write(lambda tx: tx.mail.create(self.message, draft, at))
        run_raw(graph, "MATCH (n:Outbox|Mail) WHERE n.id IN $ids SET n.state = 'failed'", ids=[self.message, self.mail])

    def _of_applicants(self) -> None:
        """A public page that is on, and an application that waits for a decision."""
        page, self.application = application(self.graph, self.incubator.actor, self.city.now, f"{self.name} Wanqing")
        self.page_address = page.address


_NOBODY = Made("", Actor("", "", "", ""))


def _account_of(email: str, tx: Transaction) -> Account:
    account = tx.accounts.find_by_email(email)
    assert account
    return account

"""What people type is kept on the server while they type, also when their session ended; nobody else reads it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask

from graph.domain.limits import DRAFT_DAYS, LONGEST_DRAFT, MOST_DRAFTS
from graph.entities.form_draft import FormDraft
from graph.repositories.sessions import Appointment
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.visitor import SignIn, Visitor, text_of
from webapp.accounts.form_tickets import FormTicket, FormTickets
from webapp.config import Settings
from webapp.operations.drafts.keep_draft import keep_draft
from webapp.operations.engagements.hold_sessions import plan_session
from webapp.operations.maintenance.prune import prune
from webapp.operations.privacy.delete_account import delete_account
from webapp.operations.requests.accept_proposal import accept_proposal

TYPED = "We run one furnace and want to know what a second one takes."


def ticket_on(visitor: Visitor, path: str, form: str = "") -> str:
    """The ticket of a form on a page, as its hidden field holds it."""
    page = visitor.get(path).text
    start = page.index(f'action="{form}"') if form else 0
    found = re.search(r'name="draft_of" value="([^"]+)"', page[start:])
    assert found, f"no ticket on {path}"
    return unescape(found[1])


class Desk:
    """A founder before the form of a note to somebody."""

    def __init__(self, city: City, sign_in: SignIn) -> None:
        self.city = city
        self.startup, self.supervisor = city.startup(), city.supervisor()
        self.path = f"/startup/needs/{city.need(self.startup).id}/proposals/{self.supervisor.id}/ask"
        self.founder = sign_in("startup", self.startup.id)

    def type(self, text: str, ticket: str = "") -> int:
        """What the page sends while one types."""
        fields = {"draft_of": ticket or ticket_on(self.founder, self.path), "note": text}
        return self.founder.post("/drafts", fields).status_code

    def sees(self, text: str) -> bool:
        return f"{text}</textarea>" in self.founder.get(self.path).text


@pytest.fixture
def desk(city: City, sign_in: SignIn) -> Desk:
    return Desk(city, sign_in)


def test_what_was_typed_stands_there_again_and_can_be_discarded(desk: Desk) -> None:
    assert desk.type(TYPED) == 200

    page = desk.founder.get(desk.path)
    assert f"{TYPED}</textarea>" in page.text
    assert "Restored what you typed at" in text_of(page)

    answer = desk.founder.post("/drafts/discard", {"draft_of": ticket_on(desk.founder, desk.path)})
    assert answer.location == desk.path
    assert not desk.sees(TYPED)


def test_nobody_else_of_the_same_startup_reads_it(desk: Desk, sign_in: SignIn) -> None:
    desk.type(TYPED)
    colleague = sign_in("startup", desk.startup.id)

    assert TYPED not in colleague.get(desk.path).text
    refused = colleague.post("/drafts/discard", {"draft_of": ticket_on(desk.founder, desk.path)})
    assert refused.status_code == 422
    assert desk.sees(TYPED)


def test_a_form_that_was_sent_leaves_nothing_and_nothing_sent_late_brings_it_back(desk: Desk) -> None:
    ticket = ticket_on(desk.founder, desk.path)
    desk.type(TYPED, ticket)

    assert desk.founder.post(desk.path, {"draft_of": ticket, "note": TYPED}).status_code == 302

    assert desk.type("late", ticket) == 409
    assert run_raw(desk.city.graph, "MATCH (d:FormDraft) RETURN d.fields AS fields") == [{"fields": ""}]


def test_a_form_sent_after_the_session_ended_is_there_after_signing_in(desk: Desk, client: Visitor) -> None:
    ticket = ticket_on(desk.founder, desk.path)
    desk.founder.client.delete_cookie("liulu")

    answer = desk.founder.client.post(desk.path, data={"csrf_token": "old", "draft_of": ticket, "note": TYPED})

    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=")
    assert "What you typed is kept" in text_of(desk.founder.get(answer.location))
    entered = desk.founder.sign_in(desk.founder.account.email, next=desk.path)
    assert entered.location == desk.path
    assert desk.sees(TYPED)
    assert run_raw(desk.city.graph, "MATCH (p:Proposal {state: 'asked'}) RETURN p.id AS id") == []


def test_what_is_typed_after_the_session_ended_is_kept_without_a_word(desk: Desk) -> None:
    ticket = ticket_on(desk.founder, desk.path)
    desk.founder.client.delete_cookie("liulu")

    answer = desk.founder.client.post("/drafts", data={"csrf_token": "old", "draft_of": ticket, "note": TYPED})

    assert answer.status_code == 204
    desk.founder.sign_in(desk.founder.account.email)
    assert desk.sees(TYPED)


def test_a_form_of_an_older_session_goes_back_to_its_page_with_the_text(desk: Desk) -> None:
    ticket = ticket_on(desk.founder, desk.path)

    answer = desk.founder.client.post(desk.path, data={"csrf_token": "old", "draft_of": ticket, "note": TYPED})

    assert answer.location == desk.path
    page = desk.founder.get(desk.path)
    assert "so nothing was sent" in text_of(page)
    assert f"{TYPED}</textarea>" in page.text


def test_a_form_that_is_refused_is_kept_and_the_page_leads_back_to_it(city: City, sign_in: SignIn) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor, need=city.need(city.startup()))
    path = f"/supervisor/requests/{request.id}"
    visitor = sign_in("supervisor", supervisor.id)
    ticket = ticket_on(visitor, path, f"{path}/question")
    run_raw(city.graph, "MATCH (p:Proposal) SET p.state = 'withdrawn'")

    page = visitor.post(f"{path}/question", {"draft_of": ticket, "text": TYPED})

    assert page.status_code == 409
    assert "What you typed is kept in the form." in text_of(page)
    assert f'href="{path}"' in page.text
    found = city.graph.read(lambda tx: tx.drafts.find(visitor.account.id, f"{path}/question"))
    assert found is not None
    assert ("text", TYPED) in found.fields


def test_a_ticket_of_another_installation_or_too_old_keeps_nothing(desk: Desk, settings: Settings) -> None:
    ticket = FormTicket(desk.founder.account.id, desk.path, desk.path, datetime.now(UTC))
    strange = FormTickets("another key").seal(ticket)
    ours = FormTickets(settings.secret_key.get_secret_value())
    old = ours.seal(
        FormTicket(ticket.account_id, ticket.form, ticket.page, ticket.made_at - timedelta(days=DRAFT_DAYS, hours=1))
    )

    assert [desk.type(TYPED, sealed) for sealed in (strange, old, "x")] == [422, 422, 422]
    assert desk.founder.client.post("/drafts", data={"draft_of": strange, "note": TYPED}).status_code == 400
    assert not desk.sees(TYPED)


def test_drafts_are_bounded_in_length_number_and_age(desk: Desk, app: Flask, settings: Settings) -> None:
    assert desk.type("n" * LONGEST_DRAFT) == 409
    at, account_id, graph = datetime.now(UTC), desk.founder.account.id, desk.city.graph
    for number in range(MOST_DRAFTS):
        draft = FormDraft(f"/form/{number}", "/", (("note", TYPED),), at)
        assert keep_draft(graph, account_id, draft, at)
    assert desk.type(TYPED) == 409

    prune(graph, settings.home, at + timedelta(days=DRAFT_DAYS, hours=1), mail_days=30)

    assert run_raw(graph, "MATCH (d:FormDraft) RETURN d.id AS id") == []


@pytest.mark.both_servers
def test_drafts_are_said_on_the_page_of_what_is_stored_and_go_with_the_account(desk: Desk) -> None:
    desk.type(TYPED)

    stored = text_of(desk.founder.get("/account/data"))
    assert "What you typed and have not sent" in stored
    own = desk.city.graph.read(lambda tx: tx.own_data.read(desk.founder.account))
    assert TYPED in str(own)

    delete_account(desk.city.graph, desk.founder.account.acting_as(), desk.founder.account.id, datetime.now(UTC))
    assert run_raw(desk.city.graph, "MATCH (d:FormDraft) RETURN d.id AS id") == []


def test_every_long_form_keeps_what_is_typed(city: City, sign_in: SignIn) -> None:
    startup, supervisor = city.startup(), city.supervisor()
    asked = city.asked_proposal(to=supervisor, need=city.need(startup))
    waiting = city.asked_proposal(to=supervisor, need=city.need(startup, "Another question"))
    work = accept_proposal(city.graph, supervisor.actor, asked.id, city.now).id
    when = Appointment(city.now - timedelta(days=1), 60, "Asia/Shanghai")
    session = plan_session(city.graph, startup.actor, work, when, city.now)
    founder, other = sign_in("startup", startup.id), sign_in("supervisor", supervisor.id)
    draft = city.need(startup, "A third question")
    forms = [
        (founder, "/startup/needs/new", "/startup/needs", "description"),
        (founder, f"/startup/needs/{draft.id}/edit", f"/startup/needs/{draft.id}", "description"),
        (founder, "/startup/profile", "/startup/profile", "summary"),
        (founder, f"/engagements/{work}", f"/engagements/sessions/{session}/rating", "comment"),
        (founder, f"/engagements/{work}", f"/engagements/sessions/{session}/notes", "notes"),
        (founder, f"/engagements/{work}", f"/engagements/{work}/goal", "goal"),
        (founder, f"/engagements/{work}/close", "", "note"),
        (other, "/supervisor/profile", "/supervisor/profile", "summary"),
        (other, "/supervisor/career/new", "/supervisor/career/new", "summary"),
        (other, f"/supervisor/requests/{waiting.id}", f"/supervisor/requests/{waiting.id}/question", "text"),
        (other, f"/supervisor/requests/{waiting.id}/decline", "", "note"),
    ]
    for number, (visitor, page, form, field) in enumerate(forms):
        typed = f"Typed into form {number}"
        fields = {"draft_of": ticket_on(visitor, page, form), "reason": "other", field: typed}
        kept = visitor.post("/drafts", fields)
        assert kept.status_code == 200, page
        assert f"{typed}</textarea>" in visitor.get(page).text, page


def test_words_that_come_with_an_address_stand_before_those_of_an_old_draft(city: City, sign_in: SignIn) -> None:
    founder = sign_in("startup", city.startup().id)
    fields = {"draft_of": ticket_on(founder, "/startup/needs/new"), "title": "An old question"}
    founder.post("/drafts", fields)

    assert "An old question" in founder.get("/startup/needs/new").text
    asked = founder.get("/startup/needs/new?kind=mentor&q=Who+sells+abroad%3F&area=overseas_sales")
    assert 'value="Who sells abroad?"' in asked.text
    assert "An old question" not in asked.text
    assert "Restored what you typed" not in text_of(asked)


def test_a_form_that_came_back_stands_under_its_entry_of_the_menu(city: City, sign_in: SignIn) -> None:
    founder = sign_in("startup", city.startup().id)
    page = founder.post("/startup/needs", {"title": "", "action": "open"})

    assert page.status_code == 422
    assert re.search(r'href="/startup/needs"[^>]*aria-current="page"', page.text)

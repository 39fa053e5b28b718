"""A pause and an ended term never leave a startup waiting without a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import webapp
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.web import Browser, Web
from webapp.operations.pools.answer_pool import leave_pool
from webapp.operations.pools.change_pool import end_term, pause_in_pool
from webapp.operations.pools.lapse_terms import lapse_terms

NOW = datetime.now(UTC)
UNTIL = (NOW + timedelta(days=70)).date()
SHOWN = f"{UNTIL.day} {UNTIL:%b %Y}"


class Waiting:
    """A startup whose request waits for a supervisor of its incubator."""

    def __init__(self, city: City, web: Web) -> None:
        self.city, self.incubator = city, city.incubator("Harbour House")
        self.startup = city.startup("Tidewell", incubator=self.incubator)
        self.supervisor = city.supervisor("Gu Mingche", pool_of=self.incubator)
        self.need = city.need(self.startup, "From pilot line to first factory")
        self.request = city.asked_proposal(to=self.supervisor, need=self.need)
        self.founder, self.asked = web.sign_in(self.startup, NOW), web.sign_in(self.supervisor, NOW)

    def pages(self) -> dict[str, str]:
        """Where the startup reads how its request stands."""
        need = f"/startup/needs/{self.need.id}"
        addresses = {
            "request": f"/startup/requests/{self.request.id}", "list": need, "home": "/startup/",
            "ask": f"{need}/proposals/{self.supervisor.id}/ask",
        }  # fmt: skip
        return {name: self.founder.get(address).get_data(as_text=True) for name, address in addresses.items()}

    def state(self, request: Made | None = None) -> dict[str, object]:
        return run_raw(
            self.city.graph,
            "MATCH (p:Proposal {id: $id}) RETURN p.state AS state, p.decline_reason AS declined, "
            "p.withdraw_reason AS withdrawn, p.ask_again_on AS again",
            id=(request or self.request).id,
        )[0]

    def mails(self) -> list[str]:
        deliver(self.city.graph)
        rows = run_raw(self.city.graph, "MATCH (m:Mail) RETURN m.subject AS subject ORDER BY m.subject")
        return [str(row["subject"]) for row in rows]


@pytest.fixture
def waiting(city: City, web: Web) -> Waiting:
    return Waiting(city, web)


def pause(browser: Browser, until: date = UNTIL, **fields: object) -> int:
    return browser.post("/supervisor/pause", until=until.isoformat(), **fields).status_code


def test_who_pauses_is_asked_about_what_waits_and_the_startup_reads_of_the_pause(waiting: Waiting) -> None:
    assert "And the requests that wait for you?" in waiting.asked.get("/supervisor/places").get_data(as_text=True)
    assert pause(waiting.asked, waiting="keep") == 302

    pages = waiting.pages()
    assert f"Paused until {SHOWN}" in pages["request"]
    assert "You may ask somebody else meanwhile" in pages["request"]
    assert f"Paused until {SHOWN}" in pages["list"]
    assert "Whom you asked is paused" in pages["home"]
    assert "who takes no new requests at present" in pages["ask"]
    assert not [name for name, page in pages.items() if "Waiting for an answer" in page]
    assert waiting.mails() == ["Gu Mingche takes no new requests for now"]
    assert "takes no new requests" not in waiting.founder.get("/startup/needs/new").get_data(as_text=True)

    waiting.asked.post("/supervisor/resume")
    assert "Waiting for an answer" in waiting.pages()["request"]
    assert pause(waiting.asked, waiting="keep") == 302
    assert waiting.mails() == ["Gu Mingche takes no new requests for now"], "of one request they are told once"


def test_who_pauses_may_decline_what_waits_in_the_same_step(waiting: Waiting) -> None:
    assert pause(waiting.asked, waiting="decline") == 302

    assert waiting.state() == {"state": "declined", "declined": "no_time", "withdrawn": None, "again": UNTIL}
    home = waiting.asked.get("/supervisor/").get_data(as_text=True)
    assert "1 request is declined until then." in home
    assert f"You are paused until {SHOWN}" in home
    assert waiting.mails() == ["Gu Mingche declined your request"]


@pytest.mark.parametrize(("sent", "is_paused"), [({"pauses": "y"}, True), ({}, False)])
def test_no_time_now_offers_a_pause_for_everybody(waiting: Waiting, sent: dict[str, str], is_paused: bool) -> None:
    other = waiting.city.asked_proposal(to=waiting.supervisor, startup=waiting.city.startup("Saltmarsh"))
    path = f"/supervisor/requests/{waiting.request.id}/decline"
    assert "Take no other new requests until that day either" in waiting.asked.get(path).get_data(as_text=True)

    assert waiting.asked.post(path, reason="no_time", ask_again_on=UNTIL.isoformat(), **sent).status_code == 302

    assert waiting.state()["state"] == "declined"
    assert waiting.state(other)["state"] == "asked"
    assert (f"You are paused until {SHOWN}" in waiting.asked.get("/supervisor/").get_data(as_text=True)) is is_paused


def test_a_decline_never_shortens_a_pause(waiting: Waiting) -> None:
    later = UNTIL + timedelta(days=30)
    pause(waiting.asked, later, waiting="keep")
    path = f"/supervisor/requests/{waiting.request.id}/decline"

    waiting.asked.post(path, reason="no_time", ask_again_on=UNTIL.isoformat(), pauses="y")

    paused = run_raw(
        waiting.city.graph, "MATCH (p:Person {id: $id}) RETURN p.paused_until AS d", id=waiting.supervisor.id
    )
    assert paused == [{"d": later}]


def test_an_incubators_pause_is_told_too(waiting: Waiting) -> None:
    pause_in_pool(waiting.city.graph, waiting.incubator.actor, [waiting.supervisor.id], UNTIL, NOW)

    assert f"Paused until {SHOWN}" in waiting.pages()["request"]
    assert waiting.mails() == ["Gu Mingche takes no new requests for now"]


def lapse(waiting: Waiting) -> None:
    yesterday = (NOW - timedelta(days=2)).date()
    run_raw(waiting.city.graph, "MATCH (:Person)-[r:IN_POOL_OF]->() SET r.to = $day", day=yesterday)
    lapse_terms(waiting.city.graph, NOW)


ENDS: dict[str, Callable[[Waiting], object]] = {
    "the incubator ends it": lambda it: end_term(it.city.graph, it.incubator.actor, [it.supervisor.id], NOW),
    "the supervisor leaves": lambda it: leave_pool(it.city.graph, it.supervisor.actor, it.incubator.id, NOW),
    "its last day passes": lapse,
}


@pytest.mark.parametrize("how", ENDS)
def test_with_the_term_end_the_requests_of_the_incubators_startups(waiting: Waiting, how: str) -> None:
    elsewhere = waiting.city.asked_proposal(to=waiting.supervisor, startup=waiting.city.startup("Saltmarsh"))

    ENDS[how](waiting)

    assert waiting.state() == {"state": "withdrawn", "declined": None, "withdrawn": "term_ended", "again": None}
    assert waiting.state(elsewhere)["state"] == "asked"
    page = waiting.pages()["request"]
    assert "Gu Mingche left the pool of your incubator, so the request ended." in page
    assert "ask somebody else" in page
    assert "Your request to Gu Mingche has ended" in waiting.mails()
    own = waiting.asked.get(f"/supervisor/requests/{waiting.request.id}").get_data(as_text=True)
    assert "It ended with your term in the pool" in own
    late = waiting.asked.post(f"/supervisor/requests/{waiting.request.id}/accept")
    assert late.status_code == 409
    assert "It ended with your term in the pool." in late.get_data(as_text=True)


def test_words_keep_their_lines_wherever_they_are_read(waiting: Waiting) -> None:
    run_raw(waiting.city.graph, "MATCH (p:Proposal) SET p.note = 'One furnace.\n\nTwo lines.'")
    page = waiting.pages()["request"]

    assert '<blockquote class="quote"><p>“One furnace.\n\nTwo lines.”</p>' in page
    style = (Path(webapp.__file__).parent / "static" / "style" / "people.css").read_text(encoding="utf-8")
    assert ".quote p { white-space: pre-line;" in style

"""Startups wait in order for a place with somebody who has none: one list each, an offer held for three days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.kinds import Outcome
from graph.domain.states.waits import OFFER_HELD
from graph.entities import Actor
from graph.entities.proposal import Asking, Ending
from graph.errors import NotEligibleError
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.web import Web
from webapp.operations.engagements.close_engagement import close_engagement
from webapp.operations.needs.save_need import close_need
from webapp.operations.privacy.leave_side import leave_side
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.operations.waiting.join_waiting_list import join_waiting_list
from webapp.operations.waiting.offer_places import offer_places

NOW = datetime.now(UTC)


class Full:
    """A supervisor of one place, which is taken, and two startups that would ask."""

    def __init__(self, city: City) -> None:
        self.city, self.graph = city, city.graph
        self.supervisor = city.supervisor("Gu Mingche", capacity=1)
        self.work = city.asked_proposal(to=self.supervisor)
        accept_proposal(city.graph, self.supervisor.actor, self.work.id, NOW)
        self.startups = [city.startup(name) for name in ("Tidewell", "Saltmarsh", "Late Comer")]
        self.needs = [city.need(startup, f"A question of {startup.actor.name}") for startup in self.startups]

    def join(self, who: int, after: int = 0) -> int:
        at = NOW + timedelta(minutes=after)
        return join_waiting_list(self.graph, self.startups[who].actor, self.needs[who].id, self.supervisor.id, at)

    def free(self) -> None:
        """The work ends."""
        close_engagement(self.graph, self.supervisor.actor, self.work.id, Ending(Outcome.COMPLETED), "", NOW)

    def ask(self, who: int, at: datetime = NOW) -> object:
        return ask_for_introduction(
            self.graph, self.startups[who].actor, self.needs[who].id, self.supervisor.id, Asking("Could we talk?"), at,
            most_open=3,
        )  # fmt: skip

    def entries(self) -> list[tuple[str, str]]:
        rows = run_raw(
            self.graph,
            "MATCH (st:Startup)-[w:WAITS_FOR]->() RETURN st.name AS name, w.state AS state ORDER BY w.since",
        )
        return [(str(row["name"]), str(row["state"])) for row in rows]

    def subjects(self) -> list[str]:
        deliver(self.graph)
        return [str(row["s"]) for row in run_raw(self.graph, "MATCH (m:Mail) RETURN m.subject AS s")]


@pytest.fixture
def full(city: City) -> Full:
    return Full(city)


def test_a_place_that_comes_free_is_held_for_whoever_waited_longest(full: Full) -> None:
    assert [full.join(0), full.join(1, after=1)] == [1, 2]
    assert offer_places(full.graph, NOW) == 0, "nothing is free yet"

    full.free()
    assert offer_places(full.graph, NOW) == 1
    assert full.entries() == [("Tidewell", "offered"), ("Saltmarsh", "waiting")]
    assert offer_places(full.graph, NOW) == 0, "two beats offer it once"

    for other in (1, 2):
        with pytest.raises(NotEligibleError) as refused:
            full.ask(other)
        assert refused.value.rule is RuleCode.NO_FREE_PLACE
    full.ask(0)
    assert full.entries() == [("Saltmarsh", "waiting")]
    assert offer_places(full.graph, NOW) == 0, "the place is waited for by a request"


def test_after_three_days_the_next_one_is_told(full: Full, web: Web) -> None:
    for who in (0, 1):
        web.sign_in(full.startups[who], NOW)
    full.join(0)
    full.join(1, after=1)
    full.free()
    offer_places(full.graph, NOW)
    assert offer_places(full.graph, NOW + OFFER_HELD - timedelta(minutes=1)) == 0

    assert offer_places(full.graph, NOW + OFFER_HELD) == 2

    assert full.entries() == [("Saltmarsh", "offered")]
    assert sorted(full.subjects()) == [
        "Gu Mingche has a place free for you",
        "The place with Gu Mingche is not held any more",
    ], "who was too late is told of no place any more"


def test_who_may_not_ask_for_another_reason_is_passed_over_and_waits_on(full: Full) -> None:
    full.join(0)
    full.join(1, after=1)
    full.city.conflict(full.startups[0], full.supervisor)
    full.free()

    assert offer_places(full.graph, NOW) == 1

    assert full.entries() == [("Tidewell", "waiting"), ("Saltmarsh", "offered")]


def test_with_the_need_ends_the_wait(full: Full) -> None:
    full.join(0)
    close_need(full.graph, full.startups[0].actor, full.needs[0].id, NOW)

    assert offer_places(full.graph, NOW) == 1
    assert full.entries() == []


def test_whoever_leaves_leaves_the_lists(full: Full) -> None:
    full.join(0)
    full.join(1, after=1)

    full.graph.write(lambda tx: leave_side(tx, full.startups[0].actor, NOW))
    assert full.entries() == [("Saltmarsh", "waiting")]
    full.graph.write(lambda tx: leave_side(tx, full.supervisor.actor, NOW))
    assert full.entries() == []


def test_the_pages_lead_onto_the_list_and_off_it(full: Full, web: Web) -> None:
    founder, need = web.sign_in(full.startups[0], NOW), full.needs[0].id
    ask = f"/startup/needs/{need}/proposals/{full.supervisor.id}"
    assert "Wait for a place" in founder.get(f"/startup/needs/{need}/left-out").get_data(as_text=True)
    for page in (ask, f"{ask}/ask"):
        assert "Tell me when a place is free" in founder.get(page).get_data(as_text=True)

    assert founder.post(f"{ask}/wait").status_code == 302
    page = founder.get(f"/startup/needs/{need}").get_data(as_text=True)
    assert "Whose place you wait for" in page
    assert "Number 1 on the list" in page
    again = founder.post(f"{ask}/wait")
    assert again.status_code == 409
    assert "You are on this waiting list already" in again.get_data(as_text=True)
    places = web.sign_in(full.supervisor, NOW).get("/supervisor/places").get_data(as_text=True)
    assert "1 startup waits for a place with you" in places
    assert "Tidewell" not in places, "nobody is told who waits"

    full.free()
    offer_places(full.graph, NOW)
    home = founder.get("/startup/").get_data(as_text=True)
    assert "Gu Mingche has a place free for you" in home
    assert "Held until" in home
    assert "Ask for an introduction" in founder.get(f"{ask}/ask").get_data(as_text=True)
    assert founder.post(f"{ask}/stop-waiting").status_code == 302
    assert full.entries() == []
    assert founder.post(f"{ask}/stop-waiting").status_code == 404


def test_nobody_waits_where_a_place_is_free_or_another_rule_forbids(full: Full, web: Web) -> None:
    founder, need = web.sign_in(full.startups[0], NOW), full.needs[0].id
    free, hidden = full.city.supervisor(), full.city.supervisor()
    closed = full.city.incubator("Closed")
    full.city.relate(hidden.id, "IN_POOL_OF", closed.id, state="active", reserved=True)
    conflicting = full.city.supervisor(capacity=0)
    full.city.conflict(full.startups[0], conflicting)

    answers = [founder.post(f"/startup/needs/{need}/proposals/{who.id}/wait") for who in (free, conflicting, hidden)]

    assert [answer.status_code for answer in answers] == [409, 409, 404]
    assert "A place is free by now: you can ask." in answers[0].get_data(as_text=True)
    foreign = founder.post(f"/startup/needs/{full.needs[1].id}/proposals/{full.supervisor.id}/wait")
    assert foreign.status_code == 404
    assert full.entries() == []


def test_what_is_kept_of_a_wait_is_the_startups_to_read(full: Full, web: Web) -> None:
    full.join(0)
    web.sign_in(full.startups[0], NOW)
    own = full.graph.read(lambda tx: tx.waits.list_of_startup(full.startups[0].id))

    assert [(wait.provider_name, wait.number) for wait in own] == [("Gu Mingche", 1)]
    founder = web.sign_in(full.startups[0], NOW)
    assert "Waiting lists" in founder.get("/account/data").get_data(as_text=True)
    log = run_raw(full.graph, "MATCH (e:AuditEvent {action: 'join_waiting_list'}) RETURN e.actor_id AS who")
    assert [row["who"] for row in log] == [full.startups[0].actor.account_id]


def test_the_clock_alone_offers(full: Full) -> None:
    assert Actor.system().is_system
    full.join(0)
    full.free()
    offer_places(full.graph, NOW)
    log = run_raw(full.graph, "MATCH (e:AuditEvent {action: 'offer_place'}) RETURN e.actor_id AS who")
    assert [row["who"] for row in log] == ["system"]


def test_whom_a_place_is_held_for_sees_them_on_the_list_and_nobody_else_does(full: Full, web: Web) -> None:
    full.join(0)
    full.free()
    offer_places(full.graph, NOW)

    def sees(who: Made, need: Made) -> bool:
        return (
            "Gu Mingche"
            in web.sign_in(who, NOW).get(f"/startup/needs/{need.id}").get_data(as_text=True).split('id="proposals"')[1]
        )

    assert sees(full.startups[0], full.needs[0])
    assert not sees(full.startups[1], full.needs[1])

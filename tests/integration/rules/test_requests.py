"""Asking, answering and ending in any order: places are never exceeded, and the graph says what the rules say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from graph.domain.kinds import Outcome
from graph.driver import Graph
from graph.entities.proposal import Asking, Ending
from graph.ids import derived_id
from tests.integration.rules.requests_rules import MOST_WAITING, Rules
from tests.integration.rules.running import Clocked, run
from tests.support.city import Made
from tests.support.cleaning import run_raw
from webapp.operations.engagements.close_engagement import close_engagement
from webapp.operations.needs.choose_proposals import dismiss_proposal, save_proposal, undo_dismissal, unsave_proposal
from webapp.operations.needs.save_need import close_need
from webapp.operations.profiles.change_provider import pause_requests, resume_requests
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction, withdraw_request
from webapp.operations.requests.decline_proposal import decline_proposal, undo_decline
from webapp.operations.requests.waiting_requests import expire_requests

PICKS, NEEDS, PEOPLE = st.integers(0, 100), st.integers(0, 3), st.integers(0, 2)
LATER = date(2031, 1, 1)
WAITS_TOO_LONG = 8


class Requests(Clocked):
    """Two startups with two needs each, of one place and of two, and three supervisors who take one, one and two."""

    @initialize()
    def plant(self) -> None:
        """Two requests wait, and one was declined."""
        city = self.city
        startups = [city.startup(), city.startup()]
        self.needs = [city.need(startup, places=places) for startup in startups for places in (1, 2)]
        self.people = [city.supervisor(capacity=capacity) for capacity in (1, 1, 2)]
        self.told = Rules(
            owner={need.id: need.actor.subject_id for need in self.needs},
            places={need.id: place for need, place in zip(self.needs, (1, 2, 1, 2), strict=True)},
            capacity={who.id: capacity for who, capacity in zip(self.people, (1, 1, 2), strict=True)},
            open_needs={need.id for need in self.needs},
        )
        self.asked_at: dict[str, datetime] = {}
        for pick in (1, 7, 8):
            self.ask(pick)
        self.decline(1, "wrong_field")

    def two(self, pick: int, *states: str) -> tuple[Made, Made, str]:
        """Who asks about what, who is asked, and the id of what lies between them: mostly in one of these states."""
        self.told.tick += 1
        all_pairs = [(asks, asked) for asks in self.needs for asked in self.people]
        fitting = [two for two in all_pairs if self.told.pair(two[0].id, two[1].id).state in states]
        pairs = fitting if fitting and pick % 5 else all_pairs
        asks, asked = pairs[pick % len(pairs)]
        return asks, asked, derived_id("proposal", asks.id, asked.id)

    @rule(pick=PICKS)
    def ask(self, pick: int) -> None:
        asks, asked, key = self.two(pick, "shown", "saved", "withdrawn", "expired")
        may = self.told.may_ask(asks.id, asked.id, self.today)
        note = Asking("Could we talk?")
        ask = partial(ask_for_introduction, self.graph, asks.actor, asks.id, asked.id, note, most_open=MOST_WAITING)
        if self.attempt("ask_for_introduction", may, ask):
            self.told.pair(asks.id, asked.id).state = "asked"
            self.told.last_asked[asks.id] = self.told.tick
            self.told.asked.append((self.today, asks.actor.subject_id, asked.id))
            self.asked_at[key] = self.at

    @rule(pick=PICKS, action=st.sampled_from(("save", "unsave", "dismiss", "undo")))
    def sort(self, pick: int, action: str) -> None:
        begins = {"save": ("shown",), "unsave": ("saved",), "dismiss": ("shown", "saved"), "undo": ("dismissed",)}
        asks, asked, _key = self.two(pick, *begins[action])
        pair, names = self.told.pair(asks.id, asked.id), (self.graph, asks.actor, asks.id, asked.id)
        known = {
            "save": ("save_proposal", "saved", partial(save_proposal, *names)),
            "unsave": ("unsave_proposal", "shown", partial(unsave_proposal, *names)),
            "dismiss": ("dismiss_proposal", "dismissed", partial(dismiss_proposal, *names, "too_far")),
            "undo": ("undo_dismissal", pair.before, partial(undo_dismissal, *names)),
        }
        name, target, work = known[action]
        may = asks.id in self.told.open_needs and pair.state in begins[action]
        if self.attempt(name, may, work):
            pair.before, pair.state = pair.state, target

    @rule(pick=PICKS)
    def withdraw(self, pick: int) -> None:
        asks, asked, key = self.two(pick, "asked")
        pair = self.told.pair(asks.id, asked.id)
        if self.attempt(
            "withdraw_request", pair.state == "asked", lambda at: withdraw_request(self.graph, asks.actor, key, at)
        ):
            pair.state = "withdrawn"

    @rule(pick=PICKS)
    def accept(self, pick: int) -> None:
        asks, asked, key = self.two(pick, "asked")
        may = self.told.may_accept(asks.id, asked.id)
        if self.attempt("accept_proposal", may, lambda at: accept_proposal(self.graph, asked.actor, key, at)):
            pair = self.told.pair(asks.id, asked.id)
            pair.state, pair.is_working = "accepted", True
            if self.told.taken(asks.id) == self.told.places[asks.id]:
                self.expected["withdraw_proposal"] += self.told.withdraw_waiting(asks.id)

    @rule(pick=PICKS, reason=st.sampled_from(("wrong_field", "no_time", "conflict")))
    def decline(self, pick: int, reason: str) -> None:
        asks, asked, key = self.two(pick, "asked")
        pair = self.told.pair(asks.id, asked.id)
        decline = partial(decline_proposal, self.graph, asked.actor, key, reason=reason, ask_again_on=LATER)
        if self.attempt("decline_proposal", pair.state == "asked", decline):
            pair.state, pair.reason, pair.decided = "declined", reason, self.told.tick
            pair.again_on = LATER if reason == "no_time" else None

    @rule(pick=PICKS)
    def take_decline_back(self, pick: int) -> None:
        asks, asked, key = self.two(pick, "declined")
        may = self.told.may_undo_decline(asks.id, asked.id, self.today)
        undo = partial(undo_decline, self.graph, asked.actor, key, most_open=MOST_WAITING)
        if self.attempt("undo_decline", may, undo):
            pair = self.told.pair(asks.id, asked.id)
            pair.state, pair.reason, pair.again_on = "asked", "", None
            pair.taken_back.append(self.today)

    @rule(need=NEEDS)
    def close(self, need: int) -> None:
        asks = self.needs[need]
        may = asks.id in self.told.open_needs
        if self.attempt("close_need", may, lambda at: close_need(self.graph, asks.actor, asks.id, at)):
            self.told.open_needs.remove(asks.id)
            self.expected["withdraw_request"] += self.told.withdraw_waiting(asks.id)

    @rule(pick=PICKS, by_startup=st.booleans())
    def end_work(self, pick: int, by_startup: bool) -> None:
        asks, asked, key = self.two(pick, "accepted")
        pair, actor = self.told.pair(asks.id, asked.id), asks.actor if by_startup else asked.actor
        end = partial(close_engagement, self.graph, actor, key, Ending(Outcome.COMPLETED), "")
        if self.attempt("close_engagement", pair.is_working, end):
            pair.is_working = False

    @rule(who=PEOPLE)
    def pause(self, who: int) -> None:
        asked = self.people[who]
        self.attempt("pause_supervisor", True, lambda at: pause_requests(self.graph, asked.actor, LATER, at))
        self.told.paused.add(asked.id)

    @rule(who=PEOPLE)
    def resume(self, who: int) -> None:
        asked = self.people[who]
        self.attempt("resume_supervisor", True, lambda at: resume_requests(self.graph, asked.actor, at))
        self.told.paused.discard(asked.id)

    @rule(days=st.integers(1, WAITS_TOO_LONG))
    def wait(self, days: int) -> None:
        self.now(timedelta(days=days))
        over = [key for key, moment in self.asked_at.items() if self.at - moment >= timedelta(days=WAITS_TOO_LONG)]
        for (need, who), pair in self.told.pairs.items():
            if pair.state == "asked" and derived_id("proposal", need, who) in over:
                pair.state = "expired"
                self.expected["expire_proposal"] += 1
        expire_requests(self.graph, WAITS_TOO_LONG, self.at)

    @invariant()
    def the_graph_says_the_same(self) -> None:
        rows = run_raw(
            self.graph,
            "MATCH (p:Proposal)-[:FOR]->(n:Need) WHERE n.id IN $ids MATCH (p)-[:TO]->(v) "
            "OPTIONAL MATCH (e:Engagement {state: 'open'})-[:FROM]->(p) "
            "RETURN n.id AS need, v.id AS who, p.state AS state, count(e) AS works, count(DISTINCT p.id) AS many",
            ids=[need.id for need in self.needs],
        )
        found = {(row["need"], row["who"]): (row["state"], row["works"]) for row in rows}
        told = {key: (pair.state, int(pair.is_working)) for key, pair in self.told.pairs.items()}
        assert len(found) == len(rows)
        assert {key: value for key, value in told.items() if value != ("shown", 0)} == {
            key: value for key, value in found.items() if value != ("shown", 0)
        }

    @invariant()
    def places_are_never_exceeded(self) -> None:
        rows = run_raw(
            self.graph,
            "MATCH (v:Person)<-[:WITH]-(e:Engagement {state: 'open'}) WHERE v.id IN $ids "
            "RETURN v.id AS id, v.capacity AS capacity, count(e) AS works",
            ids=[who.id for who in self.people],
        )
        assert [row for row in rows if int(str(row["works"])) > int(str(row["capacity"]))] == []

    @invariant()
    def every_write_is_audited_once(self) -> None:
        assert self.audited() == +self.expected


def test_requests_follow_their_rules_whatever_the_order(graph: Graph) -> None:
    done = run(Requests, graph)

    assert done.keys() >= {
        "ask_for_introduction", "withdraw_request", "accept_proposal", "decline_proposal", "undo_decline", "close_need",
        "close_engagement", "dismiss_proposal", "undo_dismissal", "save_proposal", "unsave_proposal",
    }  # fmt: skip

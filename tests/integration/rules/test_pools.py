"""Inviting, answering, leaving, renewing and pausing in any order: nobody is in a pool who has not said yes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from graph.driver import Graph
from tests.integration.rules.pools_rules import Person, Standing, Term
from tests.integration.rules.running import Clocked, run
from tests.support.city import Made
from tests.support.cleaning import run_raw
from webapp.operations.pools import answer_pool, change_pool
from webapp.operations.pools.invite_supervisor import Invitation, invite_supervisor
from webapp.operations.pools.lapse_terms import lapse_terms
from webapp.operations.profiles.change_provider import pause_requests, resume_requests

PICKS, DAYS = st.integers(0, 100), st.integers(1, 40)
ACTIVE = ("active",)


class Pools(Clocked):
    """Two incubators and two supervisors; one left a pool, the other is in it and invited into the other."""

    @initialize()
    def plant(self) -> None:
        """As the class says."""
        self.pools = [self.city.incubator(), self.city.incubator()]
        self.people = [self.city.supervisor(email=f"person{number}@pool.example") for number in (1, 2)]
        self.told = {who.id: Person(terms={pool.id: Term() for pool in self.pools}) for who in self.people}
        self.changes: list[tuple[Made, str, str, Standing, Standing]] = []
        for pick in (0, 3):
            self.invite(pick, 40)
        self.answer(0, True)
        self.answer(1, True)
        self.wait(3)
        self.leave(0)
        self.invite(2, 40)

    def two(self, pick: int, states: Iterable[str]) -> tuple[Made, Made, Person, Term]:
        """A pool and somebody, mostly with a term in one of these states."""
        all_pairs = [(pool, who) for pool in self.pools for who in self.people]
        fitting = [(pool, who) for pool, who in all_pairs if self.told[who.id].terms[pool.id].state in states]
        pairs = fitting if fitting and pick % 5 else all_pairs
        pool, who = pairs[pick % len(pairs)]
        return pool, who, self.told[who.id], self.told[who.id].terms[pool.id]

    @rule(pick=PICKS, days=DAYS)
    def invite(self, pick: int, days: int) -> None:
        pool, who, person, term = self.two(pick, ("", "left"))
        until, action = (
            self.today + timedelta(days=days),
            "invite_again" if term.state == "left" else "invite_supervisor",
        )
        email = f"person{self.people.index(who) + 1}@pool.example"
        invite = partial(invite_supervisor, self.graph, pool.actor, Invitation("Somebody", email, until=until))
        may = term.state in ("", "left") and person.may_be_invited(self.today)
        if self.attempt(action, may, invite):
            term.had_left = term.state == "left"
            term.state, term.until, person.invited_on = "invited", until, self.today

    @rule(pick=PICKS, yes=st.booleans())
    def answer(self, pick: int, yes: bool) -> None:
        pool, who, _person, term = self.two(pick, ("invited",))
        action, work = (
            ("accept_pool", answer_pool.accept_pool) if yes else ("decline_pool", answer_pool.decline_pool)
        )  # fmt: skip
        if self.attempt(action, term.may_be_answered(self.today), partial(work, self.graph, who.actor, pool.id)):
            state, until = ("active", term.until) if yes else term.without_invitation(self.today)
            term.state, term.said_yes, term.until = state, yes, until

    @rule(pick=PICKS)
    def leave(self, pick: int) -> None:
        pool, who, _person, term = self.two(pick, ACTIVE)
        leave = partial(answer_pool.leave_pool, self.graph, who.actor, pool.id)
        if self.attempt("leave_pool", term.is_running(self.today), leave):
            term.state, term.until, term.said_yes = "left", self.today, False

    @rule(pick=PICKS)
    def end(self, pick: int) -> None:
        pool, who, person, term = self.two(pick, ("active", "invited"))
        ends = {"active": ("ended", self.today), "invited": term.without_invitation(self.today)}
        after = ends.get(term.state, (term.state, term.until))
        action = "withdraw_invitation" if term.state == "invited" else "end_term"
        work = partial(change_pool.end_term, self.graph, pool.actor, [who.id])
        self.curate(action, pool, who, work, (*person.standing(pool.id)[:3], *after))

    @rule(pick=PICKS, days=DAYS)
    def renew(self, pick: int, days: int) -> None:
        pool, who, person, term = self.two(pick, ("active", "ended", "left"))
        until = self.today + timedelta(days=days)
        again = "invited" if person.may_be_invited(self.today) else ""
        state = {"active": "active", "ended": "active", "left": again}.get(term.state, "")
        action = "invite_again" if term.state == "left" else "renew_term"
        after = (*person.standing(pool.id)[:3], state, until) if state else person.standing(pool.id)

        def work(at: datetime) -> list[str]:
            return change_pool.renew_term(self.graph, pool.actor, [who.id], until, at, shorten=True).events

        self.curate(action, pool, who, work, after)
        if term.state == "invited" and state:
            person.invited_on, term.had_left = self.today, True

    @rule(pick=PICKS, days=DAYS)
    def pause_in_pool(self, pick: int, days: int) -> None:
        pool, who, person, term = self.two(pick, ACTIVE)
        until, after = self.today + timedelta(days=days), Person(**vars(person))
        if term.is_running(self.today):
            after.pause(pool.id, until, self.today)
        work = partial(self.until, change_pool.pause_in_pool, pool, who, until)
        self.curate("pause_in_pool", pool, who, work, after.standing(pool.id))

    @rule(pick=PICKS)
    def resume_in_pool(self, pick: int) -> None:
        pool, who, person, term = self.two(pick, ACTIVE)
        after = Person(**vars(person))
        if term.is_running(self.today) and person.is_paused and person.paused_by == pool.id:
            after.resume()
        work = partial(change_pool.resume_in_pool, self.graph, pool.actor, [who.id])
        self.curate("resume_in_pool", pool, who, work, after.standing(pool.id))

    def until(self, work: Callable[..., list[str]], pool: Made, who: Made, until: date, at: datetime) -> list[str]:
        """An operation that takes a day before the moment."""
        return work(self.graph, pool.actor, [who.id], until, at)

    def curate(
        self, action: str, pool: Made, who: Made, work: Callable[[datetime], list[str]], after: Standing
    ) -> None:  # fmt: skip
        """Something done to one member: refused where they are not in the pool, else it leads to this standing."""
        person, events = self.told[who.id], list[str]()
        before = person.standing(pool.id)
        is_known = person.terms[pool.id].state != ""
        if self.attempt(action, is_known, lambda at: events.extend(work(at)), times=int(after != before)):
            person.put(pool.id, after)
            self.changes += [(pool, who.id, event, before, after) for event in events]

    @rule(pick=PICKS)
    def undo(self, pick: int) -> None:
        if not self.changes:
            return
        pool, who_id, event, before, after = self.changes[-1 - pick % len(self.changes)]
        person = self.told[who_id]
        is_same, is_known = person.standing(pool.id) == after, person.terms[pool.id].state != ""
        work = partial(change_pool.put_back, self.graph, pool.actor, [event])
        if self.attempt("undo_in_pool", is_known, work, times=int(is_same)) and is_same:
            person.put(pool.id, before)

    @rule(who=st.integers(0, 1), days=DAYS)
    def pause(self, who: int, days: int) -> None:
        me, until = self.people[who], self.today + timedelta(days=days)
        self.attempt("pause_supervisor", True, lambda at: pause_requests(self.graph, me.actor, until, at))
        self.told[me.id].is_paused, self.told[me.id].paused_until, self.told[me.id].paused_by = True, until, me.id

    @rule(who=st.integers(0, 1))
    def resume(self, who: int) -> None:
        me = self.people[who]
        self.attempt("resume_supervisor", True, lambda at: resume_requests(self.graph, me.actor, at))
        self.told[me.id].resume()

    @rule(days=st.sampled_from((1, 3, 10, 30)))
    def wait(self, days: int) -> None:
        self.now(timedelta(days=days))
        for person in self.told.values():
            for term in person.terms.values():
                if term.state == "active" and term.is_over(self.today):
                    term.state = "ended"
                    self.expected["lapse_term"] += 1
        lapse_terms(self.graph, self.at)

    @invariant()
    def the_graph_says_the_same_and_nobody_is_in_without_a_yes(self) -> None:
        rows = run_raw(
            self.graph,
            "MATCH (v:Supervisor)-[m:IN_POOL_OF]->(i:Incubator) RETURN v.id AS who, i.id AS pool, m.state AS state, "
            "m.to AS until, v.state AS availability, v.paused_until AS paused_until",
        )
        found = {(row["who"], row["pool"]): _said(row) for row in rows}
        told = {
            (who, pool): (person.is_paused, person.paused_until, term.state, term.until)
            for who, person in self.told.items()
            for pool, term in person.terms.items()
            if term.state
        }
        assert found == told
        assert all(term.said_yes for one in self.told.values() for term in one.terms.values() if term.state == "active")

    @invariant()
    def every_write_is_audited_once(self) -> None:
        assert self.audited() == +self.expected


def _said(row: dict[str, object]) -> tuple[bool, date | None, object, date | None]:
    return row["availability"] == "paused", _day(row["paused_until"]), row["state"], _day(row["until"])


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value is not None else None


def test_pools_follow_their_rules_whatever_the_order(graph: Graph) -> None:
    done = run(Pools, graph, runs=40)

    assert done.keys() >= {
        "invite_supervisor", "invite_again", "accept_pool", "decline_pool", "leave_pool", "end_term", "renew_term",
        "withdraw_invitation", "pause_in_pool", "resume_in_pool", "undo_in_pool",
    }  # fmt: skip

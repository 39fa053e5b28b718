"""Meetings planned, moved, held, rated and cancelled by either side in any order, until the work ends and after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from graph.domain.kinds import Outcome
from graph.domain.roles import Side
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.proposal import Ending
from graph.entities.session import readable
from graph.repositories.sessions import Appointment
from tests.integration.rules.running import Clocked, run
from tests.integration.rules.sessions_rules import Meeting
from tests.support.cleaning import run_raw
from webapp.operations.engagements.close_engagement import close_engagement
from webapp.operations.engagements.hold_sessions import (
    cancel_session,
    mark_held,
    move_session,
    plan_session,
    write_notes,
)
from webapp.operations.engagements.rate_session import rate_session
from webapp.operations.requests.accept_proposal import accept_proposal

SIDES, ANY_OF_THEM = st.sampled_from(("seeker", "provider")), st.integers(0, 5)
HOURS, MINUTES = st.integers(-30, 60), st.sampled_from((10, 60, 480))


class Sessions(Clocked):
    """One piece of work, its two sides, and their meetings."""

    @initialize()
    def plant(self) -> None:
        """Both have said yes; one meeting is to come, and one can be rated for a few hours yet."""
        supervisor = self.city.supervisor()
        request = self.city.asked_proposal(to=supervisor)
        self.sides: dict[str, Actor] = {"seeker": request.actor, "provider": supervisor.actor}
        self.work = accept_proposal(self.graph, supervisor.actor, request.id, self.now()).id
        self.expected["accept_proposal"] = 1
        self.is_open, self.meetings = True, dict[str, Meeting]()
        self.plan("seeker", 1, 60)
        self.plan("provider", 2 - 24 * 14, 60)

    def one(self, which: int) -> tuple[str, Meeting]:
        """One of the meetings so far."""
        return list(self.meetings.items())[which % len(self.meetings)]

    def when(self, hours: int, minutes: int) -> Appointment:
        """So many hours from now."""
        return Appointment(self.at + timedelta(hours=hours), minutes, "Asia/Shanghai")

    @rule(side=SIDES, hours=HOURS, minutes=MINUTES)
    def plan(self, side: str, hours: int, minutes: int) -> None:
        when, made = self.when(hours, minutes), list[str]()

        def work(at: datetime) -> None:
            made.append(plan_session(self.graph, self.sides[side], self.work, when, at))

        if self.attempt("plan_session", self.is_open, work):
            self.meetings[made[0]] = Meeting(when.starts_at, minutes)

    @rule(side=SIDES, which=ANY_OF_THEM, hours=HOURS, minutes=MINUTES)
    def move(self, side: str, which: int, hours: int, minutes: int) -> None:
        (key, meeting), when = self.one(which), self.when(hours, minutes)
        move = partial(move_session, self.graph, self.sides[side], key, when)
        if self.attempt("move_session", meeting.may_be_moved(self.is_open), move):
            meeting.starts_at, meeting.minutes = when.starts_at, minutes

    @rule(side=SIDES, which=ANY_OF_THEM)
    def cancel(self, side: str, which: int) -> None:
        key, meeting = self.one(which)
        cancel = partial(cancel_session, self.graph, self.sides[side], key)
        if self.attempt("cancel_session", meeting.state == "planned", cancel):
            meeting.state = "cancelled"

    @rule(side=SIDES, which=ANY_OF_THEM)
    def hold(self, side: str, which: int) -> None:
        key, meeting = self.one(which)
        may = meeting.may_be_held(self.at + timedelta(minutes=1))
        if self.attempt("mark_held", may, lambda at: mark_held(self.graph, self.sides[side], key, at)):
            meeting.state = "held"

    @rule(side=SIDES, which=st.sampled_from((0, 1, 1, 2)), rating=st.integers(1, 5))
    def rate(self, side: str, which: int, rating: int) -> None:
        key, meeting = self.one(which)
        rate = partial(rate_session, self.graph, self.sides[side], key, rating, "")
        may = meeting.may_be_rated(side, self.at + timedelta(minutes=1))
        if self.attempt("rate_session", may, rate):
            meeting.state, meeting.rated[side] = "held", rating

    @rule(side=SIDES, which=ANY_OF_THEM)
    def note(self, side: str, which: int) -> None:
        key, meeting = self.one(which)
        note = partial(write_notes, self.graph, self.sides[side], key, "We spoke.")
        self.attempt("write_notes", meeting.state != "cancelled", note)

    @rule(hours=st.sampled_from((1, 24, 24 * 15)))
    def wait(self, hours: int) -> None:
        self.now(timedelta(hours=hours))

    @rule(side=SIDES, really=st.integers(0, 4))
    def close(self, side: str, really: int) -> None:
        if self.is_open and really:
            return  # else hardly anything happens before the end
        close = partial(close_engagement, self.graph, self.sides[side], self.work, Ending(Outcome.COMPLETED), "")
        if self.attempt("close_engagement", self.is_open, close):
            self.is_open = False
            for meeting in self.meetings.values():
                if meeting.state == "planned" and meeting.starts_at > self.at:
                    meeting.state = "cancelled"

    @invariant()
    def the_graph_says_the_same(self) -> None:
        rows = run_raw(
            self.graph, "MATCH (m:Session) RETURN m.id AS id, m.state AS state, m.starts_at AS at, m.minutes AS minutes"
        )
        found = {row["id"]: (row["state"], row["at"].to_native().replace(tzinfo=UTC), row["minutes"]) for row in rows}  # type: ignore[attr-defined]
        assert found == {key: (one.state, one.starts_at, one.minutes) for key, one in self.meetings.items()}

    @invariant()
    def each_side_is_blind_until_both_have_said(self) -> None:
        given = self.graph.read(lambda tx: tx.sessions.list_feedback(self.work))
        rated = [key for key, meeting in self.meetings.items() if meeting.rated]
        assert {one.session_id for one in given} == set(rated)
        for key in rated:
            meeting, of_it = self.meetings[key], tuple(one for one in given if one.session_id == key)
            session = self.graph.read(lambda tx, key=key: tx.sessions.get(key, visible_to=self.sides["seeker"]))  # type: ignore[misc]
            assert {str(one.side): one.rating for one in of_it} == meeting.rated
            for side in self.sides:
                seen = {str(one.side) for one in readable(of_it, session, Side(side), self.at)}
                assert seen == meeting.is_read(side, self.at)

    @invariant()
    def every_write_is_audited_once(self) -> None:
        assert self.audited() == +self.expected


def test_meetings_follow_their_rules_whatever_the_order(graph: Graph) -> None:
    done = run(Sessions, graph)

    assert done.keys() >= {
        "plan_session", "move_session", "cancel_session", "mark_held", "rate_session", "write_notes",
        "close_engagement",
    }  # fmt: skip

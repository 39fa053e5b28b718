"""Work, terms, jobs, mails, models and accounts under their tables, with every operation that takes a step."""

from __future__ import annotations

from datetime import date, timedelta

from graph.domain.kinds import Outcome
from graph.domain.reasons import ClosedReason
from graph.domain.roles import INCUBATOR, STARTUP, SUPERVISOR, SYSTEM
from graph.domain.states.terms import AVAILABILITY, TERMS
from graph.domain.states.work import ENGAGEMENTS, SESSIONS
from graph.entities import Actor
from graph.entities.proposal import Ending
from graph.repositories.sessions import Appointment
from tests.support.steps import Thing, Town, Try, changed
from webapp.operations.engagements import close_engagement, hold_sessions, rate_session
from webapp.operations.pools import answer_pool, change_pool, invite_members, invite_supervisor
from webapp.operations.pools.lapse_terms import lapse_terms
from webapp.operations.profiles import change_provider
from webapp.operations.stuck.close_on_behalf import close_on_behalf

_LATER, _OVER = date(2031, 1, 1), date(2026, 2, 1)
_OPEN = """
MATCH (p:Proposal {id: $id})-[:BY]->(s:Startup), (p)-[:TO]->(v) SET p.state = 'accepted'
CREATE (e:Engagement {id: $id, state: 'open', opened_at: $at, goal: '', changed_at: 1})-[:FROM]->(p)
CREATE (e)-[:OF]->(s) CREATE (e)-[:WITH]->(v)
"""
_PAUSE = "MATCH (v:Person {id: $id}) SET v.state = $state, v.paused_by = $by, v.paused_until = null"
_PLAN = """
MATCH (e:Engagement {id: $id}) CREATE (:Session {id: 'session-tried', starts_at: $at, minutes: 60,
zone: 'Asia/Shanghai', state: $state, changed_at: 1})-[:IN]->(e)
"""


def engagements(town: Town) -> Thing:
    """Work that both sides said yes to."""
    graph, now = town.graph, town.city.now
    work = town.request()[0].id
    town.raw(_OPEN, id=work, at=now)
    close, ending = close_engagement.close_engagement, Ending(Outcome.COMPLETED)
    return Thing(
        ENGAGEMENTS,
        lambda state: void(town.raw("MATCH (e:Engagement {id: $id}) SET e.state = $state", id=work, state=state)),
        lambda: town.state("MATCH (e:Engagement {id: $id}) RETURN e.state AS state", id=work),
        [
            Try(("set_goal",), lambda who: close_engagement.set_goal(graph, who, work, "A plan", now)),
            Try(("close_engagement",), lambda who: close(graph, who, work, ending, "", now)),
            Try(
                ("close_work_on_behalf",),
                lambda who: close_on_behalf(graph, who, [f"work:{work}"], ClosedReason.DONE, "", now),
            ),
        ],
        town.people(STARTUP, SUPERVISOR, INCUBATOR),
    )


def sessions(town: Town) -> Thing:
    """A meeting that has begun and is over, in open work."""
    graph, now = town.graph, town.city.now
    work, when = town.request()[0].id, Appointment(now - timedelta(hours=3), 60, "UTC")
    town.raw(_OPEN, id=work, at=now)

    def bring(state: str | None) -> None:
        town.raw("MATCH (m:Session) OPTIONAL MATCH (m)<-[:ON]-(f:Feedback) DETACH DELETE m, f")
        if state:
            town.raw(_PLAN, id=work, at=now - timedelta(hours=2), state=state)

    return Thing(
        SESSIONS,
        bring,
        lambda: town.state("MATCH (m:Session) RETURN m.state AS state"),
        [
            Try(("plan_session",), lambda who: hold_sessions.plan_session(graph, who, work, when, now)),
            Try(("move_session",), lambda who: hold_sessions.move_session(graph, who, "session-tried", when, now)),
            Try(("cancel_session",), lambda who: hold_sessions.cancel_session(graph, who, "session-tried", now)),
            Try(("mark_held",), lambda who: hold_sessions.mark_held(graph, who, "session-tried", now)),
            Try(("write_notes",), lambda who: hold_sessions.write_notes(graph, who, "session-tried", "So", now)),
            Try(("rate_session",), lambda who: rate_session.rate_session(graph, who, "session-tried", 4, "", now)),
        ],
        town.people(STARTUP, SUPERVISOR),
    )


def terms(town: Town) -> Thing:
    """The supervisor's term in the incubator's pool."""
    graph, now, pool, person = town.graph, town.city.now, town.incubator.id, town.supervisor.id
    key = {"person": person, "pool": pool}
    invitation = invite_supervisor.Invitation("Gu Mingche", "gu@mingche.example")

    def bring(state: str | None) -> None:
        town.raw("MATCH (:Person {id: $person})-[m:IN_POOL_OF]->(:Incubator {id: $pool}) DELETE m", **key)
        if state:
            town.raw(
                "MATCH (v:Person {id: $person}), (i:Incubator {id: $pool}) "
                "CREATE (v)-[:IN_POOL_OF {state: $state, from: date('2026-01-01'), reserved: false}]->(i)",
                state=state, **key,
            )  # fmt: skip

    def read() -> str | None:
        found = "MATCH (:Person {id: $person})-[m:IN_POOL_OF]->(:Incubator {id: $pool}) RETURN m.state AS state"
        return town.state(found, **key)

    def end(who: Actor) -> object:
        return change_pool.end_term(graph, who, [person], now) or changed(read() is None)

    def lapse(_who: Actor) -> object:
        town.raw(
            "MATCH (:Person {id: $person})-[m:IN_POOL_OF]->(:Incubator {id: $pool}) SET m.to = $to", **key, to=_OVER
        )
        return changed(lapse_terms(graph, now))

    return Thing(
        TERMS,
        bring,
        read,
        [
            Try(
                ("invite_supervisor", "invite_again", "invite_member"),
                lambda who: invite_supervisor.invite_supervisor(graph, who, invitation, now),
            ),
            Try(
                ("invite_member", "invite_to_account"),
                lambda who: changed(invite_members.invite_members(graph, who, [person], now, link_days=14).invited),
            ),
            Try(("withdraw_invitation", "end_term"), end),
            Try(("accept_pool",), lambda who: answer_pool.accept_pool(graph, who, pool, now)),
            Try(("decline_pool",), lambda who: answer_pool.decline_pool(graph, who, pool, now)),
            Try(("leave_pool",), lambda who: answer_pool.leave_pool(graph, who, pool, now)),
            Try(("lapse_term",), lapse, by=SYSTEM),
            Try(
                ("renew_term", "invite_again"),
                lambda who: changed(
                    any(vars(change_pool.renew_term(graph, who, [person], _LATER, now, shorten=True)).values())
                ),
            ),
        ],
        town.people(SUPERVISOR, INCUBATOR, SYSTEM),
        inside=frozenset({"undo_in_pool"}),
    )


def availability(town: Town) -> Thing:
    """Whether new requests reach the supervisor; a pause is the incubator's."""
    graph, now, person = town.graph, town.city.now, town.supervisor.id
    return Thing(
        AVAILABILITY,
        lambda state: void(town.raw(_PAUSE, id=person, state=state, by=town.incubator.id)),
        lambda: town.state("MATCH (v:Person {id: $id}) RETURN v.state AS state", id=person),
        [
            Try(("pause_supervisor",), lambda who: change_provider.pause_requests(graph, who, _LATER, now)),
            Try(("resume_supervisor",), lambda who: change_provider.resume_requests(graph, who, now)),
            Try(("pause_in_pool",), lambda who: changed(change_pool.pause_in_pool(graph, who, [person], _LATER, now))),
            Try(("resume_in_pool",), lambda who: changed(change_pool.resume_in_pool(graph, who, [person], now))),
        ],
        town.people(SUPERVISOR, INCUBATOR),
        inside=frozenset({"undo_in_pool"}),
    )


def void(_value: object) -> None:
    """Forget what a call gave."""

"""Things of other organisations, by the name of the argument that carries their id in an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from graph.ids import derived_id
from tests.support.city import City
from tests.support.cleaning import run_raw


def _supervisor_outside(city: City) -> str:
    """Somebody in the pool of another incubator only."""
    return city.supervisor(pool_of=city.incubator()).id


def _startup_outside(city: City) -> str:
    return city.startup(incubator=city.incubator()).id


def _need(city: City) -> str:
    return city.need(city.startup()).id


def _proposal(city: City, kind: str) -> str:
    to = city.investor() if kind == "investor" else city.supervisor()
    return city.asked_proposal(to=to, need=city.need(city.startup(), kind=kind)).id


def _engagement(city: City, kind: str) -> str:
    engagement_id = _proposal(city, kind)
    run_raw(
        city.graph,
        """MATCH (p:Proposal {id: $id})-[:BY]->(s:Startup), (p)-[:TO]->(v) SET p.state = 'accepted'
        CREATE (e:Engagement {id: $id, state: 'open', opened_at: $at, goal: '', changed_at: 1})-[:FROM]->(p)
        CREATE (e)-[:OF]->(s) CREATE (e)-[:WITH]->(v)""",
        id=engagement_id,
        at=city.now,
    )
    return engagement_id


def _session(city: City, kind: str) -> str:
    engagement_id = _engagement(city, kind)
    session_id = derived_id("session", engagement_id)
    run_raw(
        city.graph,
        """MATCH (e:Engagement {id: $engagement}) CREATE (:Session {id: $id, starts_at: $at, minutes: 60,
        zone: 'Asia/Shanghai', place: '', link: '', notes: '', state: 'planned', changed_at: 1})-[:IN]->(e)""",
        engagement=engagement_id,
        id=session_id,
        at=city.now + timedelta(days=3),
    )
    return session_id


FOREIGN: dict[str, Callable[[City], str]] = {
    "account_id": lambda _city: "account-unknown",
    "engagement_id": lambda city: _engagement(city, "mentor"),
    "incubator_id": lambda city: city.incubator().id,
    "handle": lambda _city: "0" * 64,
    "job_id": lambda _city: "job-unknown",
    "mail_id": lambda _city: "mail-unknown",
    "message_id": lambda _city: "outbox-unknown",
    "model_id": lambda _city: "model-unknown",
    "need_id": _need,
    "person_id": _supervisor_outside,
    "proposal_id": lambda city: _proposal(city, "mentor"),
    "provider_id": _supervisor_outside,
    "request_id": lambda city: _proposal(city, "mentor"),
    "session_id": lambda city: _session(city, "mentor"),
    "startup_id": _startup_outside,
}
"""Argument -> something with such an id that is not the visitor's. A new argument needs a line here."""

OF_INVESTORS: dict[str, Callable[[City], str]] = {
    "engagement_id": lambda city: _engagement(city, "investor"),
    "need_id": lambda city: city.need(city.startup(), kind="investor").id,
    "proposal_id": lambda city: _proposal(city, "investor"),
    "provider_id": lambda city: city.investor().id,
    "request_id": lambda city: _proposal(city, "investor"),
    "session_id": lambda city: _session(city, "investor"),
}
"""The same where the other side is an investor."""

NOT_OWNED = {
    "filename": "favicon.svg",
    "job_kind": "rebuild_rankings",
    "kind": "csv",
    "match_kind": "mentor",
    "room": "supervisor",
    "token": "not-a-token",
}
"""Arguments that name nothing of anybody."""

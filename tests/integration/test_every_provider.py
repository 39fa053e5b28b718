"""What holds for supervisors holds for investors: places, answers, conflicts, paths, the clock, the end of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.kinds import Outcome
from graph.entities import Actor
from graph.entities.proposal import Asking, Ending
from graph.errors import NotEligibleError, NotFoundError
from graph.repositories.sessions import Appointment
from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.requests import outcome_of
from webapp.operations.engagements.close_engagement import close_engagement
from webapp.operations.engagements.hold_sessions import plan_session
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.operations.requests.decline_proposal import decline_proposal
from webapp.operations.requests.waiting_requests import expire_requests, remind_waiting_requests, tell_next_best

pytestmark = [pytest.mark.both_servers, pytest.mark.parametrize("role", ["supervisor", "investor"])]
KINDS = {"supervisor": "mentor", "investor": "investor"}


def provider(city: City, role: str, **properties: object) -> Made:
    made: Made = getattr(city, role)(**properties)
    return made


def told(city: City, kind: str) -> list[str]:
    rows = run_raw(city.graph, "MATCH (m:Outbox {kind: $kind}) RETURN m.subject_id AS id ORDER BY id", kind=kind)
    return [str(row["id"]) for row in rows]


def test_the_last_place_goes_to_one(city: City, at_once: Callable[..., list[object]], role: str) -> None:
    asked = provider(city, role, capacity=1)
    requests = [city.asked_proposal(to=asked) for _ in range(12)]

    answers = at_once(
        lambda request: outcome_of(accept_proposal, city.graph, asked.actor, request.id, NOON),
        [(request,) for request in requests],
    )

    assert Counter(answers) == {None: 1, RuleCode.NO_FREE_PLACE: 11}
    taken = city.graph.read(lambda tx: tx.providers.places(asked.id)).taken
    assert taken == city.graph.read(lambda tx: tx.engagements.count_open(asked.id)) == 1


def test_a_request_is_asked_by_the_kind_of_its_need_and_seen_by_whom_it_asks(city: City, role: str) -> None:
    startup, asked, other = city.startup(), provider(city, role), provider(city, role)
    need = city.need(startup, kind=KINDS[role])
    wrong = city.need(startup, kind=KINDS["investor" if role == "supervisor" else "supervisor"])

    asking = Asking("Could we talk?")
    made = ask_for_introduction(city.graph, startup.actor, need.id, asked.id, asking, NOON, most_open=3).id

    seen = city.graph.read(lambda tx: tx.requests.get(made, visible_to=asked.actor))
    assert (seen.kind, seen.provider_id, seen.startup_id) == (KINDS[role], asked.id, startup.id)
    assert [one.id for one in city.graph.read(lambda tx: tx.requests.list_waiting(asked.id))] == [made]
    assert city.graph.read(lambda tx: tx.requests.count_waiting(asked.id)) == 1
    assert city.graph.read(lambda tx: tx.proposals.get(made, visible_to=asked.actor)).was_asked
    with pytest.raises(NotFoundError):
        city.graph.read(lambda tx: tx.requests.get(made, visible_to=other.actor))
    with pytest.raises(NotFoundError):
        ask_for_introduction(city.graph, startup.actor, wrong.id, asked.id, asking, NOON, most_open=3)


def test_a_declared_conflict_stands_between_the_two(city: City, role: str) -> None:
    startup, asked = city.startup(), provider(city, role)
    request = city.asked_proposal(to=asked, startup=startup)
    again = city.asked_proposal(to=asked, startup=startup)
    decline_proposal(city.graph, asked.actor, request.id, NOON, reason="conflict", note="", ask_again_on=None)

    conflicts = city.graph.read(lambda tx: tx.conflicts.list_of_startup(startup.id, NOON.date() + timedelta(days=1)))
    assert [(conflict.other_id, conflict.kind) for conflict in conflicts] == [(asked.id, "declared")]
    with pytest.raises(NotEligibleError) as refused:
        accept_proposal(city.graph, asked.actor, again.id, NOON + timedelta(days=1))
    assert refused.value.rule is RuleCode.CONFLICT


def test_the_clock_reminds_and_expires_once(city: City, at_once: Callable[..., list[object]], role: str) -> None:
    requests = [city.asked_proposal(to=provider(city, role), asked_at=NOON - timedelta(days=15)) for _ in range(3)]

    reminded = at_once(remind_waiting_requests, [(city.graph, 7, NOON)] * 3)
    expired = at_once(expire_requests, [(city.graph, 14, NOON)] * 3)

    assert [sum(one for one in counts if isinstance(one, int)) for counts in (reminded, expired)] == [3, 3]
    assert told(city, "remind_waiting") == told(city, "tell_expired") == sorted(request.id for request in requests)


def test_the_next_best_has_a_free_place_and_no_conflict(city: City, role: str) -> None:
    startup = city.startup()
    need = city.need(startup, kind=KINDS[role])
    first, full, tied, free = (
        provider(city, role),
        provider(city, role, capacity=0),
        *(provider(city, role) for _ in "ab"),
    )
    declined = city.asked_proposal(to=first, need=need)
    shown = [city.asked_proposal(to=one, need=need) for one in (full, tied, free)]
    for position, proposal in enumerate(shown, start=1):
        run_raw(
            city.graph,
            "MATCH (p:Proposal {id: $id}) SET p.state = 'shown', p.asked_at = null, p.position = $position",
            id=proposal.id, position=position,
        )  # fmt: skip
    city.conflict(startup, tied)
    decline_proposal(city.graph, first.actor, declined.id, NOON, reason="wrong_field", note="", ask_again_on=None)

    best = city.graph.read(lambda tx: tx.eligibility.next_best(need.id, NOON.date()))

    assert best is not None
    assert best.proposal_id == shown[2].id
    assert tell_next_best(city.graph, NOON + timedelta(hours=1)) == 1


def test_work_has_meetings_and_its_end_gives_the_place_back(city: City, role: str) -> None:
    asked, startup = provider(city, role, capacity=1), city.startup()
    work = accept_proposal(city.graph, asked.actor, city.asked_proposal(to=asked, startup=startup).id, NOON).id
    plan_session(city.graph, asked.actor, work, Appointment(NOON + timedelta(days=2), 60, "Asia/Shanghai"), NOON)

    def read(actor: Actor) -> tuple[int, int]:
        span = (asked.id, NOON, NOON + timedelta(days=9))
        return city.graph.read(
            lambda tx: (
                len(tx.sessions.list_of_provider(*span, visible_to=actor)),
                len(tx.engagements.list_of_provider(asked.id, visible_to=actor)),
            )
        )

    assert read(asked.actor) == (1, 1)
    with pytest.raises(NotFoundError):
        read(provider(city, role).actor)
    ending = Ending(Outcome.COMPLETED) if role == "supervisor" else Ending(Outcome.INVESTED, 2_500_000.0, "CNY")
    closed = close_engagement(city.graph, startup.actor, work, ending, "", NOON + timedelta(days=3))
    assert (closed.kind, closed.outcome, closed.amount) == (KINDS[role], ending.outcome, ending.amount)
    assert city.graph.read(lambda tx: tx.providers.places(asked.id)).taken == 0


def test_a_path_leads_from_the_startup_to_them(city: City, role: str) -> None:
    startup, asked = city.startup(), provider(city, role)
    tie = "FOUNDED" if role == "supervisor" else "INVESTED_IN"
    run_raw(
        city.graph,
        f"MATCH (v:Person|Investor {{id: $id}}), (s:Startup {{id: $startup}}) CREATE (v)-[:{tie}]->(s)",
        id=asked.id,
        startup=startup.id,
    )

    path = city.graph.read(lambda tx: tx.paths.find_between(startup.id, asked.id, NOON.date()))

    assert [node.id for node in path] == [startup.id, asked.id]

"""Requests: what a supervisor reads, and each answer with everything that follows from it, declining aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.roles import Side
from graph.entities.proposal import Asking
from graph.errors import (
    NotEligibleError,
    NotFoundError,
    StateChangedError,
)
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.requests import AGAIN, outbox, outcome_of, state_of
from webapp.operations.needs.save_need import close_need
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.operations.requests.ask_question import ask_question
from webapp.operations.requests.decline_proposal import decline_proposal

pytestmark = pytest.mark.both_servers


def test_waiting_requests_come_oldest_first_with_what_a_decision_needs(city: City) -> None:
    supervisor = city.supervisor()
    young = city.asked_proposal(to=supervisor, asked_at=NOON - timedelta(days=1))
    old = city.asked_proposal(to=supervisor, asked_at=NOON - timedelta(days=5), note="We start in May.")
    city.asked_proposal(to=city.supervisor())

    found = city.graph.read(lambda tx: tx.requests.list_waiting(supervisor.id))

    assert [request.id for request in found] == [old.id, young.id]
    assert (found[0].note, found[0].need_title, found[0].state) == ("We start in May.", "A first factory", "asked")
    assert city.graph.read(lambda tx: tx.requests.count_waiting(supervisor.id)) == 2


def test_another_supervisors_request_does_not_exist(city: City) -> None:
    request = city.asked_proposal(to=city.supervisor())
    stranger = city.supervisor()

    with pytest.raises(NotFoundError):
        city.graph.read(lambda tx: tx.requests.get(request.id, visible_to=stranger.actor))
    for act in (accept_proposal, lambda *a: decline_proposal(*a, reason="wrong_field")):
        with pytest.raises(NotFoundError):
            act(city.graph, stranger.actor, request.id, NOON)
    assert state_of(city, request) == "asked"


def test_accepting_opens_one_engagement_and_tells_the_startup(city: City) -> None:
    supervisor = city.supervisor(capacity=2)
    request = city.asked_proposal(to=supervisor)

    opened = accept_proposal(city.graph, supervisor.actor, request.id, NOON)

    assert opened.id == request.id
    assert state_of(city, request) == "accepted"
    assert outbox(city) == [("tell_accepted", request.id)]
    places = city.graph.read(lambda tx: tx.providers.places(supervisor.id))
    assert (places.taken, places.free) == (1, 1)
    with pytest.raises(StateChangedError):
        accept_proposal(city.graph, supervisor.actor, request.id, NOON)


def test_filling_a_needs_last_place_withdraws_its_other_requests_and_tells_everyone(city: City) -> None:
    need = city.need(city.startup())
    chosen, other = city.supervisor(), city.supervisor()
    first, second = city.asked_proposal(to=chosen, need=need), city.asked_proposal(to=other, need=need)

    opened = accept_proposal(city.graph, chosen.actor, first.id, NOON)

    assert opened.withdrawn == (second.id,)
    assert state_of(city, second) == "withdrawn"
    assert sorted(outbox(city)) == sorted([("tell_accepted", first.id), ("tell_place_filled", second.id)])
    with pytest.raises(StateChangedError):
        accept_proposal(city.graph, other.actor, second.id, NOON)


def test_a_need_with_two_places_keeps_its_other_request(city: City) -> None:
    need = city.need(city.startup(), places=2)
    chosen, other = city.supervisor(), city.supervisor()
    first, second = city.asked_proposal(to=chosen, need=need), city.asked_proposal(to=other, need=need)

    accept_proposal(city.graph, chosen.actor, first.id, NOON)
    accept_proposal(city.graph, other.actor, second.id, NOON)

    assert (state_of(city, first), state_of(city, second)) == ("accepted", "accepted")


def test_fifty_who_accept_the_last_place_at_once_leave_one_engagement(
    city: City, at_once: Callable[..., list[object]]
) -> None:
    supervisor = city.supervisor(capacity=1)
    requests = [city.asked_proposal(to=supervisor) for _ in range(50)]

    outcomes = at_once(
        lambda request: outcome_of(accept_proposal, city.graph, supervisor.actor, request.id, NOON),
        [(request,) for request in requests],
    )

    assert Counter(outcomes) == {None: 1, RuleCode.NO_FREE_PLACE: 49}
    assert city.graph.read(lambda tx: tx.providers.places(supervisor.id)).taken == 1
    assert [kind for kind, _ in outbox(city)] == ["tell_accepted"]


def test_supervisors_who_accept_the_same_need_at_once_leave_one_engagement(
    city: City, at_once: Callable[..., list[object]]
) -> None:
    need = city.need(city.startup())
    people = [city.supervisor() for _ in range(8)]
    asked = [city.asked_proposal(to=person, need=need) for person in people]

    calls = [(city.graph, p.actor, r.id, NOON) for p, r in zip(people, asked, strict=True)]
    outcomes = at_once(accept_proposal, calls)

    assert outcomes.count(StateChangedError) == 7
    assert sorted(state_of(city, request) for request in asked) == ["accepted", *["withdrawn"] * 7]


def test_a_conflict_of_interest_forbids_accepting(city: City) -> None:
    supervisor, startup = city.supervisor(), city.startup()
    request = city.asked_proposal(to=supervisor, startup=startup)
    city.conflict(startup, supervisor, "family")

    with pytest.raises(NotEligibleError) as refused:
        accept_proposal(city.graph, supervisor.actor, request.id, NOON)
    assert refused.value.rule is RuleCode.CONFLICT
    assert state_of(city, request) == "asked"


def test_a_question_is_kept_with_the_request_and_sent(city: City) -> None:
    supervisor = city.supervisor()
    request = city.asked_proposal(to=supervisor)

    ask_question(city.graph, supervisor.actor, request.id, " Which yield do you reach? ", NOON)

    remarks = city.graph.read(lambda tx: tx.requests.list_remarks(request.id))
    assert [(remark.side, remark.text, remark.at) for remark in remarks] == [
        (Side.PROVIDER, "Which yield do you reach?", NOON)
    ]
    assert outbox(city) == [("tell_question", request.id)]


def test_what_is_asked_again_keeps_nothing_of_the_answer_before(city: City) -> None:
    startup = city.startup()
    need, supervisor = city.need(startup), city.supervisor()
    request = city.asked_proposal(to=supervisor, need=need)
    decline_proposal(
        city.graph, supervisor.actor, request.id, NOON, reason="no_time", note="Not this month", ask_again_on=AGAIN
    )
    run_raw(city.graph, "MATCH (p:Proposal {id: $id}) SET p.withdraw_reason = 'by_startup'", id=request.id)

    later = NOON + timedelta(days=40)
    ask_for_introduction(city.graph, startup.actor, need.id, supervisor.id, Asking("Again?"), later, most_open=3)

    kept = "MATCH (p:Proposal {id: $id}) RETURN p.state AS s, p.decline_note AS n, p.withdraw_reason AS w"
    assert run_raw(city.graph, kept, id=request.id) == [{"s": "asked", "n": None, "w": None}]


def test_a_need_that_is_closed_while_somebody_is_asked_leaves_nobody_waiting(
    city: City, at_once: Callable[..., list[object]]
) -> None:
    startup = city.startup()
    supervisors = [city.supervisor() for _ in range(6)]
    need = city.need(startup)

    def ask(person_id: str) -> object:
        if person_id == "close":
            return close_need(city.graph, startup.actor, need.id, NOON)
        asking = Asking("Could we talk?")
        return ask_for_introduction(city.graph, startup.actor, need.id, person_id, asking, NOON, most_open=9)

    outcomes = at_once(ask, [*((one.id,) for one in supervisors[:3]), ("close",), *((p.id,) for p in supervisors[3:])])

    rows = run_raw(city.graph, "MATCH (n:Need)<-[:FOR]-(p:Proposal) RETURN n.state AS need, p.state AS state")
    assert {row["need"] for row in rows} <= {"closed"}
    assert "asked" not in {row["state"] for row in rows}
    assert [one for one in outcomes if isinstance(one, type)] == [StateChangedError] * sum(
        isinstance(one, type) for one in outcomes
    )

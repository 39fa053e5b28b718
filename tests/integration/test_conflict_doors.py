"""Each kind of conflict of interest at each door: what forbids is refused, what asks is confirmed by both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.roles import Side
from graph.entities.conflicts import Conflict
from graph.entities.proposal import Asking
from graph.finding_conflicts import find_conflicts
from graph.rules.conflict_rules import Severity
from matching.matcher import Matcher
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.conflicts import PLANTED, Sides, sides
from tests.support.dated import AT
from tests.support.requests import outcome_of
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.answer_on_behalf import accept_on_behalf
from webapp.operations.requests.ask_for_introduction import ask_for_introduction
from webapp.operations.stuck.ask_on_behalf import ask_on_behalf

pytestmark = pytest.mark.both_servers
each = pytest.mark.parametrize("name", PLANTED)
TO_CONFIRM = "conflict_to_confirm"


def conflicts_of(city: City, two: Sides) -> list[Conflict]:
    """What stands between the two, as a cohort reads it."""
    return city.graph.read(lambda tx: find_conflicts(tx, [two.startup.id], [two.person.id], "mentor"))


def keys_of(city: City, two: Sides) -> tuple[str, ...]:
    return tuple(one.key for one in conflicts_of(city, two) if one.asks)


def ask(city: City, two: Sides, need: Made, *confirmed: str) -> str | None:
    asking = Asking("Could we talk?", confirmed=confirmed)
    return outcome_of(
        ask_for_introduction, city.graph, two.startup.actor, need.id, two.person.id, asking, AT, most_open=3
    )


@each
def test_the_rule_says_what_stands_between_the_two(city: City, name: str) -> None:
    kind, severity, plant = PLANTED[name]
    two = sides(city)
    assert conflicts_of(city, two) == []
    plant(city, two)
    assert [(one.kind, one.severity) for one in conflicts_of(city, two)] == [(kind, severity)]


@each
def test_proposals_leave_out_what_forbids_and_show_what_asks(city: City, tmp_path: Path, name: str) -> None:
    _kind, severity, plant = PLANTED[name]
    two = sides(city)
    plant(city, two)
    need = city.need(two.startup)

    ranking = Matcher(city.graph, tmp_path, expire_after_days=14).propose(need.id, at=AT)

    proposed = two.person.id in {one.provider_id for one in ranking.proposals}
    assert proposed is (severity is Severity.ASK)
    left_out = {one.id: one.code for one in ranking.excluded_people}
    assert left_out.get(two.person.id) == (None if proposed else RuleCode.CONFLICT)


@each
def test_asking_is_refused_or_confirmed_and_the_confirmation_is_kept(city: City, name: str) -> None:
    kind, severity, plant = PLANTED[name]
    two = sides(city)
    plant(city, two)
    need = city.need(two.startup)

    if severity is Severity.FORBIDS:
        assert ask(city, two, need) == RuleCode.CONFLICT
        return
    assert ask(city, two, need) == TO_CONFIRM
    assert ask(city, two, need, "made-up") == TO_CONFIRM
    assert ask(city, two, need, *keys_of(city, two)) is None
    (kept,) = city.graph.read(lambda tx: tx.confirmations.list_of_incubator(two.pool.id, tx.calendar.day_of(AT)))
    (said,) = kept.confirmations
    assert (said.side, said.by, said.at) == (Side.SEEKER, two.startup.actor.account_id, AT)
    assert [one.kind for one in said.conflicts] == [kind]
    assert said.conflicts[0].evidence == conflicts_of(city, two)[0].evidence
    (noted,) = run_raw(city.graph, "MATCH (a:AuditEvent {action: 'confirm_conflict'}) RETURN a.detail AS detail")
    assert noted["detail"] == f"seeker:{kind}"


@each
def test_accepting_is_refused_or_confirmed_though_it_came_up_after_asking(city: City, name: str) -> None:
    _kind, severity, plant = PLANTED[name]
    two = sides(city)
    request = city.asked_proposal(to=two.person, startup=two.startup)
    plant(city, two)

    accepting = (accept_proposal, city.graph, two.person.actor, request.id, AT)
    if severity is Severity.FORBIDS:
        assert outcome_of(*accepting, ["made-up"]) == RuleCode.CONFLICT
        return
    assert outcome_of(*accepting) == TO_CONFIRM
    assert outcome_of(*accepting, keys_of(city, two)) is None
    (kept,) = city.graph.read(lambda tx: tx.confirmations.list_of_incubator(two.pool.id, tx.calendar.day_of(AT)))
    assert [one.side for one in kept.confirmations] == [Side.PROVIDER]


@each
def test_a_curator_asks_and_answers_by_the_same_rule(city: City, name: str) -> None:
    _kind, severity, plant = PLANTED[name]
    two = sides(city)
    run_raw(city.graph, "MATCH (p:Person {id: $id}) SET p.answered_by = $by", id=two.person.id, by=two.pool.id)
    request = city.asked_proposal(to=two.person, startup=two.startup)
    plant(city, two)
    need, curator = city.need(two.startup), two.pool.actor
    run_raw(city.graph, "MATCH (p:Proposal {id: $id}) SET p.asked_at = $at", id=request.id, at=AT)
    day = city.graph.calendar.day_of(AT)
    answer = (accept_on_behalf, city.graph, curator, request.id, day, "Yes", AT)

    refused = RuleCode.CONFLICT if severity is Severity.FORBIDS else TO_CONFIRM
    assert outcome_of(*answer) == refused
    run_raw(city.graph, "MATCH (p:Proposal {id: $id}) DETACH DELETE p", id=request.id)
    asked = {two.person.id: Asking("Could you?")}
    assert outcome_of(ask_on_behalf, city.graph, curator, need.id, asked, AT, most_open=3) == refused
    if severity is Severity.ASK:
        asked = {two.person.id: Asking("Could you?", confirmed=keys_of(city, two))}
        assert outcome_of(ask_on_behalf, city.graph, curator, need.id, asked, AT, most_open=3) is None


def test_what_an_investor_put_in_before_is_a_fact_and_a_competitor_asks(city: City) -> None:
    startup, rival, investor = city.startup(), city.startup(), city.investor()
    city.investment(investor, startup, since=-100)
    found = city.graph.read(lambda tx: find_conflicts(tx, [startup.id], [investor.id], "investor"))
    assert found == []
    city.relate(startup.id, "CONFLICTS_WITH", rival.id, id="rivals", kind="competitor")
    city.investment(investor, rival, since=-100)
    found = city.graph.read(lambda tx: find_conflicts(tx, [startup.id], [investor.id], "investor"))
    assert [(one.kind, one.severity) for one in found] == [("competitor", Severity.ASK)]


def test_one_person_in_a_pool_elsewhere_is_kept_apart_and_nobody_is_told_why(city: City) -> None:
    two = sides(city)
    elsewhere = city.supervisor("Fu A.", email="fu@foldwell.example", pool_of=city.incubator("Far Away"))
    found = city.graph.read(lambda tx: find_conflicts(tx, [two.startup.id], [elsewhere.id], "mentor"))
    assert [(one.kind, one.forbids, one.is_confidential) for one in found] == [("same_person", True, True)]


def test_many_pairs_are_read_at_once_each_with_its_own(city: City) -> None:
    pairs = []
    for _kind, _severity, plant in PLANTED.values():
        two = sides(city)
        plant(city, two)
        pairs.append(two)
    startups, people = [two.startup.id for two in pairs], [two.person.id for two in pairs]
    found = city.graph.read(lambda tx: find_conflicts(tx, startups, people, "mentor"))
    told = {(one.startup_id, one.other_id): one.kind for one in found}
    expected = [kind for kind, _severity, _plant in PLANTED.values()]
    assert [told.get((two.startup.id, two.person.id)) for two in pairs] == expected

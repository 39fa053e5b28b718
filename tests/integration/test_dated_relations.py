"""Every dated relation on the day before, the first, the last and the day after, through each door that reads it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.ownership import Tie, Writer
from graph.domain.roles import INCUBATOR
from graph.entities.proposal import Asking
from graph.errors import NotEligibleError, NotFoundError
from matching.matcher import Matcher
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.dated import (
    AT,
    CASES,
    Case,
    can_ask,
    each_day,
    exported,
    in_pool,
    is_proposed,
    member_of,
    relate,
    today,
)
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

pytestmark = pytest.mark.both_servers


def is_seen(city: City, incubator: Made, startup: Made) -> bool:
    try:
        city.graph.read(lambda tx: tx.startups.get(startup.id, visible_to=incubator.actor))
    except NotFoundError:
        return False
    return True


@each_day
def test_a_startup_is_with_its_incubator(city: City, tmp_path: Path, case: Case) -> None:
    incubator, startup = city.incubator(), city.startup()
    relate(city, startup, "INCUBATED_BY", incubator, case)
    reserved = city.supervisor()
    city.relate(reserved.id, "IN_POOL_OF", incubator.id, state="active", reserved=True)
    need = city.need(startup)

    assert is_proposed(city, tmp_path, need, reserved) is case.holds
    assert can_ask(city, need, reserved) is case.holds
    assert is_seen(city, incubator, startup) is case.holds
    assert bool(city.graph.read(lambda tx: tx.incubators.list_startups(incubator.id, today(city.graph)))) is case.holds
    assert (startup.id in exported(city, incubator, "startups")) is case.holds
    own = city.graph.read(lambda tx: tx.startups.get(startup.id, visible_to=startup.actor))
    assert own.incubator_id == (incubator.id if case.holds else None)


@each_day
def test_a_supervisor_is_in_a_pool(city: City, tmp_path: Path, case: Case) -> None:
    incubator, stranger = city.incubator(), city.startup()
    person = city.supervisor()
    in_pool(city, person, incubator, case, reserved=True)
    request = city.asked_proposal(to=person)
    need = city.need(stranger)

    assert is_proposed(city, tmp_path, need, person) is not case.holds
    assert can_ask(city, need, person) is not case.holds
    assert member_of(city, incubator).term.is_running(today(city.graph)) is case.holds
    assert (person.id in exported(city, incubator, "people")) is case.holds
    waiting = city.graph.read(lambda tx: tx.incubators.list_requests(incubator.id, today(city.graph)))
    assert (request.id in [line.id for line in waiting]) is case.holds


@each_day
def test_what_is_not_the_incubators_today_is_foreign_to_its_imports(city: City, case: Case) -> None:
    incubator, startup, person = city.incubator(), city.startup(), city.supervisor()
    relate(city, startup, "INCUBATED_BY", incubator, case)
    in_pool(city, person, incubator, case)

    ties = city.graph.read(lambda tx: tx.ownership.ties(Writer(INCUBATOR, incubator.id), [startup.id, person.id]))

    assert set(ties.values()) == {Tie.OWN if case.holds else Tie.FOREIGN}


@each_day
def test_a_supervisor_works_for_somebody(city: City, case: Case) -> None:
    incubator, person, lab = city.incubator(), city.supervisor(), city.lab()
    in_pool(city, person, incubator, CASES[-1])
    relate(city, person, "WORKS_AT", lab, case)

    page = city.graph.read(lambda tx: next(tx.profiles.pages("supervisors", today(city.graph))))

    assert page[0].employer == (lab.id if case.holds else None)
    employer = member_of(city, incubator).employer
    assert (employer.id if employer else None) == (lab.id if case.holds else None)


@each_day
def test_a_conflict_of_interest_stands(city: City, tmp_path: Path, case: Case) -> None:
    startup, person = city.startup(), city.supervisor()
    relate(city, startup, "CONFLICTS_WITH", person, case, id="conflict-1", kind="family")
    need, request = city.need(startup), city.asked_proposal(to=person, startup=startup)
    on = today(city.graph)

    assert is_proposed(city, tmp_path, need, person) is False, "asked already"
    conflicts = city.graph.read(lambda tx: tx.conflicts.list_of_startup(startup.id, on))
    assert [conflict.other_id for conflict in conflicts] == ([person.id] if case.holds else [])
    run_raw(city.graph, "MATCH (p:Proposal {id: $id}) DETACH DELETE p", id=request.id)
    assert is_proposed(city, tmp_path / "anew", need, person) is not case.holds
    if case.holds:
        with pytest.raises(NotEligibleError) as refused:
            ask_for_introduction(city.graph, need.actor, need.id, person.id, Asking("Hello?"), AT, most_open=3)
        assert refused.value.rule is RuleCode.CONFLICT
    else:
        assert can_ask(city, need, person)


@each_day
def test_an_investor_holds_a_share(city: City, case: Case) -> None:
    startup, investor = city.startup(), city.investor()
    relate(city, investor, "INVESTED_IN", startup, case)

    holders = city.graph.read(lambda tx: tx.investments.list_holders(startup.id, today(city.graph)))

    assert holders == ([investor.id] if case.holds else [])


@each_day
@pytest.mark.parametrize("kind", ["ADVISES", "WORKS_AT", "FOUNDED"])
def test_a_tie_is_a_path_as_long_as_it_holds(city: City, kind: str, case: Case) -> None:
    startup, person = city.startup(), city.supervisor()
    relate(city, person, kind, startup, case)

    path = city.graph.read(lambda tx: tx.paths.find_between(startup.id, person.id, today(city.graph)))

    assert [node.id for node in path] == ([startup.id, person.id] if case.holds else [])


def test_a_tie_that_is_over_hides_no_longer_path_that_holds(city: City) -> None:
    startup, person, lab = city.startup(), city.supervisor(), city.lab()
    relate(city, person, "ADVISES", startup, Case("over", -20, -1, False))
    relate(city, person, "WORKS_AT", lab, CASES[-1])
    relate(city, lab, "ADVISES", startup, CASES[-1])

    path = city.graph.read(lambda tx: tx.paths.find_between(startup.id, person.id, today(city.graph)))

    assert [node.id for node in path] == [startup.id, lab.id, person.id]


@pytest.mark.parametrize(("days", "is_free"), [(1, False), (0, True), (-1, True)])
def test_a_pause_ends_by_its_day(city: City, tmp_path: Path, days: int, is_free: bool) -> None:
    until = today(city.graph) + timedelta(days=days)
    incubator = city.incubator()
    person = city.supervisor(pool_of=incubator, state="paused", paused_until=until)
    need = city.need(city.startup())

    assert is_proposed(city, tmp_path, need, person) is is_free
    assert member_of(city, incubator).is_paused(today(city.graph)) is not is_free


def test_days_that_pass_turn_what_the_matcher_knows_without_any_write(city: City, tmp_path: Path) -> None:
    """One matcher over the days, by the same index: nothing in the graph changes meanwhile."""
    incubator, own = city.incubator(), city.startup()
    relate(city, own, "INCUBATED_BY", incubator, Case("ends", None, 5, True))
    kept, coming = city.supervisor("Kept"), city.supervisor("Coming")
    in_pool(city, kept, incubator, Case("ends", -10, 2, True), reserved=True)
    in_pool(city, coming, incubator, Case("begins", 3, 20, False), reserved=True)
    paused = city.supervisor("Paused", state="paused", paused_until=today(city.graph) + timedelta(days=4))
    ours, foreign = city.need(own), city.need(city.startup())
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)

    def proposed(need: Made, days: int) -> set[str]:
        ranking = matcher.propose(need.id, at=AT + timedelta(days=days))
        return {proposal.provider_id for proposal in ranking.proposals}

    assert proposed(foreign, 0) == {coming.id}
    assert proposed(foreign, 2) == {coming.id}
    assert proposed(foreign, 3) == {kept.id}
    assert proposed(foreign, 4) == {kept.id, paused.id}
    assert proposed(foreign, 21) == {kept.id, coming.id, paused.id}
    assert proposed(ours, 5) == {kept.id, coming.id, paused.id}
    assert proposed(ours, 6) == {kept.id, paused.id}
    assert proposed(foreign, 0) == {coming.id}, "and back"

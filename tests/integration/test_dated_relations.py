"""Every dated relation on the day before, the first, the last and the day after, through each door that reads it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from graph.driver import Graph
from graph.entities.pools import PoolMember
from graph.entities.proposal import Asking
from graph.errors import ConflictOfInterestError, GraphError, NotFoundError
from matching.matcher import Matcher
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.operations.exchange.export_own_records import export_own_records
from webapp.operations.pools.change_pool import end_term
from webapp.operations.pools.lapse_terms import lapse_terms
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

pytestmark = pytest.mark.both_servers
# Visibility is as of the moment of reading, so days are counted from the real one.
AT = datetime.now(UTC)
LATER = timedelta(days=30)


@dataclass(frozen=True)
class Case:
    """Where today lies in a period: its first and last day in days from today."""

    name: str
    since: int | None
    until: int | None
    holds: bool


CASES = [
    Case("the day before", 1, 20, False),
    Case("the first day", 0, 20, True),
    Case("the last day", -20, 0, True),
    Case("the day after", -20, -1, False),
    Case("an end to come, no beginning", None, 400, True),
    Case("no dates", None, None, True),
]
each_day = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def today(graph: Graph) -> date:
    return graph.calendar.day_of(AT)


def relate(city: City, left: Made, relationship: str, right: Made, case: Case, **properties: object) -> None:
    """A relation over the case's days."""
    first, last = (
        None if days is None else today(city.graph) + timedelta(days=days) for days in (case.since, case.until)
    )
    city.relate(left.id, relationship, right.id, **{"from": first, "to": last}, **properties)


def in_pool(city: City, person: Made, incubator: Made, case: Case, *, reserved: bool = False) -> None:
    relate(city, person, "IN_POOL_OF", incubator, case, state="active", reserved=reserved)


def is_proposed(city: City, home: Path, need: Made, provider: Made, at: datetime = AT) -> bool:
    ranking = Matcher(city.graph, home, expire_after_days=14).propose(need.id, at=at)
    return provider.id in {proposal.provider_id for proposal in ranking.proposals}


def can_ask(city: City, need: Made, provider: Made) -> bool:
    try:
        ask_for_introduction(city.graph, need.actor, need.id, provider.id, Asking("Hello?"), AT, most_open=3)
    except GraphError:
        return False
    return True


def member_of(city: City, incubator: Made) -> PoolMember:
    (member,) = city.graph.read(lambda tx: tx.pools.list_members(incubator.id, AT))
    return member


def exported(city: City, incubator: Made, sheet: str) -> set[object]:
    """The ids of a sheet of the incubator's own records."""
    book = openpyxl.load_workbook(io.BytesIO(export_own_records(city.graph, incubator.actor, AT)))
    return {row[0].value for row in book[sheet].iter_rows(min_row=2)}


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

    found = city.graph.read(lambda tx: tx.exchange.list_foreign(incubator.id, [startup.id, person.id]))

    assert found == (set() if case.holds else {startup.id, person.id})


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
    assert bool(city.graph.read(lambda tx: tx.requests.conflict_kinds(startup.id, person.id, on))) is case.holds
    assert bool(city.graph.read(lambda tx: tx.conflicts.list_of_startup(startup.id, on))) is case.holds
    run_raw(city.graph, "MATCH (p:Proposal {id: $id}) DETACH DELETE p", id=request.id)
    assert is_proposed(city, tmp_path / "anew", need, person) is not case.holds
    if case.holds:
        with pytest.raises(ConflictOfInterestError):
            ask_for_introduction(city.graph, need.actor, need.id, person.id, Asking("Hello?"), AT, most_open=3)
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


def test_a_term_that_is_over_lapses_once(city: City) -> None:
    incubator = city.incubator()
    over, last_day = city.supervisor("Over"), city.supervisor("Today")
    in_pool(city, over, incubator, Case("over", -20, -1, False))
    in_pool(city, last_day, incubator, Case("last day", -20, 0, True))

    assert lapse_terms(city.graph, AT) == 1
    assert lapse_terms(city.graph, AT) == 0

    terms = {
        row["id"]: row["state"]
        for row in run_raw(city.graph, "MATCH (s)-[m:IN_POOL_OF]->() RETURN s.id AS id, m.state AS state")
    }
    assert terms == {over.id: "ended", last_day.id: "active"}
    events = run_raw(city.graph, "MATCH (a:AuditEvent) RETURN a.action AS action, a.subject_id AS id, a.role AS role")
    assert events == [{"action": "lapse_term", "id": over.id, "role": "system"}]


def test_a_term_ended_by_the_curator_is_over_at_once(city: City, tmp_path: Path) -> None:
    incubator, person = city.incubator(), city.supervisor()
    in_pool(city, person, incubator, Case("runs", -20, 20, True), reserved=True)
    need = city.need(city.startup())
    assert not is_proposed(city, tmp_path, need, person)

    end_term(city.graph, incubator.actor, [person.id], AT)

    assert is_proposed(city, tmp_path, need, person)
    assert not member_of(city, incubator).term.is_running(today(city.graph))

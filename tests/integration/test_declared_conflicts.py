"""Either side declares a conflict, confidential or not: it keeps the two apart, ends what waits, can be taken back."""

from __future__ import annotations

import threading

import pytest

from graph.domain.eligibility import RuleCode
from graph.errors import ForbiddenError, InvalidInputError, NotFoundError
from tests.integration.test_conflict_doors import conflicts_of
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.conflicts import PLANTED, Sides, sides
from tests.support.dated import AT, can_ask
from tests.support.requests import outbox, outcome_of, state_of
from webapp.operations.conflicts.declare_conflict import declare_conflict, take_conflict_back
from webapp.operations.conflicts.waive_conflict import take_waiver_back, waive_conflict
from webapp.operations.requests.accept_proposal import accept_proposal

pytestmark = pytest.mark.both_servers


def _by(two: Sides, side: str) -> tuple[Made, str]:
    return (two.startup, two.person.id) if side == "startup" else (two.person, two.startup.id)


@pytest.mark.parametrize("side", ["startup", "supervisor"])
@pytest.mark.parametrize("is_confidential", [False, True])
def test_it_keeps_them_apart_until_it_is_taken_back(city: City, side: str, *, is_confidential: bool) -> None:
    two = sides(city)
    request = city.asked_proposal(to=two.person, startup=two.startup)
    who, other = _by(two, side)

    assert declare_conflict(city.graph, who.actor, other, AT, is_confidential=is_confidential) == 1
    assert declare_conflict(city.graph, who.actor, other, AT, is_confidential=is_confidential) == 0

    (found,) = conflicts_of(city, two)
    assert (found.kind, found.forbids, found.is_confidential) == ("declared", True, is_confidential)
    assert state_of(city, request) == "withdrawn"
    assert outbox(city) == [("tell_ended_for_conflict", request.id)]
    assert outcome_of(accept_proposal, city.graph, two.person.actor, request.id, AT) == "state_changed"
    need = city.need(two.startup)
    assert not can_ask(city, need, two.person)
    (declared,) = city.graph.read(lambda tx: tx.declarations.list_declared(who.actor.subject_id))
    stranger = two.startup if who is two.person else two.person
    with pytest.raises(NotFoundError):
        take_conflict_back(city.graph, stranger.actor, declared.id, AT)
    take_conflict_back(city.graph, who.actor, declared.id, AT)
    assert conflicts_of(city, two) == []
    assert can_ask(city, need, two.person)


def test_a_confidential_one_is_in_no_log_export_or_copy_of_others(city: City) -> None:
    two = sides(city)
    city.asked_proposal(to=two.person, startup=two.startup)
    declare_conflict(city.graph, two.person.actor, two.startup.id, AT, is_confidential=True)

    def told(who: Made) -> list[str]:
        rows = city.graph.read(lambda tx: tx.rows("own_data.terms", subject_ids=[who.id]))
        return [row["record"]["conflict"] for row in rows if row["record"]["relation"] == "CONFLICTS_WITH"]

    assert told(two.person) == ["declared"]
    assert told(two.startup) == []
    assert city.graph.read(lambda tx: list(tx.exchange_links.list_conflicts([two.startup.id]))) == []
    (noted,) = run_raw(city.graph, "MATCH (a:AuditEvent {action: 'declare_conflict'}) RETURN a.detail AS detail")
    assert two.startup.id not in str(noted["detail"])


def test_only_the_two_sides_declare_and_only_about_whom_they_see(city: City) -> None:
    two, hidden = sides(city), city.startup("Somewhere")
    with pytest.raises(ForbiddenError):
        declare_conflict(city.graph, two.pool.actor, two.startup.id, AT, is_confidential=False)
    for other in (hidden.id, two.startup.id, "nobody", ""):
        with pytest.raises(NotFoundError):
            declare_conflict(city.graph, hidden.actor, other, AT, is_confidential=False)
    assert run_raw(city.graph, "MATCH ()-[c:CONFLICTS_WITH]->() RETURN c.id AS id") == []


def test_declared_while_the_other_side_accepts_one_of_both_is_told(city: City) -> None:
    for _round in range(6):
        two = sides(city)
        request = city.asked_proposal(to=two.person, startup=two.startup)
        gate, outcomes = threading.Barrier(2), dict[str, object]()

        def accept(
            person: Made = two.person, identity: str = request.id, gate: threading.Barrier = gate,
            outcomes: dict[str, object] = outcomes,
        ) -> None:  # fmt: skip
            gate.wait()
            outcomes["accept"] = outcome_of(accept_proposal, city.graph, person.actor, identity, AT)

        def declare(
            startup: Made = two.startup, other: str = two.person.id, gate: threading.Barrier = gate,
            outcomes: dict[str, object] = outcomes,
        ) -> None:  # fmt: skip
            gate.wait()
            outcomes["ended"] = declare_conflict(city.graph, startup.actor, other, AT, is_confidential=False)

        threads = [threading.Thread(target=work) for work in (accept, declare)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        was_accepted = state_of(city, request) == "accepted"
        assert outcomes["ended"] == (0 if was_accepted else 1)
        assert (outcomes["accept"] is None) is was_accepted
        assert outcomes["accept"] in (None, RuleCode.CONFLICT, "state_changed")


@pytest.mark.parametrize("name", PLANTED)
def test_an_incubator_lets_pass_what_the_table_lets_it(city: City, name: str) -> None:
    kind, _severity, plant = PLANTED[name]
    two = sides(city)
    plant(city, two)
    (found,) = conflicts_of(city, two)
    curator, pair = two.pool.actor, (two.startup.id, two.person.id)
    if not found.is_waivable:
        with pytest.raises(NotFoundError):
            waive_conflict(city.graph, curator, *pair, kind, "We know them", AT)
        return
    with pytest.raises(InvalidInputError):
        waive_conflict(city.graph, curator, *pair, kind, "  ", AT)
    waiver = waive_conflict(city.graph, curator, *pair, kind, "They parted well", AT)
    (found,) = conflicts_of(city, two)
    assert (found.forbids, found.asks) == (False, False)
    assert found.waiver is not None
    assert (found.waiver.reason, found.waiver.by) == ("They parted well", curator.account_id)
    need = city.need(two.startup)
    take_waiver_back(city.graph, curator, two.startup.id, waiver, AT)
    assert not can_ask(city, need, two.person)
    waive_conflict(city.graph, curator, *pair, kind, "Really", AT)
    assert can_ask(city, need, two.person)


def test_others_let_nothing_pass_and_take_nothing_back(city: City) -> None:
    two, other = sides(city), city.incubator("Other")
    PLANTED["advises"][2](city, two)
    pair = (two.startup.id, two.person.id, "advises", "Because")
    with pytest.raises(NotFoundError):
        waive_conflict(city.graph, other.actor, *pair, AT)
    with pytest.raises(ForbiddenError):
        waive_conflict(city.graph, two.startup.actor, *pair, AT)
    waiver = waive_conflict(city.graph, two.pool.actor, *pair, AT)
    with pytest.raises(NotFoundError):
        take_waiver_back(city.graph, other.actor, two.startup.id, waiver, AT)
    assert conflicts_of(city, two)[0].waiver is not None
    run_raw(city.graph, "MATCH (:Startup {id: $id})-[r:INCUBATED_BY]->() DELETE r", id=two.startup.id)
    assert [one.waiver for one in conflicts_of(city, two)] == [None], "their word counts while the startup is theirs"

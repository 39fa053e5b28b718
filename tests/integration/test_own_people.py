"""A startup's own people are neither proposed to it, nor asked, nor accepted, under whatever record they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.domain.eligibility import RuleCode
from graph.entities.proposal import Asking
from matching.matcher import Matcher
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.dated import AT, Case, can_ask, each_day, is_proposed, relate, today
from tests.support.requests import outcome_of
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

pytestmark = pytest.mark.both_servers


def _own_people(city: City, startup: Made, pool: Made) -> dict[str, Made]:
    founder = city.supervisor("Fu Anran", email="fu@s1.example", orcid="0000-0002-1825-0097")
    city.relate(founder.id, "FOUNDED", startup.id)
    relative = city.supervisor("Song Lu")
    city.conflict(relative, founder, kind="family")
    holder = city.supervisor("Bai Ke")
    city.open_account(startup.actor)
    both = (
        "MATCH (a:Account {id: $by}), (p:Person {id: $id}) CREATE (a)-[:HOLDS]->(:Membership {id: 'also'})-[:OF]->(p)"
    )
    run_raw(city.graph, both, by=startup.actor.account_id, id=holder.id)
    address = f"{startup.actor.account_id}@city.example"
    return {
        "founder": founder, "the same address": city.supervisor("Fu A.", email="FU@s1.example", pool_of=pool),
        "the same ORCID": city.supervisor("A. Fu", orcid="0000-0002-1825-0097", pool_of=pool), "relative": relative,
        "the same account": holder, "the account's address": city.supervisor(email=address, pool_of=pool),
        "staff": city.supervisor("Wu Bei", works_at=startup),
    }  # fmt: skip


def test_own_people_are_left_out_of_every_door_by_the_rule_of_conflicts(city: City, tmp_path: Path) -> None:
    pool = city.incubator("Bay One")
    startup = city.startup("Foldwell", incubator=pool)
    own, free = _own_people(city, startup, pool), city.supervisor("Nie Kang", pool_of=pool)
    need = city.need(startup)

    ranking = Matcher(city.graph, tmp_path, expire_after_days=14).propose(need.id, at=AT)

    assert [one.provider_id for one in ranking.proposals] == [free.id]
    assert ranking.excluded == {RuleCode.CONFLICT: len(own)}
    for who, person in own.items():
        asking = (city.graph, need.actor, need.id, person.id, Asking("Hello?"), AT)
        assert outcome_of(ask_for_introduction, *asking, most_open=3) == RuleCode.CONFLICT, who
        # Asked while nothing was recorded yet: what came to be known stands against the acceptance.
        request = city.asked_proposal(to=person, startup=startup)
        assert outcome_of(accept_proposal, city.graph, person.actor, request.id, AT) == RuleCode.CONFLICT, who
    assert can_ask(city, need, free)


@each_day
def test_whoever_works_there_is_kept_apart_while_they_do(city: City, tmp_path: Path, case: Case) -> None:
    startup, person = city.startup(), city.supervisor()
    relate(city, person, "WORKS_AT", startup, case)
    need = city.need(startup)

    assert is_proposed(city, tmp_path, need, person) is not case.holds
    implied = city.graph.read(lambda tx: tx.conflicts.list_of_startup(startup.id, today(city.graph)))
    assert [(one.other_id, one.kind) for one in implied] == ([(person.id, "works")] if case.holds else [])
    if case.name == "the day after":
        asking = (city.graph, need.actor, need.id, person.id, Asking("Hello?"), AT)
        assert outcome_of(ask_for_introduction, *asking, most_open=3) == "conflict_to_confirm", "for three years"
    else:
        assert can_ask(city, need, person) is not case.holds

"""From a real graph to proposals: order, rules, history, freshness."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from graph.domain.eligibility import OWN_DECISIONS
from graph.driver import Graph
from graph.errors import NotFoundError
from matching.matcher import Matcher
from matching.results import Ranking
from matching.sources.base import NeedRecord
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.words.reasons import reason_sentence
from webapp.words.speaking import in_both

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)

pytestmark = pytest.mark.both_servers


@pytest.fixture
def matcher(graph: Graph, tmp_path: Path) -> Matcher:
    return Matcher(graph, tmp_path, expire_after_days=14)


def ids(ranking: Ranking) -> list[str]:
    return [proposal.provider_id for proposal in ranking.proposals]


def change(graph: Graph, item: Made, at: datetime, **values: object) -> None:
    """Set properties as an operation would: with the moment of the change."""
    run_raw(
        graph,
        "MATCH (n {id: $id}) SET n += $values",
        id=item.id,
        values={**values, "changed_at": int(at.timestamp() * 1000)},
    )


def test_whoever_works_in_the_field_comes_first(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup(), industries=("biopharmaceuticals",))
    city.supervisor(industries=("automobile",))
    fitting = city.supervisor(industries=("biopharmaceuticals",))

    ranking = matcher.propose(need.id, at=NOON)

    assert ids(ranking)[0] == fitting.id
    assert ranking.considered == 2
    told = [in_both(lambda it=reason: reason_sentence("mentor", it)) for reason in ranking.proposals[0].reasons]  # type: ignore[misc]
    assert any("biopharmaceuticals" in english and "生物医药" in chinese for english, chinese in told)


def test_each_rule_leaves_out_whom_it_names_and_is_counted(city: City, matcher: Matcher) -> None:
    startup = city.startup()
    need = city.need(startup)
    free = city.supervisor()
    paused = city.supervisor(state="paused")
    full = city.supervisor(capacity=0)
    rival = city.supervisor()
    city.conflict(startup, rival)
    foreign = city.supervisor(languages=["de"])
    silent = city.supervisor(languages=None)
    asked = city.supervisor()
    city.asked_proposal(to=asked, need=need)

    ranking = matcher.propose(need.id, at=NOON)

    assert set(ids(ranking)) == {free.id, silent.id}
    found = {person.id: person.code for person in ranking.excluded_people}
    assert found == {
        paused.id: "paused",
        full.id: "no_free_place",
        rival.id: "conflict",
        foreign.id: "language",
        asked.id: "already_asked",
    }
    assert ranking.excluded == dict.fromkeys(found.values(), 1)


def test_a_pause_ends_on_its_day(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup())
    back = city.supervisor(state="paused", paused_until=date(2026, 11, 22))
    city.supervisor(state="paused", paused_until=date(2026, 11, 23))

    assert ids(matcher.propose(need.id, at=NOON)) == [back.id]


def test_a_reserved_supervisor_is_seen_by_the_incubators_own_startups_only(city: City, matcher: Matcher) -> None:
    incubator = city.incubator()
    own, other = city.startup(incubator=incubator), city.startup()
    reserved = city.supervisor(pool_of=incubator)
    run_raw(city.graph, "MATCH ({id: $id})-[r:IN_POOL_OF]->() SET r.reserved = true", id=reserved.id)

    assert ids(matcher.propose(city.need(own).id, at=NOON)) == [reserved.id]
    outside = city.need(other)
    assert matcher.propose(outside.id, at=NOON).excluded == {"outside_pool": 1}
    assert matcher.propose(outside.id, at=NOON).excluded_people == ()
    with pytest.raises(NotFoundError):
        matcher.explain(outside.id, reserved.id, at=NOON)
    assert matcher.search_names("mentor", "supervisor", startup_id=other.id) == ()
    assert len(matcher.search_names("mentor", "supervisor", startup_id=own.id)) == 1


def test_who_declined_may_be_asked_again_from_the_day_they_named(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup())
    supervisor = city.supervisor()
    proposal = city.asked_proposal(to=supervisor, need=need)
    change(
        city.graph,
        proposal,
        NOON,
        state="declined",
        provider_decision="declined",
        decided_on=NOON.date(),
        decline_reason="no_time",
        ask_again_on=date(2026, 12, 1),
    )

    assert matcher.propose(need.id, at=NOON).excluded == {"declined_before": 1}
    assert ids(matcher.propose(need.id, at=NOON, include=OWN_DECISIONS)) == [supervisor.id]
    assert ids(matcher.propose(need.id, at=datetime(2026, 12, 1, 4, tzinfo=UTC))) == [supervisor.id]


def test_a_place_taken_now_counts_at_once(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup())
    supervisor = city.supervisor(capacity=1)
    assert matcher.propose(need.id, at=NOON).proposals[0].free_places == 1

    run_raw(
        city.graph,
        "MATCH (s {id: $id}) CREATE (:Engagement {id: 'proposal-x', state: 'open'})-[:WITH]->(s)",
        id=supervisor.id,
    )

    assert matcher.propose(need.id, at=NOON).excluded == {"no_free_place": 1}


def test_a_profile_changed_a_moment_ago_is_ranked_as_it_is_now(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup(), industries=("biopharmaceuticals",))
    first = city.supervisor(industries=("biopharmaceuticals",))
    second = city.supervisor(industries=("automobile",))
    assert ids(matcher.propose(need.id, at=NOON)) == [first.id, second.id]

    later = NOON + timedelta(minutes=1)
    change(city.graph, first, later, state="paused")
    assert ids(matcher.propose(need.id, at=later)) == [second.id]
    third = city.supervisor(industries=("biopharmaceuticals",))
    assert ids(matcher.propose(need.id, at=later)) == [third.id, second.id]


def _answered(city: City, to: Made, at: datetime, **values: object) -> None:
    """A request of another startup that was answered ten days before `at`."""
    proposal = city.asked_proposal(to=to, asked_at=at - timedelta(days=12))
    change(city.graph, proposal, at, decided_on=(at - timedelta(days=10)).date(), **values)


def test_a_refusal_as_the_wrong_field_moves_its_supervisor_down_for_like_needs(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup())
    first, second = city.supervisor(), city.supervisor()
    before = matcher.propose(need.id, at=NOON)
    assert ids(before) == [first.id, second.id]

    _answered(city, first, NOON, state="declined", provider_decision="declined", decline_reason="wrong_field")
    _answered(city, second, NOON, state="declined", provider_decision="declined", decline_reason="no_time")
    after = matcher.propose(need.id, at=NOON)

    assert ids(after) == [second.id, first.id]
    moved = after.proposals[1]
    assert moved.provider_probability < before.proposals[0].provider_probability
    assert moved.caution is not None
    assert moved.caution.code == "refused_alike"


def test_good_ratings_move_up_and_bad_ones_down(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup())
    poor, well = city.supervisor(), city.supervisor()
    for _ in range(3):
        accepted = {"state": "accepted", "provider_decision": "accepted"}
        _answered(city, poor, NOON, **accepted, rating_by_seeker=2)
        _answered(city, well, NOON, **accepted, rating_by_seeker=5)

    assert ids(matcher.propose(need.id, at=NOON)) == [well.id, poor.id]


def test_what_is_dated_after_the_moment_does_not_enter(city: City, matcher: Matcher) -> None:
    need = city.need(city.startup())
    city.supervisor()
    second = city.supervisor()
    early = NOON - timedelta(days=30)
    before = matcher.propose(need.id, at=early)

    for _ in range(4):
        accepted = {"state": "accepted", "provider_decision": "accepted"}
        _answered(city, second, NOON, **accepted, rating_by_seeker=5, outcome="completed")

    again = matcher.propose(need.id, at=early)
    assert [(p.provider_id, p.score) for p in again.proposals] == [(p.provider_id, p.score) for p in before.proposals]
    assert ids(matcher.propose(need.id, at=NOON))[0] == second.id


def test_two_matchers_on_one_graph_give_the_same_order(city: City, tmp_path: Path) -> None:
    need = city.need(city.startup())
    for number in range(30):
        city.supervisor(summary=f"Scaled {number % 7} factories", capacity=number % 4 + 1)

    rankings = [
        Matcher(city.graph, tmp_path / name, expire_after_days=14).propose(need.id, at=NOON, limit=30)
        for name in ("one", "two")
    ]

    assert rankings[0].proposals == rankings[1].proposals


def test_a_need_that_nobody_knows_is_not_found(matcher: Matcher) -> None:
    with pytest.raises(NotFoundError):
        matcher.propose("need-none", at=NOON)


def test_an_empty_graph_gives_an_empty_list(city: City, matcher: Matcher) -> None:
    ranking = matcher.propose_for_startup(city.startup().id, NeedRecord("", "mentor"), at=NOON)

    assert ranking.proposals == ()
    assert ranking.considered == 0

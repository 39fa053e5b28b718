"""Whoever is proposed can be asked, and whoever is left out is refused by the same rule; so with accepting."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.domain.eligibility import RuleCode
from graph.domain.kinds import KINDS, Kind
from graph.domain.periods import Period
from graph.domain.reach import ADMINISTRATORS
from graph.domain.states.requests import RequestState
from graph.entities import Actor
from graph.entities.proposal import Asking
from matching.matcher import Matcher
from tests.conftest import NOON
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.requests import outcome_of
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.ask_for_introduction import ask_for_introduction

pytestmark = [
    pytest.mark.both_servers,
    pytest.mark.parametrize("kind", list(KINDS.values()), ids=lambda kind: kind.name),
]
TODAY = NOON.date()
LABELS = {"mentor": "Person:Supervisor", "investor": "Investor"}
COUNT = 160
LANGUAGES: tuple[list[str], ...] = ([], ["zh"], ["en", "zh"], ["fr"], ["de", "fr"])


def _day(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


PERIODS = tuple(
    Period(_day(since), _day(until))
    for since, until in ((None, None), (-9, -1), (-9, 0), (-9, 9), (0, None), (1, None), (1, 9))
)


@dataclass(frozen=True)
class Room:
    """The startup that asks, with the need it asks for and another one, and incubators: its own of today first."""

    startup: Made
    need: Made
    other_need: Made
    incubators: tuple[Made, ...]
    stranger: Made


def plant_room(city: City, kind: Kind) -> Room:
    incubators = tuple(city.incubator() for _ in range(3))
    startup, stranger = city.startup(languages=["zh"]), city.startup()
    for incubator, period in zip(incubators, (PERIODS[2], PERIODS[1], PERIODS[5]), strict=True):
        tie(city, startup.id, "INCUBATED_BY", incubator.id, **dates(period))
    need = city.need(startup, kind=kind.name, languages=[], places=COUNT)
    return Room(startup, need, city.need(startup, kind=kind.name, places=COUNT), incubators, stranger)


def tie(city: City, left: str, relation: str, right: str, **properties: object) -> None:
    made = f"MATCH (a {{id: $a}}), (b {{id: $b}}) CREATE (a)-[r:{relation}]->(b) SET r = $properties"
    run_raw(city.graph, made, a=left, b=right, properties=properties)


def actor_of(kind: Kind, provider_id: str) -> Actor:
    return Actor(f"account-{provider_id}", provider_id, kind.provider_role, provider_id)


def dates(period: Period) -> dict[str, date | None]:
    return {"from": period.since, "to": period.until}


def provider_row(chance: random.Random, kind: Kind, number: int) -> dict[str, Any]:
    is_paused = chance.random() < 0.15
    return {
        "id": f"{kind.name}-{number:03d}",
        "name": f"Provider {number}",
        "capacity": chance.choice((None, None, 1, 2, 3)),
        "state": "paused" if is_paused else "active",
        "paused_until": chance.choice((None, *(TODAY + timedelta(days=days) for days in (-1, 0, 1)))),
        "languages": chance.choice(LANGUAGES) if chance.random() < 0.3 else ["zh", "en"],
        "answered_by": None if chance.random() < 0.25 else ADMINISTRATORS,
        "changed_at": 1,
    }


def decision_row(chance: random.Random, room: Room) -> dict[str, Any]:
    state = chance.choice([state for state in RequestState if state is not RequestState.SHOWN])
    declined = state is RequestState.DECLINED
    later = chance.choice((None, *(TODAY + timedelta(days=days) for days in (-1, 0, 1))))
    return {
        "need": chance.choice((room.need.id, room.other_need.id)),
        "state": str(state),
        "ask_again_on": later if declined else None,
        "decline_reason": chance.choice(("wrong_field", "no_time", "conflict")) if declined else None,
        "engagement": chance.choice(("open", "closed")) if state is RequestState.ACCEPTED else None,
    }


def plant(city: City, kind: Kind, room: Room, chance: random.Random) -> list[dict[str, Any]]:
    """Providers of every sort, with open engagements elsewhere, and what ties them to the startup."""
    rows = [provider_row(chance, kind, number) for number in range(COUNT)]
    run_raw(city.graph, f"UNWIND $rows AS row CREATE (n:{LABELS[kind.name]}) SET n = row", rows=rows)
    taken = [{"id": row["id"], "n": n} for row in rows for n in range(chance.choice((0, 0, 0, 1, 2, 3)))]
    relate(city, taken, "CREATE (:Engagement {id: 'at-' + row.id + toString(row.n), state: 'open'})-[:WITH]->(s)")
    tied = [{"id": row["id"], "other": room.startup.id} for row in rows if chance.random() < 0.12]
    relate_dated(city, tied, "CONFLICTS_WITH", chance)
    if kind.is_pooled:
        pooled = [row for row in rows if chance.random() < 0.3]
        terms = [{"id": row["id"], "other": room.incubators[chance.randrange(3)].id} for row in pooled]
        relate_dated(city, terms, "IN_POOL_OF", chance, reserved=True, states=("active", "active", "invited", "ended"))
    decided = [{"id": row["id"], **decision_row(chance, room)} for row in rows if chance.random() < 0.45]
    relate(
        city,
        [{**row, "kind": kind.name, "startup": room.startup.id} for row in decided],
        """MATCH (st:Startup {id: row.startup}), (n:Need {id: row.need})
        CREATE (p:Proposal {id: 'decided-' + row.id, kind: row.kind, state: row.state,
                            ask_again_on: row.ask_again_on, decline_reason: row.decline_reason, proposed_on: $today})
        CREATE (p)-[:FOR]->(n), (p)-[:BY]->(st), (p)-[:TO]->(s)
        FOREACH (one IN CASE WHEN row.engagement IS NULL THEN [] ELSE [row.engagement] END |
          CREATE (e:Engagement {id: p.id, state: one})
          CREATE (e)-[:FROM]->(p) CREATE (e)-[:OF]->(st) CREATE (e)-[:WITH]->(s))""",
        today=TODAY,
    )
    return rows


def relate(city: City, rows: list[dict[str, Any]], what: str, **parameters: object) -> None:
    found = "UNWIND $rows AS row MATCH (s:Person|Investor {id: row.id}) WITH row, s "
    run_raw(city.graph, found + what, rows=rows, **parameters)


def relate_dated(
    city: City, rows: list[dict[str, Any]], relation: str, chance: random.Random, states: tuple[str, ...] = ("active",),
    **properties: object,
) -> None:  # fmt: skip
    given = [
        {**row, "properties": {**dates(chance.choice(PERIODS)), "state": chance.choice(states), **properties}}
        for row in rows
    ]
    relate(city, given, f"MATCH (o {{id: row.other}}) CREATE (s)-[r:{relation}]->(o) SET r = row.properties")


def taken_by(city: City, provider_id: str) -> int:
    return city.graph.read(lambda tx: tx.providers.places(provider_id)).taken


def listed(matcher: Matcher, room: Room, rows: list[dict[str, Any]]) -> Mapping[str, str | None]:
    """For each provider the rule that leaves them out, None where they are proposed; a closed pool names nobody."""
    ranking = matcher.propose(room.need.id, at=NOON, limit=COUNT)
    proposed = dict.fromkeys((one.provider_id for one in ranking.proposals), None)
    excluded = {one.id: one.code for one in ranking.excluded_people}
    assert not proposed.keys() & excluded.keys()
    hidden = dict.fromkeys((row["id"] for row in rows), RuleCode.OUTSIDE_POOL)
    answers = {**hidden, **excluded, **proposed}
    assert Counter(code for code in answers.values() if code) == ranking.excluded
    return answers


def ask(city: City, room: Room, provider_id: str) -> str | None:
    """The rule that refuses asking this one; how many may be asked a day is looked at elsewhere."""
    run_raw(city.graph, "MATCH (t:Tally) DELETE t")
    return outcome_of(
        ask_for_introduction,
        city.graph, room.startup.actor, room.need.id, provider_id, Asking("Hello?"), NOON, most_open=COUNT,
    )  # fmt: skip


def test_whoever_is_proposed_can_be_asked_and_whoever_is_left_out_is_refused_by_the_same_rule(
    city: City, tmp_path: Path, kind: Kind
) -> None:
    room = plant_room(city, kind)
    rows = plant(city, kind, room, random.Random(kind.name))
    answers = listed(Matcher(city.graph, tmp_path, expire_after_days=14), room, rows)
    assert set(answers.values()) == {None, *kind.rules}, "every rule is tried, and nobody is tried in vain"

    asked = {row["id"]: ask(city, room, row["id"]) for row in rows}

    assert asked == answers


def test_accepting_is_refused_by_a_conflict_or_a_full_place_and_by_nothing_else(city: City, kind: Kind) -> None:
    room, chance = plant_room(city, kind), random.Random(kind.name)
    rows = plant(city, kind, room, chance)
    requests = {}
    expected: dict[str, str | None] = {}
    for row in rows[: COUNT // 2]:
        made = Made(row["id"], actor_of(kind, row["id"]))
        requests[row["id"]] = made, city.asked_proposal(to=made, startup=room.stranger)
        period = chance.choice((None, None, *PERIODS))
        if period is not None:
            named = {"id": f"tie-{row['id']}", "kind": "family"}
            tie(city, room.stranger.id, "CONFLICTS_WITH", row["id"], **named, **dates(period))
        is_full = taken_by(city, row["id"]) >= kind.places(row["capacity"])
        in_force = period is not None and period.holds_on(TODAY)
        open_to = None if row["answered_by"] else RuleCode.UNREACHABLE
        expected[row["id"]] = RuleCode.CONFLICT if in_force else RuleCode.NO_FREE_PLACE if is_full else open_to

    accepted = {
        key: outcome_of(accept_proposal, city.graph, made.actor, request.id, NOON)
        for key, (made, request) in requests.items()
    }

    assert accepted == expected
    assert set(expected.values()) == {None, RuleCode.CONFLICT, RuleCode.NO_FREE_PLACE, RuleCode.UNREACHABLE}


def test_places_that_nobody_counted_are_the_same_number_everywhere(city: City, tmp_path: Path, kind: Kind) -> None:
    room = plant_room(city, kind)
    row = {"id": "somebody", "name": "Somebody", "state": "active", "languages": ["zh"], "changed_at": 1}
    row["answered_by"] = ADMINISTRATORS
    run_raw(city.graph, f"CREATE (n:{LABELS[kind.name]}) SET n = $row", row=row)
    pool, somebody = city.incubator(), actor_of(kind, "somebody")
    if kind.is_pooled:
        tie(city, "somebody", "IN_POOL_OF", pool.id, state="active", reserved=False)
    matcher = Matcher(city.graph, tmp_path, expire_after_days=14)
    for taken in range(kind.default_capacity + 1):
        free = kind.default_capacity - taken
        places = city.graph.read(lambda tx: tx.providers.places("somebody"))
        mine = city.graph.read(lambda tx: tx.providers.get("somebody", visible_to=somebody))
        assert (places.capacity, places.free, mine.places.free) == (kind.default_capacity, free, free)
        if kind.is_pooled:
            (member,) = city.graph.read(lambda tx: tx.pools.list_members(pool.id, NOON))
            assert (member.capacity, member.free) == (kind.default_capacity, free)
        answers = matcher.propose(room.need.id, at=NOON)
        if free:
            assert [(one.free_places, one.capacity) for one in answers.proposals] == [(free, kind.default_capacity)]
        else:
            assert answers.excluded == {RuleCode.NO_FREE_PLACE: 1}
        open_one = "CREATE (:Engagement {id: 'open-' + toString($n), state: 'open'})-[:WITH]->(s)"
        relate(city, [{"id": "somebody"}], open_one, n=taken)

    asking = (city.graph, room.startup.actor, room.need.id, "somebody", Asking("Hello?"), NOON)
    assert outcome_of(ask_for_introduction, *asking, most_open=3) == RuleCode.NO_FREE_PLACE

"""Past work by the place of those who asked for it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from graph.domain.answers import Answer
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.explanation.facts import facts_of
from matching.explanation.pair_reasons import subtitle_for
from matching.features.behaviour import Experience
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.interactions import build_interactions
from matching.history.provider_history import history_as_of
from matching.index.provider_index import ProviderIndex
from matching.results import tell
from matching.sources.base import NeedRecord
from tests.unit.matching.index.test_provider_index import person, snapshot_of

DAY = date(2026, 11, 22)


def worked(number: int, provider: int, region: str | None, days_ago: int = 30) -> InteractionRecord:
    day = DAY - timedelta(days=days_ago)
    return InteractionRecord(
        id=f"i-{number:03d}", kind="mentor", seeker_id=f"s-{number}", provider_id=f"p-{provider:03d}", proposed_on=day,
        decided_on=day, seeker_decision=Answer.ACCEPTED, provider_decision=Answer.ACCEPTED, industries=("robotics",),
        region=region, country="CN",
    )  # fmt: skip


RECORDS = [worked(n, n % 2, ("lingang", "xuhui")[n % 2]) for n in range(8)] + [worked(8, 0, None)]


def query_of(records: list[InteractionRecord], region: str | None) -> RankingQuery:
    index = ProviderIndex(snapshot_of([person(number) for number in range(3)]))
    history = history_as_of(build_interactions(records, index.tags), index, DAY, expire_after_days=14)
    startup = ProfileRecord(id="s-new", name="S", region=region, country="CN", industries=("robotics",))
    availability = Availability(np.zeros(index.count, dtype=np.float32))
    return RankingQuery(
        make_seeker(NeedRecord("", "mentor"), startup, index), index, history, availability, DAY.toordinal()
    )


def lift(query: RankingQuery, name: str = "lift_region") -> list[float]:
    found = Experience().fit(query.index).columns(query)
    return [float(value) for value in found[Experience.names.index(name)]]


def test_who_worked_with_startups_of_the_seekers_region_is_lifted() -> None:
    here, elsewhere, never = lift(query_of(RECORDS, "lingang"))

    assert here > 0 > elsewhere
    assert never == 0
    assert lift(query_of(RECORDS, "lingang"), "lift_country") == [0, 0, 0]


def test_nothing_is_known_where_the_seeker_names_no_region() -> None:
    assert np.isnan(lift(query_of(RECORDS, None))).all()


def test_work_agreed_after_the_day_lifts_nobody() -> None:
    later = [worked(20 + n, 2, "lingang", days_ago=-3) for n in range(4)]

    assert lift(query_of([*RECORDS, *later], "lingang")) == lift(query_of(RECORDS, "lingang"))


def test_the_fact_counts_startups_in_the_same_region() -> None:
    query = query_of(RECORDS, "lingang")

    near = tell("of_them_in_region", told=tell("worked_with", count=5), in_region=4)
    assert subtitle_for("experience", facts_of(query, 0), query) == near
    assert subtitle_for("experience", facts_of(query, 1), query) == tell("worked_with", count=4)

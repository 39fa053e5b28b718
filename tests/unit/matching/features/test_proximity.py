"""How near two are in the graph of who worked with whom, and what is said of it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from graph.domain.answers import Answer
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.explanation.facts import facts_of
from matching.explanation.pair_reasons import reason_for, subtitle_for
from matching.features.proximity import Closeness, SameEmployer
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.interactions import build_interactions
from matching.history.provider_history import history_as_of
from matching.index.provider_index import ProviderIndex
from matching.results import Label, tell
from matching.sources.base import NeedRecord
from tests.unit.matching.index.test_provider_index import person, snapshot_of

DAY = date(2026, 11, 22)


def worked(seeker: str, provider: int, days_ago: int = 30) -> InteractionRecord:
    day = DAY - timedelta(days=days_ago)
    return InteractionRecord(
        id=f"i-{seeker}-{provider}", kind="mentor", seeker_id=seeker, provider_id=f"p-{provider:03d}", proposed_on=day,
        decided_on=day, seeker_decision=Answer.ACCEPTED, provider_decision=Answer.ACCEPTED, industries=("robotics",),
    )  # fmt: skip


# s-1 worked with 0; s-2 and s-3 with 0 and 1; s-3 with 2 as well; s-4 with 2 and 3; nobody with 4 and 5.
RECORDS = [
    worked("s-1", 0), worked("s-2", 0), worked("s-2", 1), worked("s-3", 0), worked("s-3", 1), worked("s-3", 2),
    worked("s-4", 2), worked("s-4", 3),
]  # fmt: skip


def query_of(seeker: str = "s-1", records: list[InteractionRecord] = RECORDS) -> RankingQuery:
    employers = ("harbour-university", None, None, None, "harbour-university", "other-works")
    people = [person(number, employer=employer) for number, employer in enumerate(employers)]
    index = ProviderIndex(snapshot_of(people))
    history = history_as_of(build_interactions(records, index.tags), index, DAY, expire_after_days=14)
    startup = ProfileRecord(id=seeker, name="S", industries=("robotics",))
    availability = Availability(np.zeros(index.count, dtype=np.float32))
    return RankingQuery(
        make_seeker(NeedRecord("", "mentor"), startup, index), index, history, availability, DAY.toordinal()
    )


def columns(query: RankingQuery) -> dict[str, list[float]]:
    return {
        name: np.asarray(column).tolist()
        for group in (Closeness(), SameEmployer())
        for name, column in zip(group.names, group.fit(query.index).columns(query), strict=True)
    }


def test_steps_are_the_fewest_over_startups_and_providers_who_worked_together() -> None:
    assert columns(query_of())["steps_away"] == [1, 3, 3, 5, 7, 7]


def test_shared_neighbours_count_less_the_busier_they_are() -> None:
    near = columns(query_of())["shared_neighbours"]

    # 1 is reached over s-2 and s-3, 2 over s-3 alone, who worked with three.
    assert near[1] > near[2] > near[3] == near[4] == 0
    busy = columns(query_of(records=[*RECORDS, worked("s-2", 3), worked("s-2", 5)]))["shared_neighbours"]
    assert busy[1] < near[1]


def test_work_with_another_of_the_same_employer_counts_where_the_employer_is_known() -> None:
    found = columns(query_of())["same_employer"]

    assert found[4] == pytest.approx(np.log1p(1))
    assert found[0] == found[5] == 0
    assert np.isnan(found[1:4]).all()


def test_nothing_is_known_of_a_startup_that_worked_with_nobody() -> None:
    assert all(np.isnan(column).all() for column in columns(query_of("s-9")).values())


def test_work_agreed_after_the_day_makes_nobody_closer() -> None:
    later = [*RECORDS, worked("s-1", 5, days_ago=-3), worked("s-4", 4, days_ago=-3)]

    known, found = columns(query_of()), columns(query_of(records=later))
    for name, column in known.items():
        np.testing.assert_array_equal(found[name], column)


def test_facts_name_what_joins_the_two() -> None:
    query = query_of()
    facts = [facts_of(query, row) for row in range(6)]

    told = reason_for("closeness", facts[1], query), reason_for("employer", facts[4], query)
    assert reason_for("closeness", facts[0], query) == tell("worked_together")
    assert [fact and fact.code for fact in told] == ["worked_through", "same_employer"]
    for fact in told:
        assert fact is not None
        assert isinstance(fact.params["other"], Label)
        assert (fact.params["other"].en, fact.params["other"].zh) == ("Person 0", "人0")
        assert fact.params.get("count", 2) == 2
    assert subtitle_for("employer", facts[1], query) == tell("employer_unknown")
    assert subtitle_for("employer", facts[5], query) == tell("nobody_else_there")
    # What a single startup did is its own affair.
    assert reason_for("closeness", facts[2], query) is None
    assert subtitle_for("closeness", facts[2], query) == tell("one_startup_between")
    stranger = query_of("s-9")
    assert subtitle_for("closeness", facts_of(stranger, 0), stranger) == tell("worked_with_nobody")

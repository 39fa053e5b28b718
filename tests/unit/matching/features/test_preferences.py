"""What startups said of kinds of people, and who was passed over."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from graph.domain.answers import Answer
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.features.preferences import Preferences
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.decisions import decisions_of
from matching.history.interactions import build_interactions
from matching.history.provider_history import history_as_of
from matching.index.provider_index import ProviderIndex
from matching.sources.base import NeedRecord
from tests.unit.matching.index.test_provider_index import person, snapshot_of

DAY = date(2026, 11, 22)
CATEGORIES = ("scientist", "scientist", "professional_manager", "professional_manager")


def shown(number: int, provider: int, decision: Answer, seeker: str = "s-1", **values: object) -> InteractionRecord:
    return InteractionRecord(
        id=f"i-{number:03d}", kind="mentor", seeker_id=seeker, provider_id=f"p-{provider:03d}", need_id=f"n-{seeker}",
        proposed_on=DAY - timedelta(days=20), seeker_decision=decision, provider_decision=Answer.NONE,
        industries=("robotics",), **values,  # type: ignore[arg-type]
    )  # fmt: skip


def index_of() -> ProviderIndex:
    people = [person(number, category=category) for number, category in enumerate(CATEGORIES)]
    return ProviderIndex(snapshot_of(people))


def query_of(index: ProviderIndex, records: list[InteractionRecord]) -> RankingQuery:
    history = history_as_of(build_interactions(records, index.tags), index, DAY, expire_after_days=14)
    startup = ProfileRecord(id="s-1", name="S", industries=("robotics",))
    seeker = make_seeker(NeedRecord("", "mentor"), startup, index)
    return RankingQuery(seeker, index, history, Availability(np.zeros(index.count, dtype=np.float32)), DAY.toordinal())


def test_whoever_was_shown_beside_those_asked_was_passed_over() -> None:
    records = [shown(1, 0, Answer.ACCEPTED), shown(2, 1, Answer.NONE), shown(3, 2, Answer.NONE, "s-2")]

    told = decisions_of(query_of(index_of(), records).history)

    assert told.wanted.tolist() == [True, False, False]
    assert told.passed.tolist() == [False, True, False]


def test_a_category_that_startups_choose_is_expected_to_be_chosen_again() -> None:
    records = [
        shown(number * 2 + at, provider, decision, f"s-{number}")
        for number in range(2, 12)
        for at, (provider, decision) in enumerate(((0, Answer.ACCEPTED), (2, Answer.DECLINED)))
    ]
    query = query_of(index_of(), records)

    found = dict(zip(Preferences.names, Preferences().fit(query.index).columns(query), strict=True))

    assert found["category_wanted_alike"][1] > 0.6 > 0.4 > found["category_wanted_alike"][3]
    assert (found["own_category"] > 0).all()
    assert np.isnan(found["topics_covered"]).all()

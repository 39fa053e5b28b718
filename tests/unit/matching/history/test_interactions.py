"""What people did before, as of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason
from graph.domain.states.requests import RequestState
from graph.entities.profile import InteractionRecord
from matching.history.interactions import build_interactions, join_interactions
from matching.history.provider_history import History, history_as_of
from matching.index.provider_index import ProviderIndex
from tests.unit.matching.index.test_provider_index import person, snapshot_of

DAY = date(2026, 11, 22)


LONG_AGO: dict[str, Any] = {
    "proposed_on": DAY - timedelta(days=80),
    "asked_on": date(2026, 9, 3),
    "decided_on": DAY - timedelta(days=60),
}


def record(number: int, provider: int = 0, **values: object) -> InteractionRecord:
    """A request of 20 days ago, accepted after four days, unless told otherwise."""
    given: dict[str, object] = {
        "proposed_on": DAY - timedelta(days=20),
        "asked_on": date(2026, 11, 2),
        "decided_on": DAY - timedelta(days=16),
        "seeker_decision": Answer.ACCEPTED,
        "provider_decision": Answer.ACCEPTED,
        "industries": ("robotics",),
        **values,
    }
    return InteractionRecord(
        id=f"i-{number:03d}",
        kind="mentor",
        seeker_id=f"s-{number}",
        provider_id=f"p-{provider:03d}",
        **given,  # type: ignore[arg-type]
    )


@pytest.fixture
def index() -> ProviderIndex:
    return ProviderIndex(snapshot_of([person(number) for number in range(3)]))


def history(
    index: ProviderIndex, *records: InteractionRecord, as_of: date = DAY, expire_after_days: int = 14
) -> History:
    table = build_interactions(records, index.tags)
    return history_as_of(table, index, as_of, expire_after_days=expire_after_days)


def test_nobody_without_history_has_a_figure(index: ProviderIndex) -> None:
    known = history(index)

    for column in (known.accept_rate, known.answer_days, known.rating, known.finished_share, known.idle_days):
        assert np.isnan(column).all()


def test_a_share_of_yes_is_shrunk_so_that_one_answer_moves_little(index: ProviderIndex) -> None:
    one = history(index, record(1, 0))
    many = history(index, *(record(number, 0) for number in range(20)))

    assert 0.5 < one.accept_rate[0] < many.accept_rate[0] < 1
    assert np.isnan(one.accept_rate[1])


def test_days_to_answer_are_a_median(index: ProviderIndex) -> None:
    records = [
        record(number, 0, decided_on=date(2026, 11, 2) + timedelta(days=days)) for number, days in enumerate((1, 2, 19))
    ]

    assert history(index, *records).answer_days[0] == 2


def test_silence_counts_as_no_after_two_weeks_and_as_waiting_before(index: ProviderIndex) -> None:
    old = record(1, 0, decided_on=None, provider_decision=Answer.NONE)
    fresh = record(2, 1, decided_on=None, provider_decision=Answer.NONE, asked_on=date(2026, 11, 15))

    known = history(index, old, fresh)

    assert known.asked.tolist() == [1, 0, 0]
    assert known.accepted.tolist() == [0, 0, 0]
    assert known.pending.tolist() == [0, 1, 0]


def test_a_request_still_open_where_requests_expire_later_is_no_refusal(index: ProviderIndex) -> None:
    open_for_twenty_days = record(1, 0, decided_on=None, provider_decision=Answer.NONE)

    known = history(index, open_for_twenty_days, expire_after_days=30)

    assert (known.asked[0], known.pending[0], known.refused.sum()) == (0, 1, 0)
    assert history(index, open_for_twenty_days, expire_after_days=20).asked[0] == 1


def test_what_was_withdrawn_or_only_shown_says_nothing_about_the_provider(index: ProviderIndex) -> None:
    withdrawn = record(1, 0, state=RequestState.WITHDRAWN, decided_on=None, provider_decision=Answer.NONE)
    shown = record(2, 1, seeker_decision=Answer.NONE, decided_on=None, provider_decision=Answer.NONE)

    known = history(index, withdrawn, shown)

    assert known.asked.sum() == 0
    assert known.pending.sum() == 0


def test_ratings_are_shrunk_to_the_mean_of_all(index: ProviderIndex) -> None:
    known = history(index, record(1, 0, **LONG_AGO, rating_by_seeker=5), record(2, 1, **LONG_AGO, rating_by_seeker=2))

    assert known.rating[0] == 5
    assert 2 < known.rating_shrunk[1] < known.rating_shrunk[0] < 5
    assert np.isnan(known.rating_shrunk[2])


def test_nothing_dated_after_the_day_enters(index: ProviderIndex) -> None:
    records = [
        record(1, 0, rating_by_seeker=5, outcome=Outcome.COMPLETED),
        record(2, 1, proposed_on=DAY + timedelta(days=1), decided_on=DAY + timedelta(days=2)),
    ]

    before = history(index, *records, as_of=DAY - timedelta(days=17))

    assert before.asked.sum() == 0
    assert np.isnan(before.rating).all()
    assert before.finished.sum() == 0
    assert history(index, *records).asked.tolist() == [1, 0, 0]


def test_an_end_or_rating_may_not_be_known_within_sixty_days_of_the_answer(index: ProviderIndex) -> None:
    records = [record(1, **LONG_AGO, rating_by_seeker=5, outcome=Outcome.COMPLETED)]

    day_before, on_the_day = (history(index, *records, as_of=DAY - timedelta(days=days)) for days in (1, 0))

    assert (day_before.accepted[0], day_before.ended[0], day_before.ratings[0]) == (1, 0, 0)
    assert (on_the_day.accepted[0], on_the_day.ended[0], on_the_day.ratings[0]) == (1, 1, 1)


def test_results_count_what_ended(index: ProviderIndex) -> None:
    ended = (record(1, **LONG_AGO, outcome=Outcome.COMPLETED), record(2, **LONG_AGO, outcome=Outcome.ENDED_EARLY))

    known = history(index, *ended, record(3))

    assert (known.finished[0], known.ended[0], known.accepted[0]) == (1, 2, 3)


def test_a_refusal_as_the_wrong_field_is_remembered_apart(index: ProviderIndex) -> None:
    known = history(
        index,
        record(1, 0, provider_decision=Answer.DECLINED, decline_reason=DeclineReason.WRONG_FIELD),
        record(2, 1, provider_decision=Answer.DECLINED, decline_reason=DeclineReason.NO_TIME),
    )

    assert known.refused_field.tolist() == [True, False]


def test_a_newer_record_takes_the_place_of_the_older(index: ProviderIndex) -> None:
    old = build_interactions([record(1, 0), record(2, 1)], index.tags)
    new = build_interactions([record(2, 1, **LONG_AGO, rating_by_seeker=4), record(3, 2, industries=())], index.tags)

    joined = join_interactions(old, new)

    assert sorted(joined.ids.tolist()) == [b"i-001", b"i-002", b"i-003"]
    known = history_as_of(joined, index, DAY, expire_after_days=14)
    assert known.accepted.tolist() == [1, 1, 1]
    assert known.rating[1] == 4
    assert joined.tags.sums(np.ones(len(index.tags), dtype=np.float32)).tolist() == [3, 3, 0]


def test_somebody_who_is_not_in_the_index_is_left_out(index: ProviderIndex) -> None:
    assert history(index, record(1, 77)).asked.sum() == 0

"""However fast invitations are made, their mails leave at a pace."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.limits import INVITATION_PACE
from tests.conftest import NOON

TEN_MINUTES = timedelta(minutes=10)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=500))
def test_no_ten_minutes_have_more_than_340_and_none_is_early_or_lost(gaps: list[int]) -> None:
    busy_until: datetime | None = None
    at, turns = NOON, []
    for gap in gaps:
        at += timedelta(seconds=gap)
        turn, busy_until = INVITATION_PACE.turn(busy_until, at)
        assert turn >= at
        turns.append(turn)

    assert turns == sorted(turns)
    assert all(later - first >= TEN_MINUTES for first, later in zip(turns, turns[340:], strict=False))


def test_the_pace_rests_when_nothing_is_sent() -> None:
    busy_until = None
    for _ in range(60):
        turn, busy_until = INVITATION_PACE.turn(busy_until, NOON)
    assert turn == NOON + timedelta(seconds=40)

    later = NOON + TEN_MINUTES
    assert INVITATION_PACE.turn(busy_until, later)[0] == later


def test_a_list_of_three_hundred_is_mailed_within_ten_minutes() -> None:
    busy_until = None
    for _ in range(300):
        turn, busy_until = INVITATION_PACE.turn(busy_until, NOON)
    assert turn <= NOON + TEN_MINUTES

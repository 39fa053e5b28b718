"""However fast invitations are made, their mails leave at a pace."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.limits import INVITATION_PACE
from tests.conftest import NOON

HOUR = timedelta(hours=1)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=400))
def test_no_hour_has_more_than_a_hundred_and_none_is_early_or_lost(gaps: list[int]) -> None:
    busy_until: datetime | None = None
    at, turns = NOON, []
    for gap in gaps:
        at += timedelta(seconds=gap)
        turn, busy_until = INVITATION_PACE.turn(busy_until, at)
        assert turn >= at
        turns.append(turn)

    assert turns == sorted(turns)
    assert all(later - first >= HOUR for first, later in zip(turns, turns[100:], strict=False))


def test_the_pace_rests_when_nothing_is_sent() -> None:
    busy_until = None
    for _ in range(60):
        turn, busy_until = INVITATION_PACE.turn(busy_until, NOON)
    assert turn == NOON + timedelta(minutes=20)

    assert INVITATION_PACE.turn(busy_until, NOON + 2 * HOUR)[0] == NOON + 2 * HOUR

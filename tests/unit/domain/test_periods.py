"""One meaning of a dated relation: the first and the last day both count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graph.domain.periods import Period

FIRST, LAST, DAY = date(2026, 3, 1), date(2026, 3, 31), timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(FIRST - DAY, False), (FIRST, True), (date(2026, 3, 15), True), (LAST, True), (LAST + DAY, False)],
)
def test_both_ends_count(day: date, holds: bool) -> None:
    assert Period(FIRST, LAST).holds_on(day) is holds


def test_an_open_end_has_no_limit() -> None:
    assert Period(FIRST, None).holds_on(date.max)
    assert Period(None, LAST).holds_on(date.min)
    assert Period().holds_on(FIRST)


def test_the_end_of_a_period_is_told_from_its_beginning() -> None:
    period = Period(FIRST, LAST)

    assert (period.begins_after(FIRST - DAY), period.is_over(FIRST - DAY)) == (True, False)
    assert (period.begins_after(LAST + DAY), period.is_over(LAST + DAY)) == (False, True)

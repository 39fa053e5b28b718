"""Days of a place, and working days counted by its notices."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from graph.domain.calendar import Calendar, DayKind

SHANGHAI = Calendar(
    "Asia/Shanghai",
    {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)} | {date(2026, 10, 10): DayKind.WORKDAY},
    frozenset({2026}),
)


def test_from_midnight_to_eight_in_shanghai_it_is_not_yet_that_day_by_utc() -> None:
    moment = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)

    assert SHANGHAI.day_of(moment) == date(2026, 11, 28)


def test_a_naive_moment_has_no_day() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        SHANGHAI.day_of(datetime(2026, 11, 27, 17, 0))


def test_a_day_begins_and_ends_at_the_midnights_of_the_place() -> None:
    assert SHANGHAI.start_of(date(2026, 11, 28)) == datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    assert SHANGHAI.end_of(date(2026, 11, 28)) == datetime(2026, 11, 28, 16, 0, tzinfo=UTC)


def test_working_days_leave_out_holidays_and_count_days_that_make_up_for_them() -> None:
    # 30 September 2026 is a Wednesday; the week after it is off, Saturday 10 October is worked.
    assert SHANGHAI.workdays_after(date(2026, 9, 30), 3) == (date(2026, 10, 10), False)
    assert SHANGHAI.workdays_between(date(2026, 9, 30), date(2026, 10, 10)) == 3


def test_no_days_later_is_the_day_itself() -> None:
    assert SHANGHAI.workdays_after(date(2026, 10, 3), 0).day == date(2026, 10, 3)
    assert SHANGHAI.workdays_between(date(2026, 10, 3), date(2026, 10, 1)) == 0


def test_a_count_into_a_year_without_a_notice_is_provisional() -> None:
    assert SHANGHAI.workdays_after(date(2026, 12, 30), 1) == (date(2026, 12, 31), False)
    assert SHANGHAI.workdays_after(date(2026, 12, 31), 1) == (date(2027, 1, 1), True)

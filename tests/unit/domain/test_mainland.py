"""Working days of the mainland, counted by hand in the notices."""

from __future__ import annotations

from datetime import date

import pytest

from graph.domain.mainland import mainland_calendar

MAINLAND = mainland_calendar("Asia/Shanghai")


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2026, 2, 14), True),  # Saturday, made up for the Spring Festival
        (date(2026, 2, 16), False),  # Monday, New Year's Eve of the lunar year
        (date(2026, 2, 24), True),  # Tuesday after nine days off
        (date(2026, 10, 1), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # Saturday, made up for the National Day
        (date(2026, 10, 11), False),
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), False),
    ],
)
def test_the_notice_says_which_days_are_worked(day: date, is_worked: bool) -> None:
    assert MAINLAND.is_workday(day) is is_worked


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # the Saturday is worked
        (date(2026, 2, 13), 5, date(2026, 2, 27)),  # 14, 24, 25, 26, 27
        (date(2026, 2, 13), 6, date(2026, 2, 28)),  # and Saturday the 28th
        (date(2026, 4, 30), 4, date(2026, 5, 9)),  # 6, 7, 8, Saturday the 9th
        (date(2026, 9, 24), 3, date(2026, 9, 30)),  # 28, 29, 30
        (date(2026, 9, 30), 5, date(2026, 10, 13)),  # 8, 9, 10, 12, 13
    ],
)
def test_days_are_counted_over_the_holidays(day: date, count: int, due: date) -> None:
    assert MAINLAND.workdays_after(day, count) == (due, False)
    assert MAINLAND.workdays_between(day, due) == count


def test_the_last_year_with_a_notice_is_2026_and_later_days_are_provisional() -> None:
    assert max(MAINLAND.noticed_years) == 2026
    assert MAINLAND.workdays_after(date(2026, 12, 31), 1) == (date(2027, 1, 4), True)  # New Year's Day, a weekend


def test_days_are_those_of_the_zone() -> None:
    assert mainland_calendar("Europe/Berlin").zone == "Europe/Berlin"

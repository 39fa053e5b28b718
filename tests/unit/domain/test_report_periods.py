"""Months and quarters by their keys, days and neighbours."""

from __future__ import annotations

from datetime import date

import pytest

from graph.domain.report_periods import ReportPeriod


@pytest.mark.parametrize(
    ("key", "first", "last", "before"),
    [
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31), "2025-12"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "2028-01"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "2026-11"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2025-Q4"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2026-Q3"),
    ],
)
def test_a_period_has_its_days_and_the_one_before(key: str, first: date, last: date, before: str) -> None:
    period = ReportPeriod.read(key)

    assert period is not None
    assert (period.key, period.first, period.last, period.before.key) == (key, first, last, before)
    assert period.holds(first)
    assert period.holds(last)
    assert not period.holds(period.before.last)


@pytest.mark.parametrize("key", ["", "2026", "2026-13", "2026-Q5", "1999-01", "2026-1", "2026-Q1 ", "２０２６-01"])
def test_anything_else_is_no_period(key: str) -> None:
    assert ReportPeriod.read(key) is None


@pytest.mark.parametrize(
    ("key", "today", "last"),
    [
        ("2026-Q4", date(2026, 10, 31), date(2026, 7, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 7, 1)),
        ("2026-Q4", date(2027, 1, 1), date(2026, 9, 30)),
        ("2026-03", date(2026, 3, 31), date(2026, 2, 28)),
        ("2027-01", date(2026, 11, 2), date(2026, 12, 1)),
    ],
)
def test_a_period_that_runs_is_compared_with_as_many_days(key: str, today: date, last: date) -> None:
    period = ReportPeriod.read(key)
    assert period is not None
    assert period.last_compared(today) == last

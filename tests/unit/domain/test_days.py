"""Which days records, plans and meetings may have, and what is made of those that they may not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import click
import pytest

from graph.domain.calendar import known_zone
from graph.domain.days import (
    EARLIEST,
    LATEST,
    is_plannable,
    is_plausible,
    may_meet,
    nearest_day,
    nearest_moment,
    sane_minutes,
)
from graph.domain.texts import one_line, without_control
from webapp.cli.days import DAY

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("day", [date.min, date.max, date(2200, 1, 1), date(999, 12, 31)])
def test_what_no_record_may_hold_is_read_as_the_nearest_bound(day: date) -> None:
    assert not is_plausible(day)
    assert nearest_day(day) in (EARLIEST, LATEST)
    far = timezone(timedelta(hours=14 if day.year < 2000 else -12))
    moment = nearest_moment(datetime(day.year, day.month, day.day, 12, tzinfo=far))
    assert nearest_moment(moment) == moment
    assert (moment + timedelta(days=400)).astimezone(far) > moment - timedelta(days=400)


@pytest.mark.parametrize("day", [EARLIEST, LATEST, TODAY])
def test_a_day_of_a_record_stays_as_it_is(day: date) -> None:
    assert is_plausible(day)
    assert nearest_day(day) == day


def test_plans_are_for_days_to_come_that_somebody_means() -> None:
    days = [TODAY, TODAY + timedelta(days=1), date(2036, 11, 22), date(2037, 11, 22), date.max]
    assert [is_plannable(day, TODAY) for day in days] == [False, True, True, False, False]


def test_meetings_are_within_a_year_to_either_side() -> None:
    away = [timedelta(days=days) for days in (-400, -300, 0, 300, 400)]
    assert [may_meet(AT + time, AT) for time in away] == [False, True, True, True, False]


def test_lengths_and_zones_that_are_none_are_read_as_some() -> None:
    assert [sane_minutes(minutes) for minutes in (None, -5, 60, 10**12)] == [0, 0, 60, 1440]
    assert [known_zone(name) for name in (None, "", "Asia/Shanghai", "Mars/Olympus", "../../etc/passwd", "a\0b")] == [
        "UTC", "UTC", "Asia/Shanghai", "UTC", "UTC", "UTC",
    ]  # fmt: skip


def test_texts_lose_what_nobody_sees() -> None:
    assert one_line(" a\r\nb\tc\u2028d\x00\x1be ") == "a b c de"
    assert without_control("a\r\nb\rc\x0bd\te\x7f") == "a\nb\ncd\te"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "２０２６"])
def test_a_command_takes_no_such_day(day: str) -> None:
    with pytest.raises(click.BadParameter):
        DAY.convert(day, None, None)


def test_a_command_takes_a_day() -> None:
    assert DAY.convert("2026-11-22", None, None) == datetime(2026, 11, 22)

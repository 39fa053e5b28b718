"""Working days of mainland China, by the State Council's yearly notices of public holidays."""

from __future__ import annotations

from functools import cache

from chinese_calendar.constants import holidays, workdays

from graph.domain.calendar import Calendar, DayKind


@cache
def mainland_calendar(zone: str) -> Calendar:
    """The calendar of a zone with the mainland's holidays and the days worked to make up for them."""
    days = dict.fromkeys(holidays, DayKind.HOLIDAY) | dict.fromkeys(workdays, DayKind.WORKDAY)
    return Calendar(zone, days, frozenset(day.year for day in days))

"""Working days of mainland China, by the State Council's yearly notices of public holidays.

For years without a notice yet, the statutory holidays: which days are worked to make up for them is not known, so what
is counted there is provisional.
"""

from __future__ import annotations

from functools import cache

from chinese_calendar.constants import holidays, workdays
from holidays import country_holidays

from graph.domain.calendar import Calendar, DayKind

_YEARS_AHEAD = 10


@cache
def mainland_calendar(zone: str) -> Calendar:
    """The calendar of a zone with the mainland's holidays and the days worked to make up for them."""
    noticed = dict.fromkeys(holidays, DayKind.HOLIDAY) | dict.fromkeys(workdays, DayKind.WORKDAY)
    years = frozenset(day.year for day in noticed)
    later = range(max(years) + 1, max(years) + 1 + _YEARS_AHEAD)
    statutory = dict.fromkeys(country_holidays("CN", years=later), DayKind.HOLIDAY)
    return Calendar(zone, statutory | noticed, years)

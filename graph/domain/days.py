"""Which days records, plans and meetings may have: beyond these a day is a slip of the pen, and counting breaks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

EARLIEST, LATEST = date(1000, 1, 1), date(2199, 12, 31)
"""Every day of a record lies between them. What the graph holds beyond is read as the nearer one."""
PLAN_YEARS = 10
"""So far ahead a term, a pause or a day to ask again may lie."""
MEETING_WITHIN = timedelta(days=366)
"""So far from now, to either side, a meeting may be."""
MOST_MINUTES = 24 * 60

_FIRST = datetime.combine(EARLIEST, time(), UTC)
_LAST = datetime.combine(LATEST, time(), UTC)


def is_plausible(day: date) -> bool:
    """Whether a record may hold this day."""
    return EARLIEST <= day <= LATEST


def is_plannable(day: date, today: date) -> bool:
    """Whether something may be planned to last until this day: after today, and within the years of a plan."""
    return today < day <= today + timedelta(days=366 * PLAN_YEARS)


def may_meet(moment: datetime, at: datetime) -> bool:
    """Whether a meeting may be noted for a moment, seen from `at`."""
    return abs(moment - at) <= MEETING_WITHIN


def sane_minutes(minutes: int | None) -> int:
    """How long a meeting that the graph holds lasts: from nothing to a day."""
    return min(max(minutes or 0, 0), MOST_MINUTES)


def nearest_day(day: date) -> date:
    """The day itself, or the bound beyond which it lies."""
    return min(max(day, EARLIEST), LATEST)


def nearest_moment(moment: datetime) -> datetime:
    """An aware moment itself, or the bound beyond which it lies."""
    return min(max(moment, _FIRST), _LAST)

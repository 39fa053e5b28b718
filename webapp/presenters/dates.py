"""Dates and times as each language writes them, in the reader's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from graph.domain.calendar import Calendar
from webapp.presenters.language import choose_time_zone, language

Moment = date | datetime
MISSING = "–"


def _native(value: Any) -> Moment | None:
    """A date or aware datetime of Python's, whatever the driver gave."""
    if hasattr(value, "to_native"):
        value = value.to_native()
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, str) and value:
        return _native(datetime.fromisoformat(value)) if "T" in value else date.fromisoformat(value[:10])
    return value if isinstance(value, date) else None


def _calendar() -> Calendar:
    return Calendar(choose_time_zone())


def local(value: Any) -> Moment | None:
    """The same moment in the reader's zone; dates stay what they are."""
    moment = _native(value)
    return moment.astimezone(ZoneInfo(choose_time_zone())) if isinstance(moment, datetime) else moment


def local_date(value: Any) -> date | None:
    """The reader's calendar day of a date or moment."""
    moment = _native(value)
    return _calendar().day_of(moment) if isinstance(moment, datetime) else moment


def _formatted(value: Any, english: str, chinese: str) -> str:
    day = local_date(value)
    if day is None:
        return MISSING
    return format_date(day, chinese if language() == "zh" else english, locale=get_locale() or "en")


def day(value: Any) -> str:
    """16 Nov 2026."""
    return _formatted(value, "d MMM yyyy", "y年M月d日")


def long_day(value: Any) -> str:
    """Sunday 22 November 2026."""
    return _formatted(value, "EEEE d MMMM yyyy", "y年M月d日，EEEE")


def weekday(value: Any) -> str:
    """Mon."""
    return _formatted(value, "EEE", "EEE")


def tile_head(value: Any) -> str:
    """What stands over a day's number: Mon within the week around today, else Nov."""
    return weekday(value) if abs(days_since(value)) < 7 else _formatted(value, "MMM", "M月")


def month(value: Any) -> str:
    """May 2027."""
    return _formatted(value, "MMMM yyyy", "y年M月")


def short_day(value: Any) -> str:
    """16 Nov, where the year is plain."""
    return _formatted(value, "d MMM", "M月d日")


def clock(value: Any) -> str:
    """09:14."""
    moment = local(value)
    return moment.strftime("%H:%M") if isinstance(moment, datetime) else MISSING


def zone_of(value: Any) -> str:
    """UTC+8, by the offset in force at that moment."""
    moment = local(value)
    offset = moment.utcoffset() if isinstance(moment, datetime) else None
    minutes = int((offset or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return "UTC" + (f"{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "")


def moment(value: Any) -> str:
    """22 Nov 2026, 09:14 (UTC+8)."""
    if not isinstance(local(value), datetime):
        return day(value)
    return str(_("%(day)s, %(clock)s (%(zone)s)", day=day(value), clock=clock(value), zone=zone_of(value)))


def span(value: Any, minutes: int | None = None) -> str:
    """10:00–11:00."""
    start = local(value)
    if not isinstance(start, datetime) or not minutes:
        return clock(value)
    return f"{start:%H:%M}–{start + timedelta(minutes=minutes):%H:%M}"


def today() -> date:
    """The reader's calendar day."""
    return _calendar().today()


def days_since(value: Any) -> int:
    """Whole days of the calendar since then; negative for what is to come."""
    then = local_date(value)
    return (today() - then).days if then else 0


def days_ago(value: Any) -> str:
    """today, yesterday, 2 days ago, in 3 days."""
    if local_date(value) is None:
        return MISSING
    passed = days_since(value)
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    if passed in near:
        return str(near[passed])
    if passed > 0:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", passed))
    return str(ngettext("in %(num)s day", "in %(num)s days", -passed))

"""Days of a place: which day a moment falls on there, and which days are worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """What a notice makes of a day against its weekday: a day off, or a day worked to make up for one."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"


class DueDay(NamedTuple):
    """A day by which something is due; provisional where no notice of holidays covers all days counted."""

    day: date
    is_provisional: bool


@dataclass(frozen=True)
class Calendar:
    """The calendar of a place: its zone, and the days that a notice of holidays changed.

    `days`: only days that differ from their weekday. `noticed_years`: the years whose notice is in `days`; counting
    in another year goes by weekdays alone, and what comes of it is provisional.
    """

    zone: str
    days: Mapping[date, DayKind] = field(default_factory=dict)
    noticed_years: frozenset[int] = frozenset()

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def day_of(self, moment: datetime) -> date:
        """The day of the place on which an aware moment falls. Raises ValueError for a naive one."""
        if moment.tzinfo is None:
            raise ValueError("A moment needs a zone: pass an aware datetime.")
        return moment.astimezone(self._zone).date()

    def today(self) -> date:
        """The day of the place by the clock: for what is judged at the moment of reading, such as who sees what."""
        return self.day_of(datetime.now(UTC))

    def start_of(self, day: date) -> datetime:
        """The moment in which a day of the place begins."""
        return datetime.combine(day, time(), self._zone)

    def end_of(self, day: date) -> datetime:
        """The moment in which a day of the place is over."""
        return self.start_of(day + _ONE_DAY)

    def is_workday(self, day: date) -> bool:
        """Whether people work on a day: as the notice says, else Monday to Friday."""
        kind = self.days.get(day)
        return day.weekday() < _SATURDAY if kind is None else kind is DayKind.WORKDAY

    def workdays_after(self, day: date, count: int) -> DueDay:
        """The `count`-th working day after a day, which itself is not counted (0: the day itself)."""
        left, current, years = count, day, {day.year}
        while left > 0:
            current += _ONE_DAY
            years.add(current.year)
            left -= self.is_workday(current)
        return DueDay(current, not years <= self.noticed_years)

    def workdays_between(self, day: date, later: date) -> int:
        """How many working days lie after `day` up to and with `later`; 0 where it is not later."""
        span = max(0, (later - day).days)
        return sum(self.is_workday(day + timedelta(days=step)) for step in range(1, span + 1))


def known_zone(name: str | None) -> str:
    """The zone of this name, or UTC where there is none."""
    try:
        return ZoneInfo(name or "UTC").key
    except (KeyError, ValueError, OSError):  # unknown, or no name of a file at all
        return "UTC"


UTC_CALENDAR = Calendar("UTC")

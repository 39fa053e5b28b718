"""Counts the days of a step one by one, each with the reason why it counts or not: the clock's own proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from graph.domain.calendar import Calendar, DayKind
from graph.rules.procedures import FirstDay, Step, Unit

LONGEST_DAYS = 4000
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class Why(StrEnum):
    """Why a day counts, or does not."""

    WORKDAY = "workday"
    MAKE_UP_DAY = "make_up_day"
    CALENDAR_DAY = "calendar_day"
    BEGINS = "begins"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    LEFT_OUT = "left_out"
    STOPPED = "stopped"


_COUNTED = (Why.WORKDAY, Why.MAKE_UP_DAY, Why.CALENDAR_DAY)


@dataclass(frozen=True)
class Gap:
    """Days left out of a count: those after the first day, up to and with the last (None: it goes on).

    As in law, the day on which a period begins is not of it. `cause` is the reason, or the state that stops the clock.
    """

    first: date
    last: date | None
    why: Why
    cause: str

    def holds_on(self, day: date) -> bool:
        """Whether a day is left out."""
        return self.first < day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class CountedDay:
    """One day of a step; provisional where no notice of holidays covers its year."""

    day: date
    why: Why
    cause: str = ""
    is_provisional: bool = False

    @property
    def counted(self) -> bool:
        """Whether the day is one of the limit's."""
        return self.why in _COUNTED


@dataclass(frozen=True)
class Count:
    """The days of a step from its first up to and with the later of its end and the day it is due."""

    days: tuple[CountedDay, ...]
    used: int
    due_on: date | None
    overdue_by: int
    is_provisional: bool


def count_days(
    step: Step, begins: date, ends: date, limit: int, gaps: Sequence[Gap], calendar: Calendar, *, is_over: bool
) -> Count:
    """Days from `begins`; those after `ends` are counted on only where the step is not over, until it is due.

    `due_on` is None while days are left out without an end.
    """
    days: list[CountedDay] = []
    used = total = overdue = 0
    due_on: date | None = None
    endless = any(gap.last is None for gap in gaps)
    for one in _days(step, begins, gaps, calendar):
        past_end = one.day > ends
        if past_end and (due_on is not None or (endless and not is_over)):
            break
        total += one.counted
        if not past_end:
            used += one.counted
            overdue += one.counted and due_on is not None
        if due_on is None and total == limit:
            due_on = one.day
        if not past_end or not is_over:
            days.append(one)
    shown = tuple(days)
    provisional = any(one.is_provisional for one in shown) or bool(due_on and _is_unknown(due_on, step, calendar))
    return Count(shown, used, due_on, overdue, provisional)


def _days(step: Step, begins: date, gaps: Sequence[Gap], calendar: Calendar) -> Iterator[CountedDay]:
    for number in range(LONGEST_DAYS):
        day = begins + number * _ONE_DAY
        unknown = _is_unknown(day, step, calendar)
        if number == 0 and step.first_day is FirstDay.NEXT:
            yield CountedDay(day, Why.BEGINS, "", unknown)
            continue
        gap = next((one for one in gaps if one.holds_on(day)), None)
        if gap:
            yield CountedDay(day, gap.why, gap.cause, unknown)
        else:
            yield CountedDay(day, _why(day, step, calendar), "", unknown)


def _why(day: date, step: Step, calendar: Calendar) -> Why:
    if step.unit is Unit.CALENDAR_DAYS:
        return Why.CALENDAR_DAY
    kind = calendar.days.get(day)
    if kind is DayKind.WORKDAY:
        return Why.MAKE_UP_DAY if day.weekday() >= _SATURDAY else Why.WORKDAY
    if kind is DayKind.HOLIDAY:
        return Why.HOLIDAY
    return Why.WEEKEND if day.weekday() >= _SATURDAY else Why.WORKDAY


def _is_unknown(day: date, step: Step, calendar: Calendar) -> bool:
    return step.unit is Unit.WORKING_DAYS and day.year not in calendar.noticed_years

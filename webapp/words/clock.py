"""Why a day of a step counts or not, in words."""

from __future__ import annotations

from collections.abc import Mapping

from graph.rules.counting import CountedDay, Why
from webapp.words.sentences import Says, Sentence

DAYS: Mapping[Why, Says] = {
    Why.WORKDAY: Sentence("A working day."),
    Why.MAKE_UP_DAY: Sentence("A day of a weekend that is worked to make up for a holiday."),
    Why.CALENDAR_DAY: Sentence("A day."),
    Why.BEGINS: Sentence("The day on which the step begins does not count."),
    Why.WEEKEND: Sentence("Weekend."),
    Why.HOLIDAY: Sentence("Public holiday."),
    Why.LEFT_OUT: Sentence("Left out: %(cause)s."),
    Why.STOPPED: Sentence("The clock stands still in the state %(cause)s."),
}
_PROVISIONAL = Sentence("%(why)s Provisional: the notice of holidays of this year is not known yet.")


def say_day(day: CountedDay) -> str:
    """One line."""
    why = DAYS[day.why].say({"cause": day.cause})
    return _PROVISIONAL.say({"why": why}) if day.is_provisional else why

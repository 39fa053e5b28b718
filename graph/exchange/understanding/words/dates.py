"""Days as people write them. Which of two numbers is the month is never guessed of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from babel import Locale

from graph.domain.days import EARLIEST, LATEST, is_plausible
from graph.exchange.understanding.text import narrow
from graph.exchange.understanding.words.reading import NOTHING, Asked, Reading

_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$")
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?")
_COMPACT = re.compile(r"(19|20)(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?月?份?")
_MONTH_YEAR = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{4})")
_YEAR = re.compile(r"(?:约|circa |c\. ?)?((?:18|19|20)\d{2})(?: ?年)?")
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ ./-]*(?:of )?([A-Za-zé]{3,9})\.?,?[ ./-]*(\d{4})")
_MONTH_NAME_DAY = re.compile(r"([A-Za-zé]{3,9})\.?[ /-]*(\d{1,2})(?:st|nd|rd|th)?,?[ /-]+(\d{4})")
_MONTH_NAME_YEAR = re.compile(r"([A-Za-zé]{3,9})\.?,?[ /-]*(\d{4})")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
# Days of a table program are counted from here; its 29 February 1900 is long before anything that is told here.
_SERIAL_START = date(1899, 12, 30)
_DAY_OR_MONTH = 12
_DIGITS = "〇一二三四五六七八九"
_CHINESE = re.compile("[〇零一二三四五六七八九]?十[一二三四五六七八九]?|[〇零一二三四五六七八九]+")


def read_date(asked: Asked, cell: str) -> Reading:
    """A day in ISO 8601: sure where the cell can mean one day only, else proposed or asked for."""
    text = _CHINESE.sub(_in_digits, _TIME.sub("", narrow(cell)).strip())
    found = _one_reading(text)
    if found:
        return _bounded(asked, found, sure=True)
    match = _YEAR_LAST.fullmatch(text)
    if match:
        return _by_order(asked, *(int(part) for part in match.groups()))
    found = _first_of(text)
    if found:
        return _bounded(asked, found, sure=asked.style.is_year and _YEAR.fullmatch(text) is not None)
    if _SERIAL.fullmatch(text):
        day = _SERIAL_START + timedelta(days=int(float(text)))
        if is_plausible(day):
            return _bounded(asked, day, sure=False)
    return asked.ask("not_a_date", "date_form")


def _in_digits(match: re.Match[str]) -> str:
    """二〇二〇 and 十二 in digits."""
    text = match[0]
    if "十" not in text:
        return "".join(str(_DIGITS.index(digit) % 10) for digit in text.replace("零", "〇"))
    tens, _, ones = text.partition("十")
    return str((_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0))


def shows_day_first(cells: Iterable[str]) -> bool | None:
    """Whether days stand before months in a column: only where some cell shows it and none the opposite."""
    first = second = False
    for cell in cells:
        match = _YEAR_LAST.fullmatch(_TIME.sub("", narrow(cell)).strip())
        if match:
            first = first or int(match[1]) > _DAY_OR_MONTH
            second = second or int(match[2]) > _DAY_OR_MONTH
    return None if first == second else first


def _one_reading(text: str) -> date | None:
    """The day that a text can only mean."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return _day(match[1], match[2], match[3])
    match = _COMPACT.fullmatch(text)
    if match:
        return _day(match[1] + match[2], match[3], match[4])
    match = _DAY_MONTH_NAME.fullmatch(text)
    if match and match[2].casefold() in _months():
        return _day(match[3], _months()[match[2].casefold()], match[1])
    match = _MONTH_NAME_DAY.fullmatch(text)
    if match and match[1].casefold() in _months():
        return _day(match[3], _months()[match[1].casefold()], match[2])
    return None


def _first_of(text: str) -> date | None:
    """The first day of a month or year."""
    match = _YEAR_MONTH.fullmatch(text)
    if match:
        return _day(match[1], match[2], 1)
    match = _MONTH_YEAR.fullmatch(text)
    if match:
        return _day(match[2], match[1], 1)
    match = _MONTH_NAME_YEAR.fullmatch(text)
    if match and match[1].casefold() in _months():
        return _day(match[2], _months()[match[1].casefold()], 1)
    match = _YEAR.fullmatch(text)
    return _day(match[1], 1, 1) if match else None


def _by_order(asked: Asked, first: int, second: int, year: int) -> Reading:
    if first == second or (first > _DAY_OR_MONTH) != (second > _DAY_OR_MONTH):
        day = _day(year, second, first) if first > _DAY_OR_MONTH else _day(year, first, second)
        return _bounded(asked, day, sure=True) if day else asked.ask("not_a_date", "date_form")
    if first > _DAY_OR_MONTH:
        return asked.ask("not_a_date", "date_form")
    if asked.style.day_first is None:
        return asked.ask("day_or_month", "date_form")
    day = _day(year, second, first) if asked.style.day_first else _day(year, first, second)
    return _bounded(asked, day, sure=False) if day else NOTHING


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _bounded(asked: Asked, day: date, *, sure: bool) -> Reading:
    if not is_plausible(day):
        bounds = {"first": EARLIEST.isoformat(), "last": LATEST.isoformat()}
        return asked.ask("day_out_of_bounds", "date_in_bounds", **bounds)
    return asked.said(day.isoformat(), sure=sure)


@cache
def _months() -> dict[str, int]:
    """English names of months, long and short."""
    found = {"sept": 9}
    for width in ("wide", "abbreviated"):
        names = Locale.parse("en").months["format"][width]
        found.update({str(name).casefold().rstrip("."): number for number, name in names.items()})
    return found

"""Months and quarters for which an incubator reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_KEY = re.compile(r"(20\d\d)-(?:(0[1-9]|1[0-2])|Q([1-4]))")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ReportPeriod:
    """A month or a quarter of a year: its first month, and how many months it has."""

    year: int
    month: int
    months: int

    @classmethod
    def read(cls, key: str) -> ReportPeriod | None:
        """`2026-11` or `2026-Q4`; None for anything else."""
        found = _KEY.fullmatch(key)
        if not found:
            return None
        year, month, quarter = found.groups()
        return cls(int(year), int(month), 1) if month else cls(int(year), int(quarter) * 3 - 2, 3)

    @classmethod
    def month_of(cls, day: date) -> ReportPeriod:
        """The month of a day."""
        return cls(day.year, day.month, 1)

    @classmethod
    def quarter_of(cls, day: date) -> ReportPeriod:
        """The quarter of a day."""
        return cls(day.year, (day.month - 1) // 3 * 3 + 1, 3)

    @property
    def key(self) -> str:
        """How addresses name it."""
        return f"{self.year}-{self.month:02}" if self.months == 1 else f"{self.year}-Q{self.quarter}"

    @property
    def quarter(self) -> int:
        """The number of the quarter in which it begins."""
        return (self.month - 1) // 3 + 1

    @property
    def is_quarter(self) -> bool:
        """Whether it is a quarter."""
        return self.months > 1

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self._moved(self.months).first - _ONE_DAY

    @property
    def before(self) -> ReportPeriod:
        """The period of the same length that ends where this one begins."""
        return self._moved(-self.months)

    def last_compared(self, today: date) -> date:
        """The last compared day of the period before: of a period that runs, only as many days as have passed."""
        before = self.before
        if today > self.last:
            return before.last
        return max(before.first, min(before.last, before.first + (today - self.first)))

    def holds(self, day: date) -> bool:
        """Whether a day falls into it."""
        return self.first <= day <= self.last

    def _moved(self, months: int) -> ReportPeriod:
        index = self.year * 12 + self.month - 1 + months
        return ReportPeriod(index // 12, index % 12 + 1, self.months)

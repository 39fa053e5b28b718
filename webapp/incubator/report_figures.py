"""The figures of a report: pure functions of the rows of a period, so that page, sheets and paper say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from graph.domain.calendar import Calendar
from graph.domain.report_periods import ReportPeriod
from graph.domain.states.requests import CAME_TO_NOTHING, RequestState
from graph.entities.report import ReportRow

FIGURES = ("sessions", "hours", "startups", "supervisors", "asked", "accepted", "declined", "unanswered")
"""Every figure, in the order in which it is shown; each opens its rows."""


@dataclass(frozen=True)
class Counted:
    """The rows of a period: meetings held in it, and requests asked or answered in it."""

    period: ReportPeriod
    sessions: Sequence[ReportRow]
    requests: Sequence[ReportRow]
    calendar: Calendar

    def rows(self, figure: str) -> list[ReportRow]:
        """The rows that a figure counts: of startups and supervisors the meetings by which they count."""
        if figure in ("sessions", "hours", "startups", "supervisors"):
            return list(self.sessions)
        if figure == "asked":
            return [one for one in self.requests if self._holds(one.at)]
        states = {
            "accepted": {RequestState.ACCEPTED},
            "declined": {RequestState.DECLINED},
            "unanswered": CAME_TO_NOTHING - {RequestState.DECLINED},
        }[figure]
        return [one for one in self.requests if one.state in states and self._holds(one.decided_at)]

    def value(self, figure: str) -> float:
        """A figure as a number."""
        rows = self.rows(figure)
        if figure == "hours":
            return round(sum(one.minutes for one in rows) / 60, 1)
        if figure == "startups":
            return len({one.startup_id for one in rows})
        if figure == "supervisors":
            return len({one.provider_id for one in rows})
        return len(rows)

    @property
    def answer_days(self) -> float | None:
        """Half of the answers given in the period came within so many days; None where nobody answered."""
        answered = [*self.rows("accepted"), *self.rows("declined")]
        days = [(one.decided_at - one.at).total_seconds() / 86_400 for one in answered if one.decided_at]
        return round(median(days), 1) if days else None

    def only(self, keep: Callable[[ReportRow], bool]) -> Counted:
        """The same of some rows alone."""
        return Counted(
            self.period, [one for one in self.sessions if keep(one)], [one for one in self.requests if keep(one)],
            self.calendar,
        )  # fmt: skip

    def of_field(self, code: str) -> Counted:
        """Of the startups of a field; an empty code: of those without any."""
        return self.only(lambda one: code in one.industries if code else not one.industries)

    def of_provider(self, provider_id: str) -> Counted:
        """Of one whom startups asked or met."""
        return self.only(lambda one: one.provider_id == provider_id)

    @property
    def fields(self) -> list[str]:
        """The fields of the startups, those with most meetings first; a startup with two counts in both."""
        codes = {code for one in self._all for code in one.industries or ("",)}
        return sorted(codes, key=lambda code: (-len(self.of_field(code).sessions), code))

    @property
    def providers(self) -> list[ReportRow]:
        """A row of each who was asked or met, those with most hours first."""
        known = {one.provider_id: one for one in self._all}
        hours = {key: self.of_provider(key).value("hours") for key in known}
        return sorted(known.values(), key=lambda one: (-hours[one.provider_id], one.provider_name, one.provider_id))

    @property
    def _all(self) -> Iterable[ReportRow]:
        return (*self.sessions, *self.requests)

    def _holds(self, moment: datetime | None) -> bool:
        return moment is not None and self.period.holds(self.calendar.day_of(moment))


def change(now: float, before: float) -> float:
    """By how much a figure is more than in the period before."""
    return round(now - before, 1)

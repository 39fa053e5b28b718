"""The figures of a report: pure functions of the rows of a period, so that page, sheets and paper say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from graph.domain.report_periods import ReportPeriod
from graph.domain.states.requests import RequestState
from graph.entities.report import ReportRow

MET: Mapping[str, Callable[[ReportRow], str]] = {
    "startups": lambda row: row.startup_id,
    "supervisors": lambda row: row.provider_id,
    "others": lambda row: row.provider_id,
}
"""Figures that count whom the meetings were with, each once: by whose id."""
OF_SESSIONS = ("sessions", "hours", *MET)
_STANDS: Mapping[str, frozenset[RequestState]] = {
    "accepted": frozenset({RequestState.ACCEPTED}),
    "declined": frozenset({RequestState.DECLINED}),
    "unanswered": frozenset({RequestState.EXPIRED}),
    "waiting": frozenset({RequestState.ASKED}),
}
"""How the requests of a period stand; those that stand otherwise were taken back."""
FIGURES = (*OF_SESSIONS, "asked", *_STANDS, "withdrawn")
"""Every figure, in the order in which it is shown; each opens its rows. Those after `asked` add up to it."""
OF_PARTS = tuple(figure for figure in FIGURES if figure not in ("supervisors", "others"))
"""Those that are shown of a part: of one field, or of one supervisor."""


@dataclass(frozen=True)
class Group:
    """One of those whom a figure counts, with the meetings by which they count."""

    first: ReportRow
    sessions: int
    hours: float


@dataclass(frozen=True)
class Counted:
    """The rows of a period: meetings held in it, and requests asked in it, however they stand today."""

    period: ReportPeriod
    sessions: Sequence[ReportRow]
    requests: Sequence[ReportRow]

    def rows(self, figure: str) -> list[ReportRow]:
        """The rows that a figure counts: of those whom meetings were with the meetings by which they count."""
        if figure in ("supervisors", "others"):
            return [one for one in self.sessions if one.is_supervisor is (figure == "supervisors")]
        if figure in OF_SESSIONS:
            return list(self.sessions)
        if figure == "asked":
            return list(self.requests)
        if figure == "withdrawn":
            known = frozenset[RequestState | None]().union(*_STANDS.values())
            return [one for one in self.requests if one.state not in known]
        return [one for one in self.requests if one.state in _STANDS[figure]]

    def groups(self, figure: str) -> list[Group]:
        """Those whom a figure of `MET` counts, those with most hours first."""
        found: dict[str, list[ReportRow]] = {}
        for one in self.rows(figure):
            found.setdefault(MET[figure](one), []).append(one)
        groups = [Group(rows[0], len(rows), _hours(rows)) for rows in found.values()]
        return sorted(groups, key=lambda one: (-one.hours, one.first.startup_name, one.first.provider_name))

    def value(self, figure: str) -> float:
        """A figure as a number."""
        rows = self.rows(figure)
        if figure == "hours":
            return _hours(rows)
        return len({MET[figure](one) for one in rows}) if figure in MET else len(rows)

    @property
    def answer_days(self) -> float | None:
        """Half of the answers to requests of the period came within so many days; None where nobody answered."""
        answered = [*self.rows("accepted"), *self.rows("declined")]
        days = [(one.decided_at - one.at).total_seconds() / 86_400 for one in answered if one.decided_at]
        return round(median(days), 1) if days else None

    def only(self, keep: Callable[[ReportRow], bool]) -> Counted:
        """The same of some rows alone."""
        return Counted(
            self.period, [one for one in self.sessions if keep(one)], [one for one in self.requests if keep(one)]
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


def _hours(rows: Iterable[ReportRow]) -> float:
    return round(sum(one.minutes for one in rows) / 60, 1)


def change(now: float, before: float) -> float:
    """By how much a figure is more than in the period before."""
    return round(now - before, 1)

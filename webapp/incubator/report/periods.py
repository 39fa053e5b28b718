"""The months and quarters of reports, in words."""

from __future__ import annotations

from flask_babel import gettext as _

from graph.domain.report_periods import ReportPeriod
from webapp.http.context import organisation_day
from webapp.presenters.dates import day, month

PERIODS_BACK = 12


def period_words(period: ReportPeriod) -> str:
    """The period in the reader's language."""
    if period.is_quarter:
        return str(_("Quarter %(quarter)s of %(year)s", quarter=period.quarter, year=period.year))
    return month(period.first)


def so_far(period: ReportPeriod) -> str:
    """The period, and whether it still runs."""
    words = period_words(period)
    return words if period.last < organisation_day() else str(_("%(period)s so far", period=words))


def before_words(period: ReportPeriod) -> str:
    """The period before, with the days that are compared where these are not all."""
    words, compared = period_words(period.before), period.last_compared(organisation_day())
    if compared == period.before.last:
        return words
    return str(_("%(period)s, the same days (to %(day)s)", period=words, day=day(compared)))


def periods() -> list[tuple[str, str]]:
    """The months and quarters to choose from, the present ones too."""
    months, quarters = ReportPeriod.month_of(organisation_day()), ReportPeriod.quarter_of(organisation_day())
    found = []
    for _back in range(PERIODS_BACK):
        found.append(months)
        months = months.before
    for _back in range(PERIODS_BACK // 3):
        found.append(quarters)
        quarters = quarters.before
    return [(one.key, period_words(one)) for one in found]

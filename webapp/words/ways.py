"""Which ways are open to somebody, in words: what decides each, what is missing, how long it takes, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.rules.finding_routes import LEGAL_STATUS, Finding, Open, Ways
from graph.rules.routes import Days, RouteSet
from graph.rules.versioned import Versioned
from webapp.presenters.dates import day
from webapp.presenters.language import language
from webapp.words.rule_facts import fact_name

_LOOKS: Mapping[Open, str] = {Open.YES: "good", Open.UNKNOWN: "waiting", Open.NO: "close"}


@dataclass(frozen=True)
class Missing:
    """What is not known: its name, and the question that asks for it."""

    name: str
    question: str


@dataclass(frozen=True)
class Way:
    """A way as the page tells it."""

    name: str
    look: str
    because: tuple[str, ...]
    missing: tuple[Missing, ...]
    days: str
    next_step: str


@dataclass(frozen=True)
class WaysInWords:
    """All ways by whether they are open, whether a work permit is needed, and where the rules come from."""

    open: tuple[Way, ...]
    unknown: tuple[Way, ...]
    closed: tuple[Way, ...]
    is_settled: bool
    permit: str
    source: str


def say_ways(ways: Ways, routes: RouteSet) -> WaysInWords:
    """The ways in the reader's language; `is_settled`: the legal status is known."""
    told = {one: tuple(_way(finding) for finding in ways.findings if finding.is_open is one) for one in Open}
    return WaysInWords(
        told[Open.YES], told[Open.UNKNOWN], told[Open.NO], ways.work_permit_needed is not None, _permit(ways),
        source_words(routes, routes.source, routes.source_zh),
    )  # fmt: skip


def source_words(rules: Versioned, source: str, source_zh: str) -> str:
    """Where rules come from, since when they hold, and whether an office stands behind them."""
    words = [_("In force since %(day)s.", day=day(rules.in_force_from)), in_language(source, source_zh)]
    return " ".join(words if rules.confirmed else [*words, _("No office has confirmed them yet.")])


def in_language(english: str, chinese: str) -> str:
    """The reader's of two wordings; the English one where there is no other."""
    return chinese if language() == "zh" and chinese else english


def _permit(ways: Ways) -> str:
    if ways.work_permit_needed is None:
        return ""
    return str(_("A work permit is needed.") if ways.work_permit_needed else _("No work permit is needed."))


def _way(finding: Finding) -> Way:
    route = finding.route
    is_open, is_closed = finding.is_open is Open.YES, finding.is_open is Open.NO
    because = tuple(dict.fromkeys(in_language(one.because, one.because_zh) for one in finding.because))
    if is_closed and not because:
        because = (in_language(route.closed, route.closed_zh),)
    elif is_closed:
        because = tuple(_("Not met: %(condition)s", condition=one) for one in because)
    return Way(
        in_language(route.name, route.name_zh), _LOOKS[finding.is_open],
        because if finding.is_open is not Open.UNKNOWN else (),
        tuple(Missing(fact_name(fact), _question_of(fact)) for fact in finding.missing if fact != LEGAL_STATUS),
        _days(route.days) if is_open else "", in_language(route.next_step, route.next_step_zh) if is_open else "",
    )  # fmt: skip


def _days(days: Days | None) -> str:
    if days is None:
        return ""
    words = ngettext(
        "%(num)s working day for the %(step)s", "%(num)s working days for the %(step)s", days.working_days,
        step=in_language(days.step, days.step_zh),
    )  # fmt: skip
    return str(_("%(words)s (%(source)s)", words=words, source=in_language(days.source, days.source_zh)))


_NOT_ASKED = {"conditions_of_the_programme"}


def _question_of(fact: str) -> str:
    return "" if fact in _NOT_ASKED else fact

"""Conflicts of interest of a startup on a day, derived from what is recorded, each with the ties that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.domain.periods import Period
from graph.rules.conflict_rules import ConflictKind, ConflictRules, Severity
from graph.rules.ties import IDENTITIES, Tie, TieKind, Ties

_OF_FOUNDERS = {
    ConflictKind.FAMILY: TieKind.FAMILY,
    ConflictKind.SUPERVISION: TieKind.SUPERVISION,
    ConflictKind.DECLARED: TieKind.DECLARED,
}
_GUIDING = (TieKind.FOUNDED, TieKind.WORKS_AT, TieKind.ADVISES, TieKind.GUIDES, TieKind.INVESTED_IN)


@dataclass(frozen=True)
class FoundConflict:
    """A conflict between a startup and somebody, the days on which it holds, and the ties that show it."""

    startup_id: str
    other_id: str
    kind: ConflictKind
    severity: Severity
    period: Period
    evidence: tuple[Tie, ...]


@dataclass(frozen=True)
class _Hint:
    other_id: str
    kind: ConflictKind
    ties: tuple[Tie, ...]
    period: Period


def conflicts_of(startup_id: str, ties: Ties, rules: ConflictRules, day: date) -> list[FoundConflict]:
    """All conflicts of a startup on a day, by the other's id and kind; of two startups, under either."""
    grouped: dict[tuple[str, ConflictKind], list[_Hint]] = defaultdict(list)
    for hint in _hints(startup_id, ties, rules, day):
        if hint.other_id != startup_id and hint.other_id in ties.parties:
            grouped[hint.other_id, hint.kind].append(hint)
    found = []
    for (other_id, kind), hints in sorted(grouped.items()):
        severity = rules.severity[kind].of(ties.parties[other_id].kind)
        if severity is not None:
            evidence = tuple(dict.fromkeys(tie for hint in hints for tie in hint.ties))
            found.append(FoundConflict(startup_id, other_id, kind, severity, _longest(hints), evidence))
    return found


def conflicts_between(
    startup_id: str, other_id: str, ties: Ties, rules: ConflictRules, day: date
) -> list[FoundConflict]:
    """The conflicts of one pair on a day."""
    return [found for found in conflicts_of(startup_id, ties, rules, day) if found.other_id == other_id]


def _hints(startup: str, ties: Ties, rules: ConflictRules, day: date) -> Iterator[_Hint]:
    founders = [tie for tie in ties.to(startup, TieKind.FOUNDED) if tie.holds_on(day)]
    yield from (_Hint(tie.left_id, ConflictKind.FOUNDER, (tie,), Period(tie.period.since)) for tie in founders)
    yield from _works(startup, ties, rules, day)
    staff = [tie for tie in ties.to(startup, TieKind.WORKS_AT) if tie.holds_on(day)]
    yield from _same_people([*founders, *staff], ties, day)
    yield from _noted(startup, founders, ties, day)
    yield from _invested(startup, ties, day)
    advising = (tie for tie in ties.to(startup, TieKind.ADVISES) if tie.holds_on(day))
    yield from (_Hint(tie.left_id, ConflictKind.ADVISES, (tie,), tie.period) for tie in advising)
    yield from _competitors(startup, ties, day)
    yield from _same_investors(startup, ties, rules.holdings_of_controller, day)


def _works(startup: str, ties: Ties, rules: ConflictRules, day: date) -> Iterator[_Hint]:
    """Who works there, by the relation or as noted; who left within the years asks."""
    noted = ties.noted(startup, TieKind.EMPLOYMENT, day=day)
    for tie in [*ties.to(startup, TieKind.WORKS_AT), *noted]:
        if tie.holds_on(day):
            yield _Hint(tie.other(startup), ConflictKind.WORKS, (tie,), tie.period)
        elif tie.period.until is not None and tie.period.is_over(day):
            last = _years_after(tie.period.until, rules.years_after_work)
            if day <= last:
                period = Period(tie.period.until + timedelta(days=1), last)
                yield _Hint(tie.other(startup), ConflictKind.WORKED, (tie,), period)


def _same_people(own: Iterable[Tie], ties: Ties, day: date) -> Iterator[_Hint]:
    for tie in own:
        for same in ties.between(tie.left_id, *IDENTITIES, day=day):
            period = Period(tie.period.since) if tie.kind is TieKind.FOUNDED else tie.period
            yield _Hint(same.other(tie.left_id), ConflictKind.SAME_PERSON, (same, tie), period)


def _noted(startup: str, founders: Iterable[Tie], ties: Ties, day: date) -> Iterator[_Hint]:
    """What was noted of the startup, or of one of its founders."""
    for kind, noted in _OF_FOUNDERS.items():
        for tie in ties.between(startup, noted, day=day):
            yield _Hint(tie.other(startup), kind, (tie,), tie.period)
        for founder in founders:
            for tie in ties.between(founder.left_id, noted, day=day):
                if startup not in (tie.left_id, tie.right_id):
                    period = _common(tie.period, Period(founder.period.since))
                    yield _Hint(tie.other(founder.left_id), kind, (tie, founder), period)


def _invested(startup: str, ties: Ties, day: date) -> Iterator[_Hint]:
    """Who put money in, and who works for them."""
    noted = ties.between(startup, TieKind.INVESTMENT, day=day)
    for tie in [*(tie for tie in ties.to(startup, TieKind.INVESTED_IN) if tie.holds_on(day)), *noted]:
        investor = tie.other(startup)
        yield _Hint(investor, ConflictKind.INVESTED, (tie,), tie.period)
        for job in ties.to(investor, TieKind.WORKS_AT):
            if job.holds_on(day):
                yield _Hint(job.left_id, ConflictKind.INVESTED, (job, tie), _common(job.period, tie.period))


def _competitors(startup: str, ties: Ties, day: date) -> Iterator[_Hint]:
    """Competitors, whoever founded one, works for it, guides it, and whoever has money in it."""
    for rivalry in ties.between(startup, TieKind.COMPETITOR, day=day):
        rival = rivalry.other(startup)
        yield _Hint(rival, ConflictKind.COMPETITOR, (rivalry,), rivalry.period)
        for tie in ties.to(rival, *_GUIDING):
            if tie.holds_on(day):
                period = Period(tie.period.since) if tie.kind is TieKind.FOUNDED else tie.period
                yield _Hint(tie.left_id, ConflictKind.COMPETITOR, (tie, rivalry), _common(period, rivalry.period))


def _same_investors(startup: str, ties: Ties, most: int, day: date) -> Iterator[_Hint]:
    """Other startups of an investor with few enough of them to have a say in each, with their founders and staff."""
    for tie in ties.to(startup, TieKind.INVESTED_IN):
        if not tie.holds_on(day):
            continue
        held = [one for one in ties.starting_at(tie.left_id, TieKind.INVESTED_IN) if one.holds_on(day)]
        if len({one.right_id for one in held}) > most:
            continue
        for other in held:
            if other.right_id != startup:
                period = _common(tie.period, other.period)
                yield _Hint(other.right_id, ConflictKind.SAME_INVESTOR, (tie, other), period)
                for own in ties.to(other.right_id, TieKind.FOUNDED, TieKind.WORKS_AT):
                    if own.holds_on(day):
                        since = Period(own.period.since) if own.kind is TieKind.FOUNDED else own.period
                        yield _Hint(own.left_id, ConflictKind.SAME_INVESTOR, (own, tie, other), _common(period, since))


def _common(one: Period, other: Period) -> Period:
    starts = [day for day in (one.since, other.since) if day]
    ends = [day for day in (one.until, other.until) if day]
    return Period(max(starts, default=None), min(ends, default=None))


def _longest(hints: Iterable[_Hint]) -> Period:
    """From the first day of any to the last day of any; what is not known is open."""
    periods = [hint.period for hint in hints]
    starts, ends = [one.since for one in periods], [one.until for one in periods]
    return Period(
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
    )


def _years_after(day: date, years: int) -> date:
    """The same day some years later; of 29 February, where there is none, the day before."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)

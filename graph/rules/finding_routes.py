"""Which ways are open to somebody: yes, no, or not known yet, with what decided it and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.rules.facts import Value, with_age
from graph.rules.indicators import IndicatorSet
from graph.rules.routes import Condition, Route, RouteSet
from graph.rules.scoring import Applies, Score, score


class Open(StrEnum):
    """Whether a way is open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


_AGE = ("birth_date", "on_date")
LEGAL_STATUS, AVERAGE_WAGE = "legal_status", "local_average_wage"


@dataclass(frozen=True)
class Finding:
    """A route, whether it is open, the conditions that decided it (none: the legal status did), and what is missing."""

    route: Route
    is_open: Open
    because: tuple[Condition, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Ways:
    """What is found for somebody; None where the legal status is not known."""

    work_permit_needed: bool | None
    points_apply: bool | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Known:
    facts: Mapping[str, Value]
    score: Score
    table: IndicatorSet
    average_wage: float | None


def find_routes(
    routes: RouteSet, table: IndicatorSet, facts: Mapping[str, Value], average_wage: float | None = None
) -> Ways:
    """All ways for a person; `average_wage`: the local average, in 10,000 CNY a year, where the office has set it."""
    status = facts.get(LEGAL_STATUS)
    scored = score(table, facts)
    known = _Known(with_age(facts), scored, table, average_wage)
    findings = tuple(_find(route, status, known) for route in routes.routes)
    if status is None:
        return Ways(None, None, findings)
    return Ways(status in routes.work_permit_needed, scored.applies is Applies.YES, findings)


def _find(route: Route, status: Value | None, known: _Known) -> Finding:
    if status is None:
        return Finding(route, Open.UNKNOWN, (), (LEGAL_STATUS,))
    if status not in route.statuses:
        return Finding(route, Open.NO, (), ())
    answer = _holds(route.when, known)
    because = tuple(_deciding(route.when, known, answer))
    facts = (_AGE if one == "age" else (one,) for one in _missing(route.when, known)) if answer is Open.UNKNOWN else ()
    missing = tuple(dict.fromkeys(name for names in facts for name in names if name not in known.facts))
    return Finding(route, answer, because, missing)


def _holds(condition: Condition, known: _Known) -> Open:
    """Kleene's three values: all of conditions is their least, any of them their greatest."""
    if condition.all_of:
        return min((_holds(one, known) for one in condition.all_of), key=_ORDER.index)
    if condition.any_of:
        return max((_holds(one, known) for one in condition.any_of), key=_ORDER.index)
    if condition.category:
        return _by_category(condition, known)
    if condition.wage_multiple is not None:
        salary = known.facts.get("salary_10k_cny")
        if known.average_wage is None or not isinstance(salary, float):
            return Open.UNKNOWN
        return _said(salary >= condition.wage_multiple * known.average_wage)
    return _by_fact(condition, known.facts.get(condition.fact or ""))


_ORDER = (Open.NO, Open.UNKNOWN, Open.YES)


def _by_fact(condition: Condition, value: Value | None) -> Open:
    if value is None:
        return Open.UNKNOWN
    if isinstance(value, frozenset):
        return _said(bool(value & set(condition.is_one_of)))
    if isinstance(value, float):
        low = condition.at_least is None or value >= condition.at_least
        return _said(low and (condition.below is None or value < condition.below))
    return _said(value in condition.is_one_of)


def _by_category(condition: Condition, known: _Known) -> Open:
    if known.score.least is None or known.score.most is None:
        return Open.NO
    least, most = known.table.category_of(known.score.least), known.table.category_of(known.score.most)
    order = [category.code for category in known.table.categories]
    possible = order[order.index(most) : order.index(least) + 1]
    within = [code in condition.category for code in possible]
    return Open.YES if all(within) else Open.UNKNOWN if any(within) else Open.NO


def _said(answer: bool) -> Open:
    return Open.YES if answer else Open.NO


def _deciding(condition: Condition, known: _Known, answer: Open) -> Iterable[Condition]:
    """The conditions that made it so: those that hold of an open way, those that fail of a closed one."""
    if _holds(condition, known) is not answer:
        return
    inner = condition.all_of or condition.any_of
    if not inner:
        yield condition
    for one in inner:
        yield from _deciding(one, known, answer)


def _missing(condition: Condition, known: _Known) -> Iterable[str]:
    """What is not known of the parts that are still open."""
    if _holds(condition, known) is not Open.UNKNOWN:
        return
    if condition.category:
        yield from (one.item.fact for one in known.score.items if one.fact is None)
    elif condition.wage_multiple is not None:
        yield from () if known.average_wage is not None else (AVERAGE_WAGE,)
        yield from () if "salary_10k_cny" in known.facts else ("salary_10k_cny",)
    elif condition.fact or condition.by_hand:
        yield condition.by_hand or condition.fact or ""
    for one in condition.all_of or condition.any_of:
        yield from _missing(one, known)

"""How a cell stood at the ends of months, by what is dated."""

from __future__ import annotations

from datetime import date

from graph.domain.states.requests import NeedState
from graph.domain.states.terms import TermState
from graph.entities.gaps import GapWork
from graph.entities.term import Term
from matching.gaps.trend import month_ends, trend_of
from tests.unit.matching.gaps.made import DAY, need, person

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)
ENDS = (AUGUST, SEPTEMBER, OCTOBER)


def test_twelve_months_end_before_this_one() -> None:
    ends = month_ends(DAY)
    assert (len(ends), ends[0], ends[-1]) == (12, date(2025, 11, 30), OCTOBER)
    assert month_ends(date(2026, 3, 31))[-1] == date(2026, 2, 28)


def test_a_need_counts_from_the_day_it_opened_to_the_one_it_was_closed_or_filled() -> None:
    opened = date(2026, 9, 30)
    needs = [
        need(opened_on=opened),
        need(opened_on=date(2026, 1, 1), state=NeedState.CLOSED, closed_on=date(2026, 9, 1)),
        need(opened_on=date(2026, 1, 1), answered_on=(date(2026, 10, 5),)),
        need(opened_on=None),
        need(opened_on=date(2026, 1, 1), state=NeedState.CLOSED, closed_on=None),
    ]
    assert [point.needs for point in trend_of(needs, [], [], ENDS)] == [2, 2, 1]


def test_places_follow_terms_and_work() -> None:
    people = [
        person(id="a", term=Term(TermState.ENDED, None, date(2026, 9, 30))),
        person(id="b", term=Term(TermState.ACTIVE, date(2026, 10, 1), None), capacity=2),
        person(id="gone", term=Term(TermState.LEFT, None, None)),
    ]
    work = [
        GapWork("a", date(2026, 8, 1), date(2026, 9, 15)), GapWork("b", date(2026, 1, 1), None),
        GapWork("b", date(2026, 1, 1), None), GapWork("b", date(2026, 1, 1), None),
    ]  # fmt: skip
    assert [point.places for point in trend_of([], people, work, ENDS)] == [2, 3, 0]

"""Open needs and free places by two dimensions: cases that one can count by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graph.domain.kinds import SUBJECTS
from graph.domain.periods import Period
from graph.domain.reach import Reach, reach_code
from graph.domain.states.requests import NeedState
from graph.domain.states.terms import Availability, TermState
from graph.entities.gaps import GapNeed, GapPerson
from graph.entities.term import Term
from matching.gaps.counting import ALL, Cell, GapMap, count_gaps
from matching.gaps.dimensions import AXES, UNSAID, fields_of, near_fields
from matching.gaps.resting import resting_of
from tests.unit.matching.gaps.made import AI, DAY, EQUIPMENT, need, person

NEXT, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)


def _map(needs: list[GapNeed], people: list[GapPerson], axes: str = "field-stage") -> GapMap:
    return count_gaps(AXES[axes], needs, people, DAY)


def _numbers(cell: Cell) -> tuple[int, int, int]:
    return cell.needs, cell.places, cell.gap


def test_a_need_of_two_fields_counts_in_both_and_once_in_all() -> None:
    found = _map([need(industries=(AI, EQUIPMENT))], [person()])

    assert _numbers(found.cell(AI, "seed")) == (1, 3, 2)
    assert _numbers(found.cell(EQUIPMENT, "seed")) == (1, 0, -1)
    assert _numbers(found.cell(ALL, "seed")) == (1, 3, 2)
    assert _numbers(found.cell(ALL, ALL)) == (1, 3, 2)


def test_places_count_at_each_stage_of_somebody_and_once_in_all() -> None:
    found = _map([], [person(stages=("seed", "angel")), person(id="other", stages=("angel",), capacity=1)])

    assert [found.cell(AI, stage).places for stage in ("seed", "angel", ALL)] == [3, 4, 4]
    assert [found.cell(AI, stage).people for stage in ("seed", "angel", ALL)] == [1, 2, 2]


def test_a_narrower_field_counts_in_the_fields_that_it_lies_in() -> None:
    assert fields_of(("robotics",)) == (AI, EQUIPMENT)
    assert EQUIPMENT in near_fields(AI)
    assert _map([need(industries=("robotics",))], []).cell(EQUIPMENT, "seed").needs == 1


@pytest.mark.parametrize(
    "one",
    [
        person(taken=3),
        person(state=Availability.PAUSED),
        person(state=Availability.PAUSED, paused_until=NEXT),
        person(reach=reach_code(Reach.NONE)),
        person(reserving=1),
        person(term=Term(TermState.ACTIVE, None, BEFORE)),
        person(term=Term(TermState.ACTIVE, NEXT, None)),
        person(term=Term(TermState.ENDED, None, None)),
        person(term=Term(TermState.INVITED, None, None)),
    ],
    ids=["full", "paused", "paused for a day", "not reached", "kept by others", "over", "to come", "ended", "invited"],
)
def test_who_cannot_be_asked_today_has_no_place(one: GapPerson) -> None:
    assert _map([need()], [one]).cell(AI, "seed").places == 0


@pytest.mark.parametrize(
    ("one", "places"),
    [
        (person(term=Term(TermState.ACTIVE, None, DAY)), 3),
        (person(term=Term(TermState.ACTIVE, DAY, None)), 3),
        (person(state=Availability.PAUSED, paused_until=DAY), 3),
        (person(reserving=1, reserving_here=True), 3),
        (person(taken=2), 1),
    ],
    ids=["ends today", "begins today", "back today", "kept by us", "one left"],
)
def test_who_can_be_asked_today_has_their_free_places(one: GapPerson, places: int) -> None:
    assert _map([need()], [one]).cell(AI, "seed").places == places


@pytest.mark.parametrize(
    "one",
    [
        need(state=NeedState.CLOSED, closed_on=BEFORE),
        need(answered_on=(BEFORE,)),
        need(here=(Period(None, BEFORE),)),
        need(kind="investor"),
    ],
    ids=["closed", "filled", "of a startup that left", "for money"],
)
def test_what_waits_for_nobody_is_no_need(one: GapNeed) -> None:
    assert _map([one], [person()]).cell(AI, "seed").needs == 0


def test_a_need_that_was_declined_or_not_answered_comes_first_and_is_said() -> None:
    late, fresh = DAY - timedelta(days=8), DAY - timedelta(days=2)
    needs = [
        need(id="1"), need(id="2", asked_on=fresh),
        need(id="3", stage="angel", asked_on=late), need(id="4", stage="angel", refused=1),
    ]  # fmt: skip
    found = _map(needs, [])

    assert [(cell.column, cell.needs, cell.hard) for cell in found.largest] == [("angel", 2, 2), ("seed", 2, 0)]


def test_where_no_place_is_short_those_come_first_whom_nobody_took_all_the_same() -> None:
    needs = [need(id="1"), need(id="2"), need(id="3", stage="angel", refused=1)]
    people = [person(), person(id="other", stages=("angel",)), person(id="third", stages=("angel",))]
    found = _map(needs, people)

    assert all(cell.gap >= 0 for cell in found.largest)
    assert [(cell.column, cell.hard) for cell in found.largest] == [("angel", 1), ("seed", 0)]


def test_a_help_area_that_is_not_confirmed_counts_beside_the_number_and_half_in_the_order() -> None:
    asked = need(help_areas=("pricing",))
    sure, unsure = person(help_areas=("pricing",)), person(help_areas=("pricing",), unconfirmed_areas=("pricing",))
    cells = [_map([asked], people, "area-group").cell("pricing", "leading") for people in ([sure], [unsure], [])]

    assert [(cell.places, cell.unconfirmed, cell.gap) for cell in cells] == [(3, 0, 2), (0, 3, -1), (0, 0, -1)]
    assert [cell.weight for cell in cells] == [-2, -0.5, 1]


def test_what_is_not_said_has_a_row_and_a_column_of_its_own() -> None:
    found = _map([need(stage="")], [person(industries=())])

    assert found.cell(AI, UNSAID).needs == 1
    assert found.cell(UNSAID, "seed").places == 3


def test_needs_for_talent_stand_against_the_places_of_their_category() -> None:
    found = _map([need(kind="talent", category="scientist"), need(id="of another kind")], [person()], "category-stage")

    assert _numbers(found.cell("scientist", "seed")) == (1, 3, 2)
    assert found.cell(ALL, ALL).needs == 1


def test_a_cell_rests_on_its_needs_and_people_the_most_urgent_and_the_freest_first() -> None:
    old = need(id="old", opened_on=DAY - timedelta(days=40))
    people = [
        person(id="full", taken=3), person(id="one", taken=2), person(id="three"),
        person(id="beside", industries=(EQUIPMENT,)), person(id="later", stages=("angel",)),
        person(id="far", industries=("metaverse",), stages=("growth",)),
    ]  # fmt: skip
    resting = resting_of(_map([need(id="new"), old, need(id="hard", refused=1)], people), AI, "seed")

    assert [one.id for one in resting.needs] == ["hard", "old", "new"]
    assert [(one.person.id, one.free) for one in resting.people] == [("three", 3), ("one", 1)]
    assert {one.person.id for one in resting.near} == {"beside", "later"}


def test_every_map_asks_for_something_that_a_need_may_ask_for() -> None:
    assert {axes.asks for axes in AXES.values()} <= set(SUBJECTS)

"""Points for work permits: every edge of every curve, ranges, margins, and for whom there are none."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from graph.rules.documents import find_document, read_document
from graph.rules.facts import FactError, LegalStatus, Value, age_on, check_days, read_fact
from graph.rules.indicators import IndicatorSet
from graph.rules.scoring import Applies, Score, score

TABLE = read_document(find_document("work-permit-points"), IndicatorSet)
KNOWN: dict[str, Value] = {
    "legal_status": "F", "on_date": date(2026, 11, 29), "birth_date": date(1991, 3, 2), "salary_10k_cny": 32.0,
    "education": "doctorate", "years_of_work": 8.0, "months_a_year": 9.0, "chinese": "hsk4", "place_of_work": "other",
    "distinctions": frozenset({"patent", "fortune_500"}), "provincial_points": 0.0,
}  # fmt: skip


def scored(**facts: Any) -> Score:
    known = {**KNOWN, **facts}
    return score(TABLE, {name: value for name, value in known.items() if value is not None})


def points(item: str, **facts: Any) -> float | None:
    return next(one.points for one in scored(**facts).items if one.item.id == item)


@pytest.mark.parametrize(
    ("item", "fact", "edges"),
    [
        ("salary", "salary_10k_cny", [(0, 0), (4.99, 0), (5, 5), (6.99, 5), (7, 8), (14.99, 8), (15, 11), (24.99, 11),
                                      (25, 14), (34.99, 14), (35, 17), (44.99, 17), (45, 20), (900, 20)]),
        ("years_of_work", "years_of_work", [(0, 0), (1.99, 0), (2, 5), (2.99, 5), (3, 6), (10, 13), (16.99, 19),
                                            (17, 20), (40, 20)]),
        ("months_a_year", "months_a_year", [(0, 0), (2.9, 0), (3, 5), (5.9, 5), (6, 10), (8.9, 10), (9, 15), (12, 15)]),
        ("provincial", "provincial_points", [(0, 0), (3.5, 3.5), (10, 10)]),
    ],
)  # fmt: skip
def test_every_edge_of_a_curve(item: str, fact: str, edges: list[tuple[float, float]]) -> None:
    assert [points(item, **{fact: float(value)}) for value, _ in edges] == [worth for _, worth in edges]


@pytest.mark.parametrize(
    ("item", "fact", "worth"),
    [
        ("education", "education", {"doctorate": 20, "master": 15, "bachelor": 10, "other": 0}),
        ("chinese", "chinese", {"former_national": 5, "taught_bachelor": 5, "hsk6": 5, "hsk5": 5, "hsk4": 4, "hsk3": 3,
                                "hsk2": 2, "hsk1": 1, "none": 0}),
        ("place_of_work", "place_of_work", {"encouraged": 10, "other": 0}),
    ],
)  # fmt: skip
def test_every_word_of_a_table(item: str, fact: str, worth: dict[str, float]) -> None:
    assert {code: points(item, **{fact: code}) for code in worth} == worth


@pytest.mark.parametrize(
    ("age", "worth"),
    [(17, 0), (18, 10), (25, 10), (26, 15), (45, 15), (46, 10), (55, 10), (56, 5), (60, 5), (61, 0), (80, 0)],
)
def test_age_in_full_years_on_the_day(age: int, worth: float) -> None:
    birthday = date(2026 - age, 11, 29)

    assert points("age", birth_date=birthday) == worth
    assert age_on(date(2026 - age, 11, 30), date(2026, 11, 29)) == age - 1


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march() -> None:
    born = date(2000, 2, 29)

    assert [age_on(born, day) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29))] == [25, 26, 28]


def test_distinctions_count_once() -> None:
    assert points("distinctions", distinctions=frozenset({"patent"})) == 5
    assert points("distinctions", distinctions=frozenset({"patent", "fortune_500", "five_years_in_china"})) == 5
    assert points("distinctions", distinctions=frozenset({"none"})) == 0


def test_the_most_is_120_and_110_where_the_place_gives_none() -> None:
    best: dict[str, Any] = {
        "salary_10k_cny": 45.0, "years_of_work": 17.0, "chinese": "former_national", "provincial_points": 10.0,
    }  # fmt: skip

    assert scored(**best, place_of_work="encouraged").least == 120
    assert scored(**best).least == 110


@pytest.mark.parametrize(("total", "category"), [(85, "A"), (84.9, "B"), (60, "B"), (59.9, "C"), (0, "C"), (120, "A")])
def test_categories(total: float, category: str) -> None:
    assert TABLE.category_of(total) == category


def test_what_is_not_known_is_a_range_and_not_zero() -> None:
    unsettled = scored(education=None, salary_10k_cny=None)

    assert (unsettled.least, unsettled.most) == (84 - 14 - 20, 84 - 14 - 20 + 40)
    assert unsettled.category is None
    education = next(one for one in unsettled.items if one.item.id == "education")
    assert (education.points, education.least, education.most, education.fact) == (None, 0, 20, None)


def test_nearest_changes_come_first_and_lead_to_what_they_say() -> None:
    changes = scored().would_change

    assert scored().category == "B"
    assert [(one.item.id, one.total, one.category) for one in changes[:2]] == [
        ("years_of_work", 85, "A"),
        ("chinese", 85, "A"),
    ]
    assert scored(years_of_work=9.0).category == "A"
    assert scored(chinese=str(next(one.change.value for one in changes if one.item.id == "chinese"))).category == "A"
    assert all(abs(one.total - 84) <= abs(other.total - 84) for one, other in pairwise(changes))


def test_growing_older_is_told_where_it_costs_the_category() -> None:
    case = scored(birth_date=date(1980, 12, 1), years_of_work=9.0)

    assert case.category == "A"
    older = next(one for one in case.would_change if one.item.id == "age")
    assert (older.change.value, older.total, older.category) == (date(2026, 12, 1), 80, "B")


@pytest.mark.parametrize("status", [one for one in LegalStatus if one not in ("F", "L")])
def test_no_figure_for_whom_points_are_not(status: LegalStatus) -> None:
    assert scored(legal_status=status) == Score(Applies.OTHER_STATUS)


def test_no_figure_where_the_status_is_not_known() -> None:
    assert scored(legal_status=None) == Score(Applies.STATUS_UNKNOWN)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("legal_status", "X"), ("birth_date", "1991-3-2"), ("birth_date", "2023-02-29"), ("salary_10k_cny", "-1"),
        ("salary_10k_cny", "nan"), ("salary_10k_cny", "1e999"), ("salary_10k_cny", "３２"), ("months_a_year", "13"),
        ("provincial_points", "11"), ("distinctions", "none|patent"), ("education", "PhD"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_value_is_refused(name: str, text: str) -> None:
    with pytest.raises(FactError):
        read_fact(name, text)


def test_nobody_is_born_after_the_day_that_is_asked_about() -> None:
    with pytest.raises(FactError):
        check_days({"birth_date": date(2030, 1, 1), "on_date": date(2026, 1, 1)})

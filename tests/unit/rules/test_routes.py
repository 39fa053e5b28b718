"""Ways by which a talent may come: by legal status first, then by conditions, in three values."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.rules.documents import find_document, read_document
from graph.rules.facts import LegalStatus
from graph.rules.finding_routes import Finding, Open, Ways, find_routes
from graph.rules.indicators import IndicatorSet
from graph.rules.routes import Condition, RouteSet
from webapp.cli import main

ROUTES = read_document(find_document("routes"), RouteSet)
TABLE = read_document(find_document("work-permit-points"), IndicatorSet)
POSSIBLE = {
    "F": {"work_permit_condition", "work_permit_points", "r_letter", "talent_residence_permit"},
    "L": {"work_permit_condition", "work_permit_points", "r_letter", "talent_residence_permit"},
    **{status: {"talent_residence_permit", "talent_programme"} for status in "CMHAT"},
    "R": {"settlement", "talent_programme"},
}


def ways(average_wage: float | None = None, **facts: Any) -> Ways:
    return find_routes(ROUTES, TABLE, facts, average_wage)


def found(route: str, average_wage: float | None = None, **facts: Any) -> Finding:
    return next(one for one in ways(average_wage, **facts).findings if one.route.id == route)


@pytest.mark.parametrize("status", list(LegalStatus))
def test_every_status_leads_to_its_ways_and_to_no_others(status: LegalStatus) -> None:
    answer = ways(legal_status=status)

    assert {one.route.id for one in answer.findings if one.is_open is not Open.NO} == POSSIBLE[status]
    assert (answer.work_permit_needed, answer.points_apply) == (status in "FL", status in "FL")


def test_without_a_status_nothing_is_said_but_what_is_missing() -> None:
    answer = ways(education="doctorate")

    assert (answer.work_permit_needed, answer.points_apply) == (None, None)
    assert {(one.is_open, one.missing) for one in answer.findings} == {(Open.UNKNOWN, ("legal_status",))}


def test_pay_rests_on_the_local_average_wage() -> None:
    facts: dict[str, Any] = {
        "legal_status": "F",
        "salary_10k_cny": 60.0,
        "recognitions": frozenset({"none"}),
        "post": "other",
    }

    assert found("work_permit_condition", **facts).missing[:1] == ("local_average_wage",)
    assert found("work_permit_condition", 15.0, **facts).is_open is Open.YES
    assert found("work_permit_condition", 15.1, **facts).is_open is Open.NO
    assert found("r_letter", 10.0, **facts).is_open is Open.YES


def test_a_founder_needs_an_incubator_that_may_sponsor() -> None:
    facts: dict[str, Any] = {
        "legal_status": "F",
        "salary_10k_cny": 1.0,
        "recognitions": frozenset({"none"}),
        "post": "founder",
    }

    assert found("work_permit_condition", 10.0, **facts, employer_recognition="national_incubator").is_open is Open.YES
    assert found("work_permit_condition", 10.0, **facts, employer_recognition="none").is_open is Open.NO
    asked = found("work_permit_condition", 10.0, **facts)
    assert (asked.is_open, asked.missing) == (Open.UNKNOWN, ("employer_recognition",))


def test_points_open_their_way_once_the_category_is_settled() -> None:
    facts: dict[str, Any] = {
        "legal_status": "L", "on_date": date(2026, 11, 29), "birth_date": date(1991, 3, 2), "salary_10k_cny": 32.0,
        "education": "doctorate", "years_of_work": 8.0, "months_a_year": 9.0, "chinese": "hsk4",
        "place_of_work": "other", "distinctions": frozenset({"patent"}),
    }  # fmt: skip

    assert found("work_permit_points", **facts).is_open is Open.YES
    young = {**facts, "salary_10k_cny": 1.0, "education": "other", "years_of_work": 0.0, "months_a_year": 0.0}
    assert found("work_permit_points", **young).is_open is Open.NO
    del young["education"], young["years_of_work"]
    unsettled = found("work_permit_points", **{**young, "months_a_year": 9.0})
    assert unsettled.is_open is Open.UNKNOWN
    assert set(unsettled.missing) == {"provincial_points"} | {"education", "years_of_work"}


def test_nothing_said_of_a_closed_way_has_a_figure() -> None:
    said = [text for route in ROUTES.routes for text in (route.closed, route.closed_zh)]

    assert not [text for text in said if any(letter.isdigit() for letter in text)]


@pytest.mark.parametrize(
    "condition",
    [
        {"because": "b", "because_zh": "b"},
        {"fact": "education", "because": "b", "because_zh": "b"},
        {"fact": "education", "is_one_of": ["PhD"], "because": "b", "because_zh": "b"},
        {"fact": "wage", "is_one_of": ["x"], "because": "b", "because_zh": "b"},
        {"wage_multiple": 4},
    ],
)
def test_a_faulty_condition_is_refused(condition: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"Write one of|Give one of|is no value|Say the condition"):
        Condition.model_validate(condition)


def test_the_command_has_the_documented_shape(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("id,legal_status,education,post\na,H,master,engineer\nb,,,\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["route", "--facts", str(facts), "--json", "-"])

    assert result.exit_code == 0, result.output
    first, second = json.loads(result.stdout)["cases"]
    assert set(first) == {"id", "work_permit_needed", "points_apply", "routes"}
    assert all(set(route) == {"route", "open", "because", "missing", "days"} for route in first["routes"])
    opened = [route for route in first["routes"] if route["open"] == "yes"]
    assert [(route["route"], route["days"]["working_days"]) for route in opened] == [("talent_residence_permit", 5)]
    assert {route["open"] for route in second["routes"]} == {"unknown"}

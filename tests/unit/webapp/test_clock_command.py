"""`liulu clock`: cases played through a procedure, without a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

EVENTS = """case_id,at,action,note
b,2026-10-12T09:00+08:00,submit,
a,2026-10-12T08:00+08:00,endorse,
a,2026-10-09T08:00+08:00,draft,
a,2026-10-12T09:00+08:00,submit,
a,2026-10-13T09:00+08:00,accept,
"""
STEP = {"step", "from", "to", "limit", "used", "due_on", "overdue_by", "days"}


def clock(folder: Path, events: str = EVENTS, *more: str) -> tuple[Result, dict[str, Any]]:
    path = folder / "events.csv"
    path.write_text(events, encoding="utf-8")
    arguments = ["clock", "--procedure", "nomination", "--events", str(path), "--json", "-", *more]
    result = CliRunner().invoke(main, arguments)
    return result, json.loads(result.stdout) if result.stdout else {}


def test_the_documented_shape(tmp_path: Path) -> None:
    result, answer = clock(tmp_path)

    assert result.exit_code == 0, result.output
    other, case = answer["cases"]
    assert (other["case_id"], other["state"], other["refused"][0]["possible"]) == (
        "b",
        "consult",
        ["draft", "withdraw"],
    )
    assert (case["state"], case["refused"]) == ("district_review", [])
    assert all(set(step) == STEP for step in case["steps"])
    opinion = case["steps"][-1]
    assert (opinion["step"], opinion["from"], opinion["to"], opinion["due_on"]) == (
        "district_opinion", "2026-10-13", None, "2026-10-27",
    )  # fmt: skip
    assert opinion["days"][0] == {
        "date": "2026-10-13", "counted": False, "why": "The day on which the step begins does not count.",
    }  # fmt: skip
    assert sum(day["counted"] for day in opinion["days"]) == opinion["limit"]


def test_a_calendar_replaces_the_years_that_it_names(tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("date,kind\n2026-10-14,holiday\n", encoding="utf-8")

    _, answer = clock(tmp_path, EVENTS, "--calendar", str(days))

    assert answer["cases"][1]["steps"][-1]["due_on"] == "2026-10-28"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2026-10-09T08:00+08:00", "2026-10-09", "row 4, at"),
        ("2026-10-09T08:00+08:00", "2026-10-09T08:00", "row 4, at"),
        ("2026-10-09T08:00+08:00", "9999-12-31T08:00+08:00", "row 4, at"),
        ("2026-10-09T08:00+08:00,draft", "2026-10-09T08:00+08:00,", "row 4, action"),
        ("b,", ",", "row 2, case_id"),
    ],
)
def test_bad_events_are_refused_with_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    result, answer = clock(tmp_path, EVENTS.replace(old, new, 1))

    assert result.exit_code == 2
    assert told in result.stderr
    assert not answer


def test_a_bad_calendar_is_refused(tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("date,kind\n2026-10-14,rest\n2026-10-15,holiday\n2026-10-15,workday\n", encoding="utf-8")

    result, _ = clock(tmp_path, EVENTS, "--calendar", str(days))

    assert result.exit_code == 2
    assert "row 2" in result.stderr
    assert "stands twice" in result.stderr

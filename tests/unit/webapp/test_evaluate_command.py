"""`liulu evaluate`: corrected scores from a file of ratings, without a server."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

HEAD = "id,supervisor_id,rater_id,rated_on,score,startup_id\n"
LINES = [
    f"r{number},s{number % 4},q{number % 7},2026-0{1 + number % 9}-10,{3 + number % 3},c{number % 5}"
    for number in range(40)
]
LINE = {"supervisor_id", "ratings", "startups", "raw", "score", "sd", "low", "high", "shown_to"}


def run(folder: Path, lines: list[str], *more: str) -> tuple[Result, dict[str, Any]]:
    (folder / "ratings.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(folder), "--until", "2026-08-31", "--json", "-", *more])
    return result, json.loads(result.stdout) if result.stdout else {}


def test_the_documented_shape(tmp_path: Path) -> None:
    result, answer = run(tmp_path, LINES, "--out", str(tmp_path / "scores.csv"))

    assert result.exit_code == 0, result.output
    assert set(answer) == {
        "supervisors", "mean", "sd_supervisor", "sd_rater", "sd_rest", "half_life_months", "model",
    }  # fmt: skip
    assert [one["supervisor_id"] for one in answer["supervisors"]] == ["s0", "s1", "s2", "s3"]
    assert all(set(one) == LINE and one["low"] < one["score"] < one["high"] for one in answer["supervisors"])
    assert {one["shown_to"] for one in answer["supervisors"]} == {"public"}
    assert answer["half_life_months"] == 18
    assert sum(one["ratings"] for one in answer["supervisors"]) == sum("2026-09" not in line for line in LINES)
    assert "after 2026-08-31" in result.stderr
    with (tmp_path / "scores.csv").open(encoding="utf-8") as stream:
        assert [row["supervisor_id"] for row in csv.DictReader(stream)] == ["s0", "s1", "s2", "s3"]


def test_old_ratings_weigh_less_unless_decay_is_off(tmp_path: Path) -> None:
    lines = [f"a{at},s{at % 3},q{at % 6},2021-01-10,{1 + at % 2}" + "," for at in range(30)]
    lines += [f"b{at},s{at % 3},q{at % 6},2026-08-10,{4 + at % 2}" + "," for at in range(30)]

    decayed, even = (run(tmp_path, lines, *more)[1] for more in ((), ("--half-life", "none")))

    assert even["half_life_months"] is None
    assert even["mean"] == pytest.approx(3.0, abs=0.1)
    assert decayed["mean"] > 4


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x,s0,q0,2026-01-10,6,c", "score, '6'"),
        ("x,s0,q0,2026-01-10,nan,c", "score, 'nan'"),
        ("x,s0,q0,2026-01-10,,c", "score, ''"),
        ("x,s0,q0,20260110,4,c", "rated_on, '20260110'"),
        ("x,,q0,2026-01-10,4,c", "supervisor_id: it is empty"),
        ("r1,s0,q0,2026-01-10,4,c", "r1 stands in 2 rows"),
    ],
)
def test_bad_ratings_are_refused_with_where(tmp_path: Path, line: str, told: str) -> None:
    result, answer = run(tmp_path, [*LINES, line])

    assert result.exit_code == 2
    assert told in result.stderr
    assert not answer


def test_a_half_life_is_above_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, LINES, "--half-life", "0")[0].exit_code == 2

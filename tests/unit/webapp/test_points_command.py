"""`liulu points`: a table of points over a file of facts, without a server."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

FACTS = """id,legal_status,on_date,birth_date,salary_10k_cny,education,years_of_work,months_a_year,chinese,place_of_work,distinctions,provincial_points,post
a,F,2026-11-29,1991-03-02,32,doctorate,8,9,hsk4,other,patent|fortune_500,0,founder
b,L,2026-11-29,1970-12-01,50,,30,12,former_national,other,none,,
c,H,2026-11-29,1991-03-02,32,doctorate,8,9,hsk4,other,patent,0,
d,,,,,,,,,,,,
"""  # noqa: E501  # a heading is one line
ITEM = {"item", "points", "least", "most", "fact", "to_next"}


def points(folder: Path, facts: str = FACTS, *more: str) -> tuple[Result, dict[str, Any]]:
    path = folder / "facts.csv"
    path.write_text(facts, encoding="utf-8")
    arguments = ["points", "--table", "work-permit-points", "--facts", str(path), "--json", "-", *more]
    result = CliRunner().invoke(main, arguments)
    return result, json.loads(result.stdout) if result.stdout else {}


def test_the_documented_shape_and_the_order_of_rows(tmp_path: Path) -> None:
    result, answer = points(tmp_path, FACTS, "--out", str(tmp_path / "out.csv"))

    assert result.exit_code == 0, result.output
    assert set(answer["table"]) == {"id", "in_force_from", "source", "confirmed"}
    assert [case["id"] for case in answer["cases"]] == ["a", "b", "c", "d"]
    first, second = answer["cases"][:2]
    assert (first["applies"], first["least"], first["most"], first["category"]) == (True, 84, 84, "B")
    assert all(set(item) == ITEM for item in first["items"])
    assert first["items"][0]["to_next"] == {"change": "salary_10k_cny: 35 or more (3 more than now)", "points": 17}
    assert set(first["would_change"][0]) == {"item", "change", "total", "category"}
    assert (second["least"], second["most"], second["category"]) == (70, 100, None)
    with (tmp_path / "out.csv").open(encoding="utf-8") as stream:
        assert [row["category"] for row in csv.DictReader(stream)] == ["B", "", "", ""]


def test_the_totals_go_to_stdout_where_out_is_a_dash_and_nothing_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
    arguments = ["points", "--table", "work-permit-points", "--facts", "facts.csv", "--out", "-"]

    alone, both = (CliRunner().invoke(main, [*arguments, *more]) for more in ([], ["--json", "-"]))

    assert [row["id"] for row in csv.DictReader(alone.stdout.splitlines())] == ["a", "b", "c", "d"]
    assert both.exit_code == 2, both.output
    assert "Only one answer can go to stdout." in both.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["facts.csv"]


def test_no_figure_for_whom_points_are_not(tmp_path: Path) -> None:
    _, answer = points(tmp_path)

    for case in answer["cases"][2:]:
        assert case["applies"] is False
        assert (case["least"], case["most"], case["category"], case["items"], case["would_change"]) == (
            None,
            None,
            None,
            [],
            [],
        )
        assert not any(letter.isdigit() for letter in case["why"])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a,F,", "a,X,", "row 2, legal_status, 'X'"),
        ("1991-03-02,32", "2991-03-02,32", "row 2, birth_date"),
        (",32,", ",32k,", "row 2, salary_10k_cny, '32k'"),
        ("\nb,", "\na,", "id: a stands in two rows"),
        ("\nb,", "\n,", "row 3, id: it is empty"),
    ],
)
def test_bad_facts_are_refused_with_where_and_how(tmp_path: Path, old: str, new: str, told: str) -> None:
    result, answer = points(tmp_path, FACTS.replace(old, new, 1), "--out", str(tmp_path / "out.csv"))

    assert result.exit_code == 2
    assert told in result.stderr
    assert not answer
    assert not (tmp_path / "out.csv").exists()


def test_an_unknown_column_is_said(tmp_path: Path) -> None:
    result, _ = points(tmp_path, "id,legal_status,wage\na,F,3\n")

    assert result.exit_code == 0
    assert "wage" in result.stderr

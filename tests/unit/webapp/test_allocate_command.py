"""`liulu allocate`: a cohort in files, without a server."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

FILES = {
    "experts.csv": "expert_id,max_load,min_load\ne1,1,\ne2,2,1\n",
    "projects.csv": "project_id,demand\np1,1\np2,1\n",
    "scores.csv": "expert_id,project_id,score\ne1,p1,0.9\ne1,p2,0.8\ne2,p1,0.5\ne2,p2,-0.1\n",
}


def _run(folder: Path, files: dict[str, str], *options: str, objective: str = "best-total") -> tuple[Result, Any]:
    for name, text in {**FILES, **files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    arguments = ["allocate", str(folder), "--objective", objective, "--out", str(folder / "out.csv"), "--json", "-"]
    result = CliRunner().invoke(main, [*arguments, *options])
    return result, json.loads(result.stdout) if result.stdout else None


def _pairs(folder: Path) -> list[tuple[str, str]]:
    with (folder / "out.csv").open(encoding="utf-8") as stream:
        return [(row["project_id"], row["expert_id"]) for row in csv.DictReader(stream)]


def test_the_draft_and_its_figures(tmp_path: Path) -> None:
    result, answer = _run(tmp_path, {})

    assert result.exit_code == 0, result.output
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "project_id,expert_id,score\np1,e2,0.5\np2,e1,0.8\n"
    assert (answer["status"], answer["unserved"], answer["why"]) == ("solved", 0, [])
    assert answer["total"] == pytest.approx(1.3)
    assert answer["worst_off"] == pytest.approx(0.5)


def test_fixed_forbidden_wished_and_previous_pairs_count(tmp_path: Path) -> None:
    fixed = {"fixed.csv": "expert_id,project_id\ne1,p1\n"}
    _run(tmp_path, fixed)
    assert _pairs(tmp_path) == [("p1", "e1"), ("p2", "e2")]

    (tmp_path / "fixed.csv").unlink()
    _run(tmp_path, {"forbidden.csv": "expert_id,project_id\ne1,p2\nstranger,p1\n"})
    assert _pairs(tmp_path) == [("p1", "e1"), ("p2", "e2")]

    (tmp_path / "forbidden.csv").unlink()
    wish = {"wishes.csv": "project_id,expert_id,rank,by\np1,e1,1,expert\np1,e2,1,project\n"}
    _, answer = _run(tmp_path, wish, objective="stable")
    assert _pairs(tmp_path) == [("p1", "e2"), ("p2", "e1")]
    assert (answer["wishes"], answer["wishes_granted"]) == (2, 1)

    previous = {"previous.csv": "project_id,expert_id,score\np1,e1,0.9\np2,e2,-0.1\n"}
    _, cheap = _run(tmp_path, previous, "--change-price", "0.2")
    _, dear = _run(tmp_path, previous, "--change-price", "0.3")
    assert (cheap["kept"], cheap["given_up"], dear["kept"], dear["given_up"]) == (0, 2, 2, 0)


def test_demand_that_cannot_be_met_says_who_lacks_what_and_what_mends_it(tmp_path: Path) -> None:
    result, answer = _run(tmp_path, {"projects.csv": "project_id,demand\np1,3\np2,1\n"})

    assert result.exit_code == 1
    assert (answer["status"], answer["unserved"]) == ("infeasible", 1)
    assert [(one["who"], one["short_of"], one["by"]) for one in answer["why"]] == [("p1", "experts", 1)]
    assert answer["why"][0]["mend"] == "Lower the demand of p1 to 2."
    assert len(_pairs(tmp_path)) == 3

    stable, answer = _run(tmp_path, {"projects.csv": "project_id,demand\np1,3\np2,1\n"}, objective="stable")
    assert (stable.exit_code, answer["status"], answer["unserved"]) == (0, "solved", 1)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("experts.csv", "expert_id,max_load,min_load\ne1,1,2\ne2,2,\n", "min_load 2 is more than max_load 1"),
        ("experts.csv", "expert_id,max_load\ne1,1\ne1,2\n", "e1 stands in an earlier row"),
        ("experts.csv", "expert_id,max_load\ne1,many\ne2,2\n", "'many' is no whole number"),
        ("projects.csv", "project_id,demand\np1,1\np1,2\n", "p1 stands in an earlier row"),
        ("projects.csv", "project_id,demand\n", "has headings but no row"),
        ("projects.csv", "project_id\np1\n", "has no column demand"),
        ("scores.csv", "expert_id,project_id,score\ne1,p1,\n", "row 2, score: it is empty"),
        ("scores.csv", "expert_id,project_id,score\ne1,p1,nan\n", "'nan' is no number"),
        ("scores.csv", "expert_id,project_id,score\ne9,p1,1\n", "e9 is not in experts.csv"),
        ("scores.csv", "expert_id,project_id,score\ne1,p1,1\ne1,p1,2\n", "stand in row 2 too"),
        ("fixed.csv", "expert_id,project_id\ne1,p9\n", "p9 is not in projects.csv"),
        ("wishes.csv", "project_id,expert_id,rank,by\np1,e9,1,project\n", "e9 is not in experts.csv"),
        ("wishes.csv", "project_id,expert_id,rank,by\np1,e1,0,project\n", "no whole number from 1"),
        ("wishes.csv", "project_id,expert_id,rank,by\np1,e1,1,us\n", "write project or expert"),
    ],
)
def test_bad_files_are_refused_with_the_row(tmp_path: Path, name: str, text: str, told: str) -> None:
    result, _ = _run(tmp_path, {name: text})

    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "out.csv").exists()


def test_a_pair_that_is_fixed_and_forbidden_is_refused(tmp_path: Path) -> None:
    pair = "expert_id,project_id\ne1,p1\n"
    result, _ = _run(tmp_path, {"fixed.csv": pair, "forbidden.csv": pair})

    assert result.exit_code == 2
    assert "fixed.csv, row 2: e1 and p1 are forbidden too" in result.stderr

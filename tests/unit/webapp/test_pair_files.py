"""The commands that score and rank pairs of a folder: what they write, what they refuse."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.exchange.format.problems import Problem
from matching.sources.folder import Folder, FolderError
from tests.support.answers import INTERACTIONS, answers, write, write_folder
from webapp.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


def run(folder: Path, text: str, *more: str) -> tuple[Result, Path]:
    out, listed = folder.parent / "out.csv", folder.parent / "pairs.csv"
    listed.write_text(text, encoding="utf-8")
    arguments = ["score", str(folder), "--kind", "mentor", "--as-of", "2021-01-01", "--pairs", str(listed)]
    return CliRunner().invoke(main, [*arguments, "--out", str(out), *more]), out


def test_the_command_keeps_the_order_of_the_rows_and_their_columns(folder: Path) -> None:
    result, out = run(folder, "provider_id,seeker_id\np3,s1\np0,s0\np3,s1\n")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(row["provider_id"], row["seeker_id"]) for row in rows] == [("p3", "s1"), ("p0", "s0"), ("p3", "s1")]
    assert list(rows[0])[2:] == ["fit", "fit_word", "seeker_probability", "provider_probability", "outcome", "score"]
    assert rows[0] == rows[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seeker_id,provider_id\ns1,p99\n", "p99"),
        ("seeker_id,provider_id\ns99,p1\n", "s99"),
        ("seeker_id\ns1\n", "provider_id"),
        ("", "is empty"),
        ("seeker_id,provider_id\ns1\n", "row 2"),
    ],
)
def test_a_bad_list_of_pairs_is_refused_and_nothing_is_written(folder: Path, text: str, said: str) -> None:
    result, out = run(folder, text)
    assert result.exit_code == 2
    assert said in result.output
    assert not out.exists()


def test_interactions_of_which_none_has_a_day_are_refused(folder: Path) -> None:
    write(folder / "interactions.csv", INTERACTIONS, [[*row[:4], "", *row[5:7], "", *row[8:]] for row in answers(9)])
    result, out = run(folder, "seeker_id,provider_id\ns1,p1\n")
    assert result.exit_code == 2
    assert "proposed_on" in result.output
    assert not out.exists()


def test_ids_that_repeat_are_refused(folder: Path) -> None:
    write(folder / "interactions.csv", INTERACTIONS, [*answers(9), answers(9)[0]])
    with pytest.raises(FolderError) as refused:
        Folder([folder])
    assert [(one.code, one.line) for one in refused.value.told if isinstance(one, Problem)] == [("duplicate_id", 11)]
    assert len(refused.value.told) == 1


def test_a_ranking_leaves_out_who_said_no_and_gives_the_rest_best_first(folder: Path) -> None:
    listed, out = folder.parent / "seekers.csv", folder.parent / "out.csv"
    listed.write_text("seeker_id\ns0\ns1\n", encoding="utf-8")
    arguments = ["rank", str(folder), "--kind", "mentor", "--as-of", "2020-01-01", "--seekers", str(listed)]
    result = CliRunner().invoke(main, [*arguments, "--limit", "5", "--out", str(out)])
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["position"] for row in rows] == list("12345") * 2
    assert {row["provider_id"] for row in rows[:2]} <= {"p0", "p4", "p8"}

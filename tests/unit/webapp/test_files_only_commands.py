"""What the commands that need no server say to bad input: one complaint, exit code 2, nothing written."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

HEADER = ["id", "kind", "seeker_id", "provider_id", "proposed_on", "seeker_decision", "provider_decision",
          "decided_on"]  # fmt: skip
Rows = list[list[str]]


def rows() -> Rows:
    """Everybody asks two of four, who say yes in January and, to the other half, in July."""
    found = []
    for number in range(24):
        day = f"20{20 + number % 2}-{1 + number % 12:02}-03"
        said = "declined" if number % 5 == 4 else "accepted"
        pair = [f"s{number % 6}", f"p{(number + number // 6) % 4}"]
        found.append([f"i{number}", "mentor", *pair, day, "accepted", said, day])
    return found


def save(path: Path, lines: Rows) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "data"
    place.mkdir()
    save(place / "startups.csv", [["id", "name"], *([f"s{n}", f"S {n}"] for n in range(6))])
    save(place / "people.csv", [["id", "name", "roles"], *([f"p{n}", f"P {n}", "supervisor"] for n in range(4))])
    save(place / "interactions.csv", [HEADER, *rows()])
    (tmp_path / "pairs.csv").write_text("seeker_id,provider_id\ns1,p1\n", encoding="utf-8")
    return place


def run(command: str, folder: Path, **changed: str) -> tuple[Result, Path]:
    """One of the three commands; what is not changed is good."""
    out = Path(changed.pop("out", str(folder.parent / "answer.out")))
    listed = changed.pop("listed", str(folder.parent / "pairs.csv"))
    options = {
        "score": {"as-of": "2022-01-01", "pairs": listed, "out": str(out)},
        "rank": {"as-of": "2022-01-01", "seekers": listed, "out": str(out)},
        "backtest": {"cutoff": "2021-01-01", "until": "2022-01-01", "json": str(out)},
    }[command] | changed
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return CliRunner().invoke(main, [command, str(folder), "--kind", "mentor", *arguments]), out


def complains(result: Result, out: Path, *said: str) -> None:
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    for word in said:
        assert word in result.stderr
    assert not out.is_file()
    assert not list(out.parent.glob(f".{out.name}*")) if out.parent.is_dir() else True


def cell(row: int, column: str, value: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        lines = [HEADER, *rows()]
        lines[row][HEADER.index(column)] = value
        save(folder / "interactions.csv", lines)

    return change


def column(name: str, value: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        at = HEADER.index(name)
        save(folder / "interactions.csv", [HEADER, *([*line[:at], value, *line[at + 1 :]] for line in rows())])

    return change


def without_days(folder: Path) -> None:
    save(folder / "interactions.csv", [HEADER, *([*line[:4], "", *line[5:7], ""] for line in rows())])


def content(name: str, raw: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).write_bytes(raw)

    return change


BAD_FOLDERS = {
    "no day": (without_days, "proposed_on"),
    "days to come": (cell(3, "decided_on", "2999-01-01"), "2999-01-01"),
    "no day of the calendar": (cell(3, "proposed_on", "2021-13-01"), "2021-13-01"),
    "an id twice": (cell(2, "id", "i0"), "i0"),
    "an unknown startup": (cell(2, "seeker_id", "s99"), "s99"),
    "an unknown answer": (cell(2, "seeker_decision", "perhaps"), "perhaps"),
    "a missing column": (content("interactions.csv", b"id,kind\ni1,mentor\n"), "seeker_id"),
    "an empty file": (content("startups.csv", b""), "startups.csv"),
    "another encoding": (content("startups.csv", b"id,name\ns0,\xff\xfe\xff\n"), "startups.csv"),
}


@pytest.mark.parametrize("command", ["score", "rank", "backtest"])
@pytest.mark.parametrize("bad", BAD_FOLDERS)
def test_a_bad_folder_is_refused_with_its_place_and_nothing_is_written(folder: Path, command: str, bad: str) -> None:
    change, said = BAD_FOLDERS[bad]
    change(folder)
    complains(*run(command, folder), said)


@pytest.mark.parametrize("command", ["score", "rank", "backtest"])
def test_a_folder_that_is_not_there_is_named(folder: Path, command: str) -> None:
    complains(*run(command, folder.parent / "nowhere"), "nowhere is no folder")


@pytest.mark.parametrize("command", ["score", "rank", "backtest"])
def test_an_answer_that_can_not_be_written_is_refused_before_the_work(folder: Path, command: str) -> None:
    complains(*run(command, folder, out=str(folder / "none" / "answer.csv")), "there is no folder")


@pytest.mark.parametrize("command", ["score", "rank"])
@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"seeker_id,provider_id\n", "no row"),
        (b"provider\np1\n", "no column"),
        (b"seeker_id,provider_id\ns99,p1\n", "s99"),
        (b"seeker_id,provider_id\n\xff\xfe,p1\n", "UTF-8"),
    ],
)
def test_a_bad_list_is_refused(folder: Path, command: str, raw: bytes, said: str) -> None:
    (folder.parent / "pairs.csv").write_bytes(raw)
    complains(*run(command, folder), said)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"until": "2021-01-01"}, "is not after"),
        ({"until": "2020-01-01"}, "is not after"),
        ({"cutoff": "2031-01-01", "until": "2032-01-01"}, "outside the data"),
        ({"cutoff": "1999-01-01"}, "outside the data"),
    ],
)
def test_a_window_that_holds_nothing_is_refused(folder: Path, changed: dict[str, str], said: str) -> None:
    complains(*run("backtest", folder, **changed), said)


def test_a_back_test_without_answers_is_refused(folder: Path) -> None:
    (folder / "interactions.csv").unlink()
    complains(*run("backtest", folder), "nothing to learn from")


def test_a_back_test_in_which_nobody_said_yes_is_refused(folder: Path) -> None:
    column("provider_decision", "declined")(folder)
    complains(*run("backtest", folder), "nothing to learn from")


def test_a_back_test_of_one_seeker_is_refused(folder: Path) -> None:
    only = [[*line[:2], "s1", *line[3:]] for line in rows()]
    save(folder / "interactions.csv", [HEADER, *only])
    result, out = run("backtest", folder)
    complains(result, out, "--cutoff")


def test_a_back_test_prints_its_json_alone_and_judges_every_head(folder: Path) -> None:
    result, _ = run("backtest", folder, json="-")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    shape = {"kind", "cutoff", "until", "seekers", "providers", "hits", "models", "heads"}
    assert set(found) == shape
    assert {"random", "popularity", "baseline", "learned"} <= set(found["models"])
    figures = {"recall_at_20", "ndcg_at_10", "ndcg_at_20", "mrr", "mutual_accept_at_5", "seconds_fit", "seconds_rank"}
    assert all(set(model) == figures | {"slices"} for model in found["models"].values())
    assert set(found["heads"]) == {"seeker", "provider", "outcome"}
    assert all(set(head) == {"auc", "brier", "calibration_error", "n"} for head in found["heads"].values())
    # Every answer of 2021 was told in the window.
    assert found["heads"]["provider"]["n"] == 12


@pytest.mark.parametrize(
    "arguments", [["propose", "--need", "n1"], ["export", "graph"], ["doctor"], ["models", "list"], ["import", "."]]
)
def test_a_place_that_takes_no_answer_is_refused_before_any_server_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, [*arguments, "--json", "missing/answer.json"])

    assert result.exit_code == 2
    assert "there is no folder missing" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_export_over_a_file_is_refused_before_any_server_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("mine", encoding="utf-8")

    result = CliRunner().invoke(main, ["export", "taken"])

    assert result.exit_code == 2
    assert "taken is a file. Name a folder." in result.stderr
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_a_need_says_its_kind_itself() -> None:
    result = CliRunner().invoke(main, ["propose", "--need", "n1", "--kind", "investor"])

    assert result.exit_code == 2
    assert "--need ID, which says its kind itself" in result.stderr

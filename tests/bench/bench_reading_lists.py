"""Prints how many cells of made lists are read right at once, with all proposals accepted, and wrong in silence.

Run: .venv/bin/python -m tests.bench.bench_reading_lists[--rows 40] [--seeds 5] [--code FOLDER] [--show 0]
`--code` names a checkout of another version, to stand beside this one.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.exchange.format.problems import shown
from tests.bench.made_list import ASK, Made
from tests.bench.made_list_words import Pen
from tests.bench.made_lists import STYLES

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("industries", "topics", "stages", "languages", "help_areas")


@dataclass
class Score:
    """Cells of some lists: all, right without a click, right with proposals accepted, wrong in silence."""

    cells: int = 0
    at_once: int = 0
    accepted: int = 0
    silent: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another's in."""
        self.cells += other.cells
        self.at_once += other.at_once
        self.accepted += other.accepted
        self.silent += other.silent
        self.examples += other.examples

    def line(self, name: str) -> str:
        """A row of the table."""
        share = [f"{part / self.cells:.4f}" for part in (self.at_once, self.accepted)] if self.cells else ["-", "-"]
        return f"| {name} | {self.cells} | {share[0]} | {share[1]} | {self.silent} |"


def judge(made: Made, code: Path) -> Score:
    """Read a list by `liulu read` and compare each cell that means something."""
    with tempfile.TemporaryDirectory(prefix="liulu-bench-") as name:
        out, target = Path(name) / "out", Path(name) / "answer.json"
        command = [sys.executable, "-m", "webapp.cli", "read", str(made.path), "--out", str(out), "--json", str(target)]
        subprocess.run(command, cwd=code, capture_output=True, check=False, env={"PYTHONPATH": str(code), "PATH": ""})
        answer: dict[str, Any] = json.loads(target.read_text()) if target.exists() else {"files": []}
        found = list(_rows(out, made.table))
    told: dict[str, Any] = next(
        (one for one in answer["files"] if one["rows"]), {"values": [], "questions": [], "columns": [], "left_out": []}
    )
    unsure = {(one["column"], one["value"]) for one in told["values"] if not one["sure"]}
    asked = {(one["column"], one["value"]) for one in told["questions"]}
    columns = {one["as"] for one in told["columns"]}
    score = Score()
    for at, truth in enumerate(made.truth):
        row = found[at] if at < len(found) else None
        for column, (meant, written) in truth.items():
            _cell(score, row, column, meant, shown(written), unsure, asked, columns)
    if len(found) > len(made.truth):
        score.silent += sum(len(row) for row in found[len(made.truth) :])
        score.examples.append(f"{len(found) - len(made.truth)} rows too many")
    return score


def _cell(
    score: Score, row: dict[str, str] | None, column: str, meant: str, written: str,
    unsure: set[tuple[str, str]], asked: set[tuple[str, str]], columns: set[str | None],
) -> None:  # fmt: skip
    score.cells += 1
    is_known = row is not None and column in columns
    read = _plain(column, (row or {}).get(column, "")) if is_known else ""
    right = "" if meant == ASK else _plain(column, meant)
    is_told = (column, written) in unsure or (column, written) in asked
    is_right = is_known and read == right and (meant != ASK or is_told)
    score.accepted += is_right
    score.at_once += is_right and (column, written) not in unsure
    if not is_right and is_known and not is_told:
        score.silent += 1
    if not is_right:
        how = "" if not is_known else " told" if is_told else " IN SILENCE"
        score.examples.append(f"{column}: {written!r} read as {read!r}, means {right!r}{how}")


def _plain(column: str, text: str) -> str:
    if column in LISTS:
        return "|".join(sorted(part.casefold() for part in text.split("|") if part))
    if column in ("phone", "contact_phone"):
        return "".join(filter(str.isdigit, text))[-11:]
    return " ".join(text.split()).casefold() if "email" in column else " ".join(text.split())


def _rows(out: Path, table: str) -> Iterator[dict[str, str]]:
    def read(name: str) -> list[dict[str, str]]:
        path = out / f"{name}.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    employers = {row.get("person_id"): row.get("organisation", "") for row in read("careers")}
    for row in read(table):
        yield {**row, "organisation": employers.get(row.get("id", ""), "")}


def main() -> None:
    """A row for each style, and one of all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--code", type=Path, default=ROOT)
    parser.add_argument("--show", type=int, default=0)
    said = parser.parse_args()
    print("| style | cells | right at once | with proposals | wrong in silence |\n| --- | --- | --- | --- | --- |")
    whole = Score()
    for name, make in STYLES.items():
        score = Score()
        for seed in range(said.seeds):
            with tempfile.TemporaryDirectory(prefix="liulu-lists-") as folder:
                score.add(judge(make(Path(folder), Pen(seed * 1000 + len(name)), said.rows), said.code.resolve()))
        whole.add(score)
        print(score.line(name), flush=True)
        for text, count in Counter(score.examples).most_common(said.show):
            print(f"    {count} x {text}")
    print(whole.line("all"))


if __name__ == "__main__":
    main()

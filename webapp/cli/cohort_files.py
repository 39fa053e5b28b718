"""Reads a cohort from a folder of CSV files: all that is wrong is told at once, by row, with how to correct it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import click
import numpy as np

from matching.allocation.cohort import Cohort, Floats, Ints, Mask
from webapp.cli import BadInput
from webapp.cli.pair_files import read_columns, refuse_rows

_PAIR = ("expert_id", "project_id")
_SIDES = ("project", "expert")
_LARGEST = 1_000_000
Places = Mapping[str, int]


def read_cohort(folder: Path) -> Cohort:
    """`scores.csv`, `experts.csv`, `projects.csv`, and where there `fixed`, `forbidden`, `wishes` and `previous`.

    Raises BadInput.
    """
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder. Name one with scores.csv, experts.csv and projects.csv.")
    most, least = _read_experts(folder / "experts.csv")
    demand = _read_projects(folder / "projects.csv")
    experts, projects = sorted(most), sorted(demand)
    return _Pairs(
        folder, {one: at for at, one in enumerate(projects)}, {one: at for at, one in enumerate(experts)}
    ).made(
        np.array([demand[one] for one in projects], dtype=np.int64),
        np.array([least[one] for one in experts], dtype=np.int64),
        np.array([most[one] for one in experts], dtype=np.int64),
    )


def _read_experts(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    wrong: list[str] = []
    most: dict[str, int] = {}
    least: dict[str, int] = {}
    for line, (expert, highest, lowest) in read_columns(path, ("expert_id", "max_load"), ("min_load",)):
        _note_id(wrong, line, "expert_id", expert, most)
        most[expert] = _count(wrong, line, "max_load", highest)
        least[expert] = _count(wrong, line, "min_load", lowest or "0")
        if least[expert] > most[expert] and not any(one.startswith(f"row {line},") for one in wrong):
            wrong.append(f"row {line}: min_load {lowest} is more than max_load {highest}. Lower it, or raise max_load.")
    refuse_rows(path, wrong)
    return most, least


def _read_projects(path: Path) -> dict[str, int]:
    wrong: list[str] = []
    demand: dict[str, int] = {}
    for line, (project, wanted) in read_columns(path, ("project_id", "demand")):
        _note_id(wrong, line, "project_id", project, demand)
        demand[project] = _count(wrong, line, "demand", wanted)
    refuse_rows(path, wrong)
    return demand


class _Pairs:
    """The files about pairs of known projects and experts."""

    def __init__(self, folder: Path, projects: Places, experts: Places) -> None:
        self._folder, self._projects, self._experts = folder, projects, experts
        self._keys, self._scores = self._read_scores()
        self._places = {key: at for at, key in enumerate(self._keys.tolist())}

    def made(self, demand: Ints, least: Ints, most: Ints) -> Cohort:
        """The cohort; forbidden pairs are set apart."""
        forbidden = self._read_pairs("forbidden.csv")
        fixed = self._read_fixed(set(forbidden))
        previous = self._read_pairs("previous.csv")
        wishes = self._read_wishes()
        kept = np.flatnonzero(~self._marked(forbidden))
        width = len(self._experts)
        apart = np.array(sorted(key for key in forbidden if key in self._places), dtype=np.int64)
        return Cohort(
            project_ids=tuple(self._projects), expert_ids=tuple(self._experts), demand=demand, least=least, most=most,
            project=self._keys[kept] // width, expert=self._keys[kept] % width, score=self._scores[kept],
            fixed=self._marked(fixed)[kept], previous=self._marked(previous)[kept],
            wish_of_project=wishes["project"][kept], wish_of_expert=wishes["expert"][kept],
            forbidden=np.stack([apart // width, apart % width], axis=1),
        )  # fmt: skip

    def _key(self, project: str, expert: str) -> int | None:
        """A pair as one number, in the order of projects and experts; None where one of them is not known."""
        at, of = self._projects.get(project), self._experts.get(expert)
        return None if at is None or of is None else at * len(self._experts) + of

    def _marked(self, keys: Mapping[int, int]) -> Mask:
        marked = np.zeros(len(self._keys), dtype=bool)
        marked[[self._places[key] for key in keys if key in self._places]] = True
        return marked

    def _read_scores(self) -> tuple[Ints, Floats]:
        path = self._folder / "scores.csv"
        wrong: list[str] = []
        first: dict[int, int] = {}
        scores: list[float] = []
        for line, (expert, project, text) in read_columns(path, (*_PAIR, "score")):
            key = self._key(project, expert)
            value = _number(text)
            if key is None:
                wrong.append(self._unknown(line, project, expert))
            elif key in first:
                wrong.append(f"row {line}: {expert} and {project} stand in row {first[key]} too. Keep one of the two.")
            elif value is None:
                told = f"{text[:40]!r} is no number" if text else "it is empty"
                wrong.append(
                    f"row {line}, score: {told}. Write a number, or take the row out: the pair is then left out."
                )
            else:
                first[key] = line
                scores.append(value)
        refuse_rows(path, wrong)
        keys = np.fromiter(first, dtype=np.int64, count=len(first))
        order = np.argsort(keys)
        return keys[order], np.array(scores)[order]

    def _read_pairs(self, name: str) -> dict[int, int]:
        """Pairs of an optional file with the row of each; those of others than the cohort's are noted and left out."""
        path, found, strange = self._folder / name, dict[int, int](), 0
        if not path.exists():
            return found
        for line, (expert, project) in read_columns(path, _PAIR, may_be_empty=True):
            key = self._key(project, expert)
            if key is None:
                strange += 1
            else:
                found.setdefault(key, line)
        if strange:
            click.echo(f"Note: {strange} rows of {path} name others than this cohort's and were left out.", err=True)
        return found

    def _read_fixed(self, forbidden: set[int]) -> dict[int, int]:
        path, found, wrong = self._folder / "fixed.csv", dict[int, int](), list[str]()
        if not path.exists():
            return found
        for line, (expert, project) in read_columns(path, _PAIR, may_be_empty=True):
            key = self._key(project, expert)
            if key is None:
                wrong.append(self._unknown(line, project, expert))
            elif key in forbidden:
                wrong.append(
                    f"row {line}: {expert} and {project} are forbidden too. Take them out of one of the two files."
                )
            elif key not in self._places:
                wrong.append(
                    f"row {line}: {expert} and {project} have no score. Add one to scores.csv, or free the pair."
                )
            else:
                found.setdefault(key, line)
        refuse_rows(path, wrong)
        return found

    def _read_wishes(self) -> dict[str, Floats]:
        ranks = {side: np.full(len(self._keys), math.inf) for side in _SIDES}
        path, wrong, first = self._folder / "wishes.csv", list[str](), dict[tuple[int, str], int]()
        if not path.exists():
            return ranks
        for line, (project, expert, rank, by) in read_columns(
            path, ("project_id", "expert_id", "rank", "by"), may_be_empty=True
        ):
            key = self._key(project, expert)
            if by not in _SIDES:
                wrong.append(f"row {line}, by, {by[:40]!r}: write project or expert, whoever wishes.")
            elif key is None:
                wrong.append(self._unknown(line, project, expert))
            elif (key, by) in first:
                wrong.append(f"row {line}: row {first[key, by]} has this wish too. Keep one of the two.")
            else:
                first[key, by] = line
                value = _count(wrong, line, "rank", rank, least=1)
                if key in self._places:
                    ranks[by][self._places[key]] = value
        refuse_rows(path, wrong)
        return ranks

    def _unknown(self, line: int, project: str, expert: str) -> str:
        if project not in self._projects:
            return (
                f"row {line}, project_id: {project or 'no id'} is not in projects.csv. Add it there, or correct the id."
            )
        return f"row {line}, expert_id: {expert or 'no id'} is not in experts.csv. Add it there, or correct the id."


def _note_id(wrong: list[str], line: int, column: str, value: str, known: Mapping[str, int]) -> None:
    if not value:
        wrong.append(f"row {line}, {column}: it is empty. Write the id.")
    elif value in known:
        wrong.append(f"row {line}, {column}: {value} stands in an earlier row. Keep one of the two.")


def _count(wrong: list[str], line: int, column: str, text: str, least: int = 0) -> int:
    if text.isascii() and text.isdecimal() and least <= int(text[:9]) <= _LARGEST and len(text) < 9:
        return int(text)
    told = f"{text[:40]!r} is no whole number from {least} to {_LARGEST}" if text else "it is empty"
    wrong.append(f"row {line}, {column}: {told}. Write one.")
    return least


def _number(text: str) -> float | None:
    try:
        value = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None

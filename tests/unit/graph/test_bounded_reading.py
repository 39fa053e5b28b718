"""Files of strangers are read in a process of their own: each has an answer, and none takes more than its share."""

from __future__ import annotations

import resource
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graph.exchange.checking.check import check
from graph.exchange.checking.spool import Spool
from graph.exchange.format.problems import Problem
from graph.exchange.reading.limits import COMMAND, MEGABYTE, PAGE, Limits
from graph.exchange.reading.sources import Source, find_sources
from graph.exchange.reading.tables import open_source
from graph.exchange.reading.uploads import unpacked
from tests.bench.measure import in_child
from tests.support.hostile import MADE

GIGABYTE = 1024 * MEGABYTE


class StoppedError(Exception):
    """Somebody cancelled."""


def problems_of(path: Path, limits: Limits = PAGE) -> list[Problem]:
    """What an import says of a file."""
    with unpacked(path, path.name, limits) as found, Spool() as spool:
        return check(found, spool, lambda _sheet, _ids: set(), limits=limits).problems


def table(folder: Path, rows: int, text: str = "One") -> Path:
    path = folder / "startups.csv"
    path.write_text("id,name\n" + "".join(f"s{at},{text}\n" for at in range(rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_has_an_answer_in_words(tmp_path: Path, name: str) -> None:
    make, code = MADE[name]

    found = problems_of(make(tmp_path))

    assert code in [problem.code for problem in found]
    assert all(problem.message and problem.fix for problem in found)
    assert not list(tmp_path.parent.rglob("outside.csv"))


def most_memory(folder: Path) -> int:
    """The peak in bytes of the largest process that read one of the hostile files; in a process without others."""
    for make, _ in MADE.values():
        problems_of(make(folder))
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def test_no_hostile_file_takes_a_gigabyte(tmp_path: Path) -> None:
    assert in_child(most_memory, tmp_path) < GIGABYTE


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rows": 99}, "too_many_rows"),
        ({"cells": 150}, "too_many_filled_cells"),
        ({"columns": 1}, "too_many_columns"),
        ({"row_characters": 4}, "row_too_long"),
        ({"seconds": 0.0}, "too_long_to_read"),
    ],
)
def test_what_is_beyond_a_bound_is_refused_with_the_bound(tmp_path: Path, changed: dict[str, int], code: str) -> None:
    found = problems_of(table(tmp_path, 100), replace(PAGE, **changed))

    assert [problem.code for problem in found] == [code]
    assert found[0].params["limit"] in found[0].message


def test_what_lies_within_the_bounds_is_read(tmp_path: Path) -> None:
    assert problems_of(table(tmp_path, 100), replace(PAGE, rows=100, columns=2, cells=202)) == []


def test_empty_columns_at_the_end_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "startups.csv"
    path.write_text(f"id,name{',' * 5000}\ns1,One{',' * 5000}\n", encoding="utf-8")

    assert problems_of(path) == []


def test_whoever_stops_the_reading_ends_the_process(tmp_path: Path) -> None:
    source = next(found for found in find_sources([table(tmp_path, 400_000)], COMMAND) if isinstance(found, Source))
    began = time.monotonic()

    def tick() -> None:
        if time.monotonic() - began > 0.6:
            raise StoppedError

    def read() -> None:
        for found in open_source(source, COMMAND, tick):
            assert not isinstance(found, Problem)
            for _ in found.rows:
                time.sleep(0.001)

    with pytest.raises(StoppedError):
        read()
    assert not [child for child in psutil.Process().children() if "graph.exchange.reading.child" in child.cmdline()]


def test_a_process_that_hangs_is_ended_and_spoken_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen

    def hanging(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        return started(["sleep", "60"], **options)  # type: ignore[call-overload,no-any-return]  # as it was given

    monkeypatch.setattr(subprocess, "Popen", hanging)
    ticks: list[float] = []
    with unpacked(table(tmp_path, 1), "startups.csv", PAGE) as found:
        source = found[0]
        assert isinstance(source, Source)
        limits = replace(PAGE, seconds=1.2)
        answers = list(open_source(source, limits, lambda: ticks.append(time.monotonic())))

    assert [answer.code for answer in answers if isinstance(answer, Problem)] == ["too_long_to_read"]
    assert len(ticks) >= 2


def test_a_process_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, str]] = []
    started = subprocess.Popen

    def watched(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        given.append(dict(options["env"]))  # type: ignore[call-overload]  # a dictionary, as it was given
        return started(command, **options)  # type: ignore[call-overload,no-any-return]  # as it was given

    monkeypatch.setenv("LIULU_SECRET_KEY", "planted")
    monkeypatch.setattr(subprocess, "Popen", watched)

    assert problems_of(table(tmp_path, 1)) == []
    assert len(given) == 1
    assert "planted" not in given[0].values()


def test_a_name_longer_than_a_folder_takes_is_read(tmp_path: Path) -> None:
    stored = table(tmp_path, 1).rename(tmp_path / "upload-1.csv")

    with unpacked(stored, f"{'导师名单' * 40}.csv", PAGE) as found:
        assert [item.code for item in found if isinstance(item, Problem)] == ["unknown_file", "no_files"]


def test_the_parents_memory_stays_flat(tmp_path: Path) -> None:
    source = next(find_sources([table(tmp_path, 60_000, "x" * 900)], COMMAND))
    assert isinstance(source, Source)
    process = psutil.Process()
    before, most = process.memory_info().rss, 0

    for found in open_source(source):
        assert not isinstance(found, Problem)
        for number, _ in enumerate(found.rows):
            if number % 5000 == 0:
                most = max(most, process.memory_info().rss)

    assert most - before < 20 * MEGABYTE

"""The files that somebody named, whatever they are, with what archives hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from graph.exchange.format.problems import Problem, whole_file
from graph.exchange.reading.bounded import Tick
from graph.exchange.reading.limits import Limits
from graph.exchange.reading.sources import outer_problem
from graph.exchange.reading.uploads import unpack
from graph.exchange.reading.wire import Work

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
_ARCHIVE = ".zip"


@dataclass(frozen=True)
class Given:
    """One file to read: where it lies, its name, and how it is read."""

    path: Path
    name: str
    work: Work


def find_given(
    paths: list[Path], folder: Path, limits: Limits, tick: Tick, names: Mapping[Path, str] = MappingProxyType({})
) -> Iterator[Given | Problem]:
    """Each file under `paths`, those of archives unpacked below `folder`; a problem for each that cannot be read.

    `names` are those by which files were sent that are kept under others.
    """
    for number, path in enumerate(paths):
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith((".", "~$")))
            yield from find_given(inside, folder / str(number), limits, tick)
        elif not path.is_file():
            yield whole_file(str(path), "not_found", "check_path")
        elif path.suffix.lower() == _ARCHIVE:
            target = folder / f"archive-{number}"
            target.mkdir(parents=True)
            found = list(unpack(path, target, names.get(path, path.name), limits, tick, (*WORKBOOKS, *TEXTS)))
            yield from (item if isinstance(item, Problem) else _given(*item, limits) for item in found)
            if not found:
                yield whole_file(path.name, "no_files", "send_as_csv")
        else:
            yield _given(path, names.get(path, path.name), limits)


def _given(path: Path, name: str, limits: Limits) -> Given | Problem:
    work = Work.WORKBOOK if path.suffix.lower() in WORKBOOKS else Work.CSV
    return outer_problem(path, name, limits, is_workbook=work == Work.WORKBOOK) or Given(path, name, work)

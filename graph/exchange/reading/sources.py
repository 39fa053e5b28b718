"""The files behind the names that somebody gave: folders of CSV files, single CSV files, workbooks."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.exchange.format.problems import Problem, whole_file
from graph.exchange.format.schema import SHEETS
from graph.exchange.reading.limits import MEGABYTE, Limits


@dataclass(frozen=True)
class Source:
    """One CSV file, or one workbook, to read; `label` is how reports name it."""

    path: Path
    label: str
    sheet_name: str = ""

    @property
    def is_workbook(self) -> bool:
        return self.path.suffix.lower() in WORKBOOK_ENDINGS


WORKBOOK_ENDINGS = (".xlsx", ".xlsm")


def find_sources(paths: list[Path], limits: Limits) -> Iterator[Source | Problem]:
    """Every file to read under `paths`, and a problem for each that cannot be, in a stable order."""
    several = len(paths) > 1
    for path in paths:
        found = list(_in_one(path, several))
        if not found or all(isinstance(item, Problem) and item.code == "unknown_file" for item in found):
            yield from found
            yield whole_file(str(path), "no_files", "name_files")
            continue
        yield from (guarded(item, limits) for item in found)


def named_source(path: Path, name: str, label: str, limits: Limits) -> Source | Problem:
    """A file that somebody sent under a name and that is kept under another, or what forbids reading it."""
    return guarded(_classify(path, name, label), limits)


def guarded(item: Source | Problem, limits: Limits) -> Source | Problem:
    """A file to read, or what forbids even opening it."""
    if isinstance(item, Problem):
        return item
    return outer_problem(item.path, item.label, limits, is_workbook=item.is_workbook) or item


def _in_one(path: Path, several: bool) -> Iterator[Source | Problem]:
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if file.is_file() and file.suffix.lower() in (".csv", *WORKBOOK_ENDINGS) and file.name[:2] != "~$":
                yield _classify(file, file.name, f"{path.name}/{file.name}" if several else file.name)
    elif path.is_file():
        yield _classify(path, path.name, path.name)
    else:
        yield whole_file(str(path), "not_found", "check_path")


def _classify(file: Path, name: str, label: str) -> Source | Problem:
    if file.suffix.lower() in WORKBOOK_ENDINGS:
        return Source(file, label)
    stem = Path(name).stem.lower()
    if stem in SHEETS:
        return Source(file, label, stem)
    near = difflib.get_close_matches(stem, SHEETS, n=1, cutoff=0.6)
    if near:
        return whole_file(label, "unknown_file", "rename_file", suggestion=f"{near[0]}.csv")
    return whole_file(label, "unknown_file", "no_mend_needed")


def outer_problem(path: Path, label: str, limits: Limits, *, is_workbook: bool) -> Problem | None:
    """What forbids even opening a file: its size, or a content that is not what its name says."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        return whole_file(label, "file_too_large", "split_file", limit=str(limits.file_bytes // MEGABYTE))
    if size == 0:
        return whole_file(label, "empty_file", "add_heading")
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError:
        return whole_file(label, "not_readable", "check_rights")
    if is_workbook:
        return None
    if head.startswith(b"PK\x03\x04"):
        return whole_file(label, "not_csv", "name_as_xlsx")
    if head.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")):
        return whole_file(label, "not_csv", "save_as_csv")
    return None

"""The answer of an import: counts by file, problems, seconds and memory."""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass, field

from graph.exchange.checking.check import Checked
from graph.exchange.format.problems import Problem
from graph.exchange.loading.load import Loaded


@dataclass(frozen=True)
class FileCounts:
    """What became of the rows of one file."""

    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or with `dry_run` would do."""

    files: dict[str, FileCounts]
    problems: list[Problem]
    warnings: list[Problem]
    seconds: float
    dry_run: bool
    loaded: bool
    bad_rows: int = 0
    bad_row_files: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(counts.read for counts in self.files.values())

    @property
    def rows_per_second(self) -> float:
        return round(self.rows / self.seconds, 1) if self.seconds else 0.0

    def as_json(self) -> dict[str, object]:
        """The documented shape of `liulu import --json`."""
        return {
            "files": {name: vars(counts) for name, counts in self.files.items()},
            "errors": [problem.as_json() for problem in self.problems],
            "seconds": round(self.seconds, 3),
            "rows_per_second": self.rows_per_second,
            "peak_memory_mb": peak_memory_mb(),
            "dry_run": self.dry_run,
        }


def make_report(checked: Checked, loaded: Loaded | None, seconds: float, *, dry_run: bool) -> ImportReport:
    """Put the check's and the load's counts together; nothing loaded counts as nothing created."""
    done = loaded or Loaded()
    files = {
        name: FileCounts(read, done.created[name], done.updated[name], done.unchanged[name], checked.rejected[name])
        for name, read in sorted(checked.read.items())
    }
    is_loaded = loaded is not None and not dry_run
    bad_rows = sum(checked.rejected.values())
    return ImportReport(files, checked.problems, checked.warnings, seconds, dry_run, is_loaded, bad_rows)


def peak_memory_mb() -> float:
    """The largest resident size of this process so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)

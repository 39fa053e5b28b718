"""The answer of an import: counts by file, problems, seconds and memory."""

from __future__ import annotations

import resource
import sys
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from graph.exchange.checking.checked import Checked
from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import SHEETS
from graph.exchange.identity.questions import Question
from graph.exchange.loading.changes import Changes
from graph.exchange.loading.load import Loaded


@dataclass(frozen=True)
class FileCounts:
    """What became of the rows of one file; `merged` into another row, `skipped` by whoever imports."""

    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    merged: int = 0
    skipped: int = 0

    def as_json(self) -> dict[str, int]:
        """The documented shape: what none of the rows came to is left out, but for the usual five."""
        return {name: count for name, count in vars(self).items() if count or name not in ("merged", "skipped")}


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or with `dry_run` would do. `derived`: tables whose rows were made of those of others."""

    files: dict[str, FileCounts]
    problems: list[Problem]
    warnings: list[Problem]
    seconds: float
    dry_run: bool
    loaded: bool
    bad_rows: int = 0
    bad_row_files: list[str] = field(default_factory=list)
    lost_cells: int = 0
    questions: list[Question] = field(default_factory=list)
    doubles: list[Question] = field(default_factory=list)
    changes: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    derived: Collection[str] = ()

    @property
    def rows(self) -> int:
        return sum(counts.read for counts in self.files.values())

    def as_sent(self) -> ImportReport:
        """The same in rows of the sender's: without those of derived tables."""
        left_out = {SHEETS[table].file_name for table in self.derived}
        files = {name: one for name, one in self.files.items() if name not in left_out}
        bad_rows = sum(counts.rejected for counts in files.values())
        changes = {table: one for table, one in self.changes.items() if table not in self.derived}
        return replace(self, files=files, bad_rows=bad_rows, changes=changes)

    @property
    def rows_per_second(self) -> float:
        return round(self.rows / self.seconds, 1) if self.seconds else 0.0

    def as_json(self) -> dict[str, object]:
        """The documented shape of `liulu import --json`."""
        return {
            "files": {name: counts.as_json() for name, counts in self.files.items()},
            "errors": [problem.as_json() for problem in self.problems],
            "seconds": round(self.seconds, 3),
            "rows_per_second": self.rows_per_second,
            "peak_memory_mb": peak_memory_mb(),
            "dry_run": self.dry_run,
            "changes": self.changes,
            "probable_doubles": [one.as_kept() for one in (*self.questions, *self.doubles)],
        }


def make_report(
    checked: Checked, loaded: Loaded | None, seconds: float, *, dry_run: bool, changes: Changes | None = None
) -> ImportReport:
    """Put the check's and the load's counts together; nothing loaded counts as nothing created."""
    done = loaded or Loaded()
    files = {
        name: FileCounts(
            read,
            done.created[name],
            done.updated[name],
            done.unchanged[name],
            checked.rejected[name],
            checked.merged[name],
            checked.skipped[name],
        )
        for name, read in sorted(checked.read.items())
    }
    is_loaded = loaded is not None and not dry_run
    bad_rows = sum(checked.rejected.values())
    return ImportReport(
        files, checked.problems, checked.warnings, seconds, dry_run, is_loaded, bad_rows,
        lost_cells=checked.lost_cells, questions=checked.questions, doubles=checked.doubles,
        changes=changes.as_json() if changes else {},
    )  # fmt: skip


def peak_memory_mb() -> float:
    """The largest resident size of this process so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)

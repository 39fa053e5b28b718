"""What a running job tells the page that follows it, and how it learns that it should stop."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from graph.backup.archive import DamagedBackupError
from graph.driver import Graph
from graph.errors import ForbiddenError

CUT_OFF = "cut_off"
"""The failure of a job whose process or graph ended under it too often."""
_REPORT_SECONDS = 0.5
_LOCKS_KEPT = timedelta(days=30)


class JobStoppedError(Exception):
    """Somebody cancelled the job, or another worker took it."""


class Progress:
    """Reports now and then in a transaction of its own, and stops the work when somebody cancelled it."""

    def __init__(self, graph: Graph, job_id: str, message: str = "", expected: int = 0) -> None:
        """`expected`: how much there is to do of steps that do not know it themselves."""
        self._graph, self._job_id, self._message, self._expected = graph, job_id, message, expected
        self._last = 0.0
        self._told: tuple[str, int, int] | None = None
        self._began: dict[str, float] = {}

    def report(self, step: str, done: int, total: int) -> None:
        """How far it is; raises JobStoppedError when it has to stop."""
        self._told = step, done, total
        now = time.monotonic()
        began = self._began.setdefault(step, now)
        if now - self._last < _REPORT_SECONDS:
            return
        self._last = now
        rate = done / (now - began) if now > began else 0.0
        may_go_on = self._graph.write(
            lambda tx: tx.jobs.progress(
                self._job_id, step=step, done=done, total=total or self._expected, rate=rate, message=self._message
            )
        )
        if not may_go_on:
            raise JobStoppedError

    def tick(self) -> None:
        """It is as far as was reported last, and goes on; raises JobStoppedError when it has to stop."""
        if self._told:
            self.report(*self._told)

    def begin_writing(self) -> None:
        """From here on nobody can cancel it; raises JobStoppedError when somebody did."""
        if not self._graph.write(lambda tx: tx.jobs.begin_writing(self._job_id)):
            raise JobStoppedError


@contextmanager
def alone(home: Path, job_id: str) -> Iterator[bool]:
    """Whether nobody else runs this job on this machine; the lock goes with the process that holds it."""
    folder = home / "jobs"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / f"{Path(job_id).name}.lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def drop_old_locks(home: Path, at: datetime) -> int:
    """Delete the locks of jobs that nobody took for long; returns how many."""
    oldest = (at - _LOCKS_KEPT).timestamp()
    old = [path for path in (home / "jobs").glob("*.lock") if path.stat().st_mtime < oldest]
    return sum(_drop_free(path) for path in old)


def _drop_free(path: Path) -> bool:
    with path.open() as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        path.unlink(missing_ok=True)
        return True


def failure_of(error: Exception) -> str:
    """What kind of failure an error is: `memory`, `disk`, `not_allowed`, `damaged`, or `program`."""
    kinds: dict[type[Exception], str] = {
        MemoryError: "memory", OSError: "disk", ForbiddenError: "not_allowed", DamagedBackupError: "damaged",
    }  # fmt: skip
    return next((code for kind, code in kinds.items() if isinstance(error, kind)), "program")

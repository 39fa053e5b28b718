"""Where the processes of one machine keep their figures; without an import of what reads the place at its own."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# The library's name for the folder of a process.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def metrics_folder(home: Path) -> Path:
    """Where the parts of this home meet: in memory where there is such a place, so that a full disk stops nobody."""
    memory = Path("/dev/shm")  # noqa: S108  # nosec B108  # a folder of our own inside, by user
    if not os.access(memory, os.W_OK):
        return home / "metrics"
    return memory / f"liulu-metrics-{os.getuid()}-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"


@contextmanager
def keep_metrics(home: Path, part: str) -> Iterator[None]:
    """A part's figures, from nothing on and for as long as it runs; enter before `prometheus_client` is imported."""
    folder, owner = metrics_folder(home) / part, os.getpid()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.environ[FOLDER] = str(folder)
    try:
        yield
    finally:
        if os.getpid() == owner:  # a forked worker comes by here too when it ends
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # the other parts' figures stay
                folder.parent.rmdir()

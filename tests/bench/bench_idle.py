"""What each process of `liulu up` costs while nobody asks anything, over the demonstration city.

Run by `make bench`, or `.venv/bin/python -m tests.bench.bench_idle`. It ends before the clock looks for a due training.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import psutil

from graph.processes.ports import free_port
from tests.support.installation import Installation

SETTLE_SECONDS, MEASURED_SECONDS = 30, 60
AIM_PERCENT = 1.0


def part_of(process: psutil.Process) -> str:
    """What people call this process: the command that it is, or the server."""
    words = process.cmdline()
    if "ArcadeDBServer" in " ".join(words):
        return "graph"
    own = [word for word in ("web", "worker", "beat", "up") if word in words]
    return own[0] if own else "redis"


def seconds_used(process: psutil.Process) -> float:
    """Process time so far, in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


def measure(root: psutil.Process) -> list[tuple[str, float]]:
    """(part, percent of a core) of every process under `root`, dearest first."""
    processes = [root, *root.children(recursive=True)]
    before = [seconds_used(process) for process in processes]
    began = time.monotonic()
    time.sleep(MEASURED_SECONDS)
    wall = time.monotonic() - began
    found = [
        (part_of(process), 100 * (seconds_used(process) - used) / wall)
        for process, used in zip(processes, before, strict=True)
    ]
    return sorted(found, key=lambda line: -line[1])


def main() -> None:
    """Print a line for each process."""
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder), LIULU_ENV="development", LIULU_PORT=str(free_port()))
        try:
            installation.wait_ready()
            time.sleep(SETTLE_SECONDS)
            for part, percent in measure(psutil.Process(installation.process.pid)):
                print(f"{part:<8} {percent:5.2f}% of a core (aim: at most {AIM_PERCENT:g}%)", flush=True)
        finally:
            installation.interrupt()


if __name__ == "__main__":
    main()

"""Prints rows a second and memory of imports of 10,000 and 50,000 made rows, side by side.

Run: .venv/bin/python -m tests.bench.bench_import [ROWS ...]
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from graph.driver import open_graph
from graph.embedded import start_embedded
from graph.entities import Actor
from graph.exchange.report import peak_memory_mb
from graph.migrate import migrate
from graph.taxonomy import load
from graph.taxonomy.seed import seed
from tests.support.days import SHANGHAI
from webapp.operations.exchange.import_folder import import_folder

HEAP_MB = 1024
_WORDS = ["growth", "pilot", "sensor", "market", "clinic", "battery", "export", "patent", "factory", "cloud"]


def write_rows(folder: Path, count: int) -> None:
    """Half startups, half supervisors, two industries and two topics each, always the same."""
    industries = list(load().industries.terms)
    half = count // 2
    for name, head, extra in (("startups", ["stage"], ["seed"]), ("people", ["roles"], ["supervisor"])):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["id", "name", *head, "industries", "topics", "region", "languages", "summary"])
            for at in range(half):
                tags = f"{industries[at % len(industries)]}|{industries[(at * 7 + 1) % len(industries)]}"
                topics = f"topic {at % 500}|topic {at * 13 % 900}"
                text = " ".join(_WORDS[(at * step) % len(_WORDS)] for step in range(1, 40))
                writer.writerow([f"{name}-{at}", f"Made {at}", *extra, tags, topics, "Pudong", "zh|en", text])


def measure(count: int) -> None:
    """One import into an empty server of its own; prints one line."""
    with tempfile.TemporaryDirectory(prefix="liulu-bench-") as name:
        home = Path(name)
        (home / "in").mkdir()
        write_rows(home / "in", count)
        server = start_embedded(home, heap_mb=HEAP_MB)
        try:
            with open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI) as graph:
                migrate(graph)
                seed(graph)
                before, cpu = peak_memory_mb(), time.process_time()
                report = import_folder(graph, Actor.system(), [home / "in"], datetime.now(UTC))
                cpu = time.process_time() - cpu
        finally:
            server.stop()
    print(
        f"{count:>7} rows  {report.rows_per_second:>7.0f} rows/s  {report.seconds:>6.1f} s  "
        f"{cpu:>5.1f} s own processor time  peak {peak_memory_mb():>6.1f} MB ({before:.1f} before)",
        flush=True,
    )


def main() -> None:
    """Each size in a process of its own: a peak never falls."""
    sizes = [int(text) for text in sys.argv[1:]] or [10_000, 50_000]
    if len(sizes) == 1:
        measure(sizes[0])
        return
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, heap {HEAP_MB} MB")
    for size in sizes:
        subprocess.run([sys.executable, "-m", "tests.bench.bench_import", str(size)], check=True)


if __name__ == "__main__":
    main()

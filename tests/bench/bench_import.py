"""Prints rows a second and memory of imports of 10,000 and 50,000 made rows, beside bare statements that write them.

Aim: 50,000 rows at 3,000 a second into the embedded server (performance.md, 4). The bare statements make the same nodes
and links in one transaction of a server of their own, and nothing else: no file is read, nothing is checked or told.

Run: .venv/bin/python -m tests.bench.bench_import [ROWS ...]
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import neo4j
import psutil

from graph.driver import Graph, open_graph
from graph.embedded import EmbeddedServer, start_embedded
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


@contextmanager
def empty_graph() -> Iterator[tuple[Path, Graph, EmbeddedServer]]:
    """A server of its own with the taxonomy."""
    with tempfile.TemporaryDirectory(prefix="liulu-bench-") as name:
        server = start_embedded(Path(name), heap_mb=HEAP_MB)
        try:
            with open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI) as graph:
                migrate(graph)
                seed(graph)
                yield Path(name), graph, server
        finally:
            server.stop()


def measure(count: int) -> None:
    """One import into an empty server of its own, and the same rows by bare statements; prints a line of each."""
    with empty_graph() as (home, graph, _):
        (home / "in").mkdir()
        write_rows(home / "in", count)
        before, own, theirs = peak_memory_mb(), time.process_time(), server_seconds()
        report = import_folder(graph, Actor.system(), [home / "in"], datetime.now(UTC))
        own, theirs = time.process_time() - own, server_seconds() - theirs
    print(
        f"{count:>7} rows  {report.rows_per_second:>6.0f} rows/s (aim 3000)  {report.seconds:>5.1f} s; processor time "
        f"{own:.1f} s own, {theirs:.1f} s the server's; peak {peak_memory_mb():.1f} MB ({before:.1f} before)",
        flush=True,
    )
    bare = bare_rows_per_second(count)
    print(f"        bare statements: {bare:.0f} rows/s, {bare / report.rows_per_second:.2f} x", flush=True)
    print(f"        cancelled when half is loaded: over after {cancelled_seconds(count):.1f} s (aim 5)", flush=True)


class CancelledError(Exception):
    """Somebody cancelled."""


def cancelled_seconds(count: int) -> float:
    """From a cancel when half is loaded until the load has ended and the graph, without any of it, answers.

    The load looks between batches; a job looks in the graph every half second at most, which comes on top.
    """
    with empty_graph() as (home, graph, _):
        (home / "in").mkdir()
        write_rows(home / "in", count)
        asked = 0.0

        def progress(step: str, done: int, total: int) -> None:
            nonlocal asked
            if asked:
                raise CancelledError
            if step == "load" and done * 2 >= total:
                asked = time.monotonic()

        with suppress(CancelledError):
            import_folder(graph, Actor.system(), [home / "in"], datetime.now(UTC), progress=progress)
        left = graph.read(lambda tx: tx.exchange.known_ids("startups", ["startups-0"]))
        if left or not asked:
            raise AssertionError(f"cancelled: {bool(asked)}, left: {left}")
        return time.monotonic() - asked


def server_seconds() -> float:
    """Processor time of the servers that this process started."""
    times = [one.cpu_times() for one in psutil.Process().children(recursive=True) if "java" in one.name()]
    return sum(one.user + one.system for one in times)


def bare_rows_per_second(count: int) -> float:
    """The same nodes with their links, made by three statements a thousand rows in one transaction."""
    with empty_graph() as (home, _, server):
        write_rows(home, count)
        auth = (server.user, server.password)
        with (
            neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver,
            driver.session(database=server.database) as session,
        ):
            started = time.monotonic()
            topics = sorted({one for table in _TABLES for row in rows_of(home, table) for one in row["topics"]})
            with session.begin_transaction() as tx:
                tx.run("UNWIND $rows AS id CREATE (:Topic {id: id, name: id})", rows=topics).consume()
                for table, (labels, link) in _TABLES.items():
                    rows = rows_of(home, table)
                    for start in range(0, len(rows), 1000):
                        for statement in _BARE:
                            text = statement.replace("LABELS", labels).replace("LABEL", labels.split(":")[0])
                            tx.run(text.replace("LINK", link), rows=rows[start : start + 1000]).consume()
                tx.commit()
            return count / (time.monotonic() - started)


_TABLES = {"startups": ("Startup", "IN_INDUSTRY"), "people": ("Person:Supervisor", "EXPERT_IN")}
_BARE = (
    "UNWIND $rows AS row CREATE (n:LABELS {id: row.id, name: row.name, region: row.region, languages: row.languages, "
    "summary: row.summary})",
    "UNWIND $rows AS row MATCH (n:LABEL {id: row.id}) UNWIND row.industries AS code MATCH (i:Industry {id: code}) "
    "CREATE (n)-[:LINK]->(i)",
    "UNWIND $rows AS row MATCH (n:LABEL {id: row.id}) UNWIND row.topics AS topic MATCH (t:Topic {id: topic}) "
    "CREATE (n)-[:ABOUT]->(t)",
)


def rows_of(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a file as statements take them."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return [
            {**row, **{name: row[name].split("|") for name in ("industries", "topics", "languages")}}
            for row in csv.DictReader(stream)
        ]


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

"""Prints how long each step of an import takes that a curator makes on pages: read, check, load, the same again, undo.

Run: .venv/bin/python -m tests.bench.bench_import_steps [ROWS ...]
"""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from graph.driver import Graph, open_graph
from graph.embedded import start_embedded
from graph.migrate import migrate
from graph.taxonomy.seed import seed
from tests.bench.bench_import import HEAP_MB
from tests.support.city import City
from tests.support.days import SHANGHAI
from webapp.config import Settings
from webapp.operations.exchange.draft_import import accept_table, check_draft
from webapp.operations.exchange.import_upload import request_load
from webapp.operations.exchange.read_table import read_table
from webapp.operations.exchange.run_import import check_or_load
from webapp.operations.exchange.undo_import import request_undo, undo_import
from webapp.operations.jobs.run import Worker

_SURNAMES, _GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲辉鹏",
)
_HEADINGS = ["姓名", "英文名", "邮箱", "电话", "单位", "职务", "研究方向", "类别", "行业", "语言", "简介"]


def a_list(count: int) -> bytes:
    """A list of supervisors as curators have it: GBK, Chinese headings, employers by name, no ids."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    for at in range(count):
        name = _SURNAMES[at % 20] + _GIVEN[(at // 20) % 30] + _GIVEN[(at // 600) % 30]
        writer.writerow(
            [
                name, f"Person{at} Of{at % 30}", f"p{at}@example{at % 40}.org", f"1380000{at % 10000:04d}",
                f"单位{at % 300}公司", "总监", f"方向{at % 200}、方向{at % 77}", "科学家", "人工智能", "中文、英文",
                "做过很多项目 " * 5 + str(at),
            ]
        )  # fmt: skip
    return text.getvalue().encode("gb18030")


class Desk:
    """A curator whose list is taken through the steps, each timed."""

    def __init__(self, graph: Graph, home: Path) -> None:
        self.graph, self.home = graph, home
        self.actor = City(graph, datetime.now(UTC)).incubator("Harbour").actor
        self.worker = Worker(graph, Settings(env="test", home=home))

    def take(self, data: bytes, name: str) -> str:
        """Read, check and load a list; the id of the load."""
        now = datetime.now(UTC)
        sent = accept_table(self.graph, self.actor, self.home, "list.csv", io.BytesIO(data), now, limit_mb=50)
        self._timed(f"{name}: read", read_table, sent)
        check = check_draft(self.graph, self.actor, self.home, sent, empty_erases=False, at=now)
        self._timed(f"{name}: check", check_or_load, check)
        load = request_load(self.graph, self.actor, check, skip_bad_rows=True, at=datetime.now(UTC))
        self._timed(f"{name}: load", check_or_load, load)
        return load

    def undo(self, load: str) -> None:
        """Take a load back."""
        undo = request_undo(self.graph, self.actor, self.home, load, datetime.now(UTC))
        self._timed("undo", undo_import, undo)

    def _timed(self, name: str, do: Callable[[Worker, str], None], job_id: str) -> None:
        """Print a row: until the job is done, and with what the worker does after it (rankings made fresh)."""
        started, own = time.monotonic(), time.process_time()
        do(self.worker, job_id)
        spent, own = time.monotonic() - started, time.process_time() - own
        job = self.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=self.actor))
        done = (job.finished_at - job.started_at).total_seconds() if job.finished_at and job.started_at else 0.0
        print(f"| {name} | {done:.1f} | {spent:.1f} | {own:.1f} |", flush=True)


def main() -> None:
    """Each size on an empty server of its own."""
    for size in [int(text) for text in sys.argv[1:]] or [3_000]:
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        print(f"\n| {size} rows | until done, s | in all, s | own processor time, s |\n| --- | --- | --- | --- |")
        with tempfile.TemporaryDirectory(prefix="liulu-bench-") as name:
            server = start_embedded(Path(name), heap_mb=HEAP_MB)
            try:
                with open_graph(server.uri, server.user, server.password, server.database, calendar=SHANGHAI) as graph:
                    migrate(graph)
                    seed(graph)
                    desk, data = Desk(graph, Path(name)), a_list(size)
                    load = desk.take(data, "first")
                    desk.take(data, "again")
                    desk.undo(load)
            finally:
                server.stop()


if __name__ == "__main__":
    main()

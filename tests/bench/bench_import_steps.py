"""Prints how long each step of an import takes that a curator makes on pages: read, check, load, the same again, undo.

Aim: 5 s a step of 3,000 rows, in an empty graph and beside 5,533 startups and as many supervisors; and 5 s from a
cancel to its end, as long as a load of 50,000 rows does not commit yet.

Run: .venv/bin/python -m tests.bench.bench_import_steps [ROWS [ROWS TO CANCEL]]
"""

from __future__ import annotations

import csv
import io
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.transaction import Transaction
from tests.bench.bench_import import empty_graph, server_seconds, write_rows
from tests.support.city import City
from webapp.config import Settings
from webapp.operations.exchange.draft_import import accept_table, check_draft
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.exchange.import_upload import cancel_import, request_load
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
        check = self._checked(data, name)
        load = request_load(self.graph, self.actor, check, skip_bad_rows=True, at=datetime.now(UTC))
        self._timed(f"{name}: load", check_or_load, load)
        return load

    def _checked(self, data: bytes, name: str) -> str:
        """Read and check a list; the id of the check."""
        now = datetime.now(UTC)
        sent = accept_table(self.graph, self.actor, self.home, "list.csv", io.BytesIO(data), now, limit_mb=50)
        self._timed(f"{name}: read", read_table, sent)
        check = check_draft(self.graph, self.actor, self.home, sent, empty_erases=False, at=now)
        self._timed(f"{name}: check", check_or_load, check)
        return check

    def cancel_loads(self, data: bytes, moments: Sequence[float]) -> None:
        """Print for moments after the start of a load how long a cancel then takes."""
        check = self._checked(data, "long")
        for moment in moments:
            load = request_load(self.graph, self.actor, check, skip_bad_rows=True, at=datetime.now(UTC))
            running = threading.Thread(target=check_or_load, args=(self.worker, load))
            running.start()
            time.sleep(moment)
            asked = time.monotonic()
            cancel_import(self.graph, self.actor, load, datetime.now(UTC))
            running.join()
            job = self.graph.read(partial(_job, load, self.actor))
            print(
                f"| {moment} | {time.monotonic() - asked:.1f} ({job.state}, while it was at `{job.step}`) |", flush=True
            )

    def undo(self, load: str) -> None:
        """Take a load back."""
        undo = request_undo(self.graph, self.actor, self.home, load, datetime.now(UTC))
        self._timed("undo", undo_import, undo)

    def _timed(self, name: str, do: Callable[[Worker, str], None], job_id: str) -> None:
        """Print a row: until the job is done, and with what the worker does after it (rankings made fresh)."""
        started, own, theirs = time.monotonic(), time.process_time(), server_seconds()
        do(self.worker, job_id)
        spent, own = time.monotonic() - started, time.process_time() - own
        theirs = server_seconds() - theirs
        job = self.graph.read(partial(_job, job_id, self.actor))
        done = (job.finished_at - job.started_at).total_seconds() if job.finished_at and job.started_at else 0.0
        print(f"| {name} | {done:.1f} | {spent:.1f} | {own:.1f} | {theirs:.1f} |", flush=True)


def _job(job_id: str, actor: Actor, tx: Transaction) -> Job:
    return tx.jobs.get(job_id, visible_to=actor)


@contextmanager
def a_desk(others: int) -> Iterator[Desk]:
    """A curator at an empty server of its own, or beside so many startups and so many supervisors."""
    with empty_graph() as (home, graph, _):
        if others:
            (home / "in").mkdir()
            write_rows(home / "in", 2 * others)
            import_folder(graph, Actor.system(), [home / "in"], datetime.now(UTC))
        yield Desk(graph, home)


def main() -> None:
    """The steps of a list, and cancels of a long one."""
    size, to_cancel = [*(int(text) for text in sys.argv[1:]), 3_000, 50_000][:2]
    for others in (0, 5_533):
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        print(
            f"\n| {size} rows beside {others} | until done, s | in all, s | own, s | the server's, s |\n" + "| --- " * 5
        )
        with a_desk(others) as desk:
            data = a_list(size)
            load = desk.take(data, "first")
            desk.take(data, "again")
            desk.undo(load)
    print(
        f"load of the machine: {os.getloadavg()[0]:.1f}\n\n| cancel of {to_cancel} rows after, s | stopped after, s |"
    )
    with a_desk(0) as desk:
        desk.cancel_loads(a_list(to_cancel), (1.0, 5.0, 12.0))


if __name__ == "__main__":
    main()

"""An import whose graph or worker dies under it: all or nothing, and running it again completes it."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import UnavailableError
from graph.exchange.report import ImportReport
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.processes import wait_until
from tests.support.stack import Stack
from webapp.operations.exchange.draft_import import accept_table, check_draft, get_draft
from webapp.operations.exchange.import_folder import import_folder
from webapp.operations.exchange.import_upload import accept_upload, request_load
from webapp.operations.exchange.undo_import import request_undo

pytestmark = pytest.mark.faults
NOW = datetime.now(UTC)
ROWS = 3000
# Longer than a write tries again by itself.
AWAY = 7.0


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    started = Stack(tmp_path_factory.mktemp("import"), parts=("web", "worker"))
    started.wait_ready()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def city(stack: Stack) -> City:
    """Over the server that can be killed."""
    return City(stack.graph, NOW)


def made_people(prefix: str) -> str:
    """People enough for several batches."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["id", "name", "roles", "industries", "topics"])
    for number in range(ROWS):
        topics = f"topic {number % 50}"
        writer.writerow([f"{prefix}-{number}", f"{prefix} {number}", "supervisor", "artificial_intelligence", topics])
    return stream.getvalue()


def known(stack: Stack, prefix: str) -> int:
    """How many of these people stand in the graph, by name: an incubator's numbers are no ids of records."""
    found = run_raw(
        stack.graph, "MATCH (p:Person) WHERE p.name STARTS WITH $start RETURN count(p) AS n", start=f"{prefix} "
    )
    return int(str(found[0]["n"]))


def test_a_graph_killed_in_the_middle_of_a_load_holds_nothing_of_it(stack: Stack, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(made_people("killed"), encoding="utf-8")
    struck: list[int] = []

    def strike(step: str, done: int, total: int) -> None:
        if step == "load" and not struck and 0 < done < total:
            struck.append(done)
            stack.kill("graph")

    def run(progress: object = None) -> ImportReport:
        return import_folder(stack.graph, Actor.system(), [tmp_path], NOW, progress=progress)  # type: ignore[arg-type]

    with pytest.raises(UnavailableError):
        run(strike)
    assert struck
    stack.start("graph")

    assert known(stack, "killed") == 0
    assert run().files["people.csv"].created == ROWS
    assert known(stack, "killed") == ROWS
    assert run().files["people.csv"].unchanged == ROWS


def test_an_upload_whose_graph_died_under_its_load_is_completed_by_the_clock(stack: Stack, city: City) -> None:
    incubator = city.incubator().actor
    file = io.BytesIO(made_people("graph").encode())
    check = accept_upload(stack.graph, incubator, stack.home, "people.csv", file, NOW, limit_mb=20)
    stack.send("import_check", check)
    wait_until(lambda: look(stack, check).state == "done", 120)
    load = request_load(stack.graph, incubator, check, skip_bad_rows=False, at=NOW)
    stack.send("import_load", load)
    wait_until(lambda: look(stack, load).step == "load", 120)

    stack.kill("graph")
    time.sleep(AWAY)
    stack.start("graph")
    stack.wait_ready()
    assert known(stack, "graph") in (0, ROWS)

    complete(stack, load)
    assert known(stack, "graph") == ROWS


def test_a_worker_killed_in_each_step_of_an_import_leaves_what_was_said_and_all_or_nothing(
    stack: Stack, city: City
) -> None:
    incubator = city.incubator().actor
    table = io.BytesIO(made_people("cut").replace("id,name,roles", "编号,姓名,身份", 1).encode("gb18030"))
    sent = accept_table(stack.graph, incubator, stack.home, "名单.csv", table, NOW, limit_mb=20)
    cut_off(stack, "import_read", sent)
    said = get_draft(stack.graph, incubator, stack.home, sent)
    assert said.understood
    check = check_draft(stack.graph, incubator, stack.home, sent, empty_erases=False, at=NOW)
    cut_off(stack, "import_check", check)
    assert known(stack, "cut") == 0
    load = request_load(stack.graph, incubator, check, skip_bad_rows=False, at=NOW)
    cut_off(stack, "import_load", load)
    assert known(stack, "cut") == ROWS
    assert look(stack, load).result["files"]["people.csv"]["created"] == ROWS
    undo = request_undo(stack.graph, incubator, stack.home, load, NOW)
    cut_off(stack, "import_undo", undo)
    assert known(stack, "cut") == 0


def cut_off(stack: Stack, task: str, job_id: str) -> None:
    """Kill the worker as soon as it has this in hand; the clock has it done all the same."""
    stack.send(task, job_id)
    wait_until(lambda: look(stack, job_id).state == "running", 120)
    stack.kill("worker")
    assert not look(stack, job_id).is_finished
    stack.start("worker")
    stack.wait_ready()
    complete(stack, job_id)


def complete(stack: Stack, job_id: str) -> None:
    """What was cut off is done once the clock strikes."""
    wait_until(lambda: over_at_next_strike(stack, job_id), 240)
    assert look(stack, job_id).state == "done", look(stack, job_id)


def over_at_next_strike(stack: Stack, job_id: str) -> bool:
    """Whether the job is over; if not, the clock strikes, as it does each minute."""
    if look(stack, job_id).is_finished:
        return True
    stack.send("run_waiting_jobs", expires=20)
    time.sleep(2)
    return False


def look(stack: Stack, job_id: str) -> Job:
    return stack.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))

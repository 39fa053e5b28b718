"""Long work and short work keep each other from nothing, and a job that kills its worker is given up."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from redis import Redis

from graph.domain.states.jobs import UNFINISHED
from graph.entities import Actor
from graph.entities.job import Job
from tests.faults.clockwork import plant_old_requests
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.processes import wait_until
from tests.support.stack import Stack
from webapp.jobs.queues import Queue
from webapp.operations.exchange.import_upload import accept_upload

pytestmark = pytest.mark.faults
NOW = datetime.now(UTC)
LONG_FILES, LONG_ROWS = 4, 20_000
MANY_SHORT = 1500
SYSTEM = Actor.system()


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    started = Stack(tmp_path_factory.mktemp("queues"), parts=("worker",))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def city(stack: Stack) -> City:
    return City(stack.graph, NOW)


def upload(stack: Stack, city: City, rows: int) -> str:
    """Sends a file and has it checked; gives the job."""
    text = "id,name,roles\n" + "".join(f"p-{number},Person {number},supervisor\n" for number in range(rows))
    file = io.BytesIO(text.encode())
    job_id = accept_upload(stack.graph, city.incubator().actor, stack.home, "people.csv", file, NOW, limit_mb=20)
    stack.send("import_check", job_id)
    return job_id


def look(stack: Stack, job_id: str) -> Job:
    return stack.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=SYSTEM))


def told(stack: Stack, kind: str) -> int:
    rows = run_raw(stack.graph, "MATCH (m:Outbox {kind: $kind}) RETURN count(m) AS count", kind=kind)
    return int(str(rows[0]["count"]))


def test_a_deadline_does_not_wait_for_imports(stack: Stack, city: City) -> None:
    plant_old_requests(city, NOW, 2)
    jobs = [upload(stack, city, LONG_ROWS) for _ in range(LONG_FILES)]

    stack.send("remind_waiting_requests")
    wait_until(lambda: told(stack, "remind_waiting"))

    assert look(stack, jobs[-1]).state in UNFINISHED
    for job_id in jobs:
        wait_until(lambda job_id=job_id: look(stack, job_id).state == "done", 120)  # type: ignore[misc]


def test_an_import_does_not_wait_for_deadlines(stack: Stack, city: City) -> None:
    stack.flood("remind_waiting_requests", MANY_SHORT)
    with Redis.from_url(stack.settings.redis_url) as queues:
        job_id = upload(stack, city, 1)
        wait_until(lambda: look(stack, job_id).state == "done")

        assert queues.llen(f"liulu:jobs:{Queue.SHORT}")
        queues.delete(f"liulu:jobs:{Queue.SHORT}")


def test_a_job_that_kills_its_worker_twice_is_given_up_and_the_next_one_is_done(stack: Stack, city: City) -> None:
    poison, other = upload(stack, city, LONG_ROWS), upload(stack, city, 1)
    killed = 0
    for _ in range(2):
        wait_until(lambda: stack.pid_at_work(poison) not in (0, killed) and look(stack, poison).state == "running")  # noqa: B023
        killed = stack.pid_at_work(poison)
        os.kill(killed, signal.SIGKILL)

    wait_until(lambda: look(stack, poison).is_finished, 120)
    assert (look(stack, poison).state, look(stack, poison).result) == ("failed", {"failure": "cut_off"})
    wait_until(lambda: look(stack, other).state == "done")

    stack.send("run_waiting_jobs")
    after = upload(stack, city, 1)
    wait_until(lambda: look(stack, after).state == "done")
    assert look(stack, poison).state == "failed"

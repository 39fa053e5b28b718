"""A job that kills its worker is given up, others go on, and a cancel bites until something is written."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.domain.states.jobs import JobState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import BeingWrittenError
from tests.support.city import City, Made
from webapp.operations.delivery.retry_delivery import retry_job
from webapp.operations.exchange import run_import as importing
from webapp.operations.exchange.import_upload import accept_upload, cancel_import, request_load
from webapp.operations.exchange.run_import import run_import
from webapp.operations.jobs.progress import Progress

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SYSTEM = Actor.system()
ROWS = 2500
PEOPLE = "id,name,roles\n" + "".join(f"p-{number},Person {number},supervisor\n" for number in range(ROWS))


def look(graph: Graph, job_id: str) -> Job:
    return graph.read(lambda tx: tx.jobs.get(job_id, visible_to=SYSTEM))


@pytest.fixture
def incubator(city: City) -> Made:
    return city.incubator("Harbour")


@pytest.fixture
def upload(city: City, incubator: Made, tmp_path: Path) -> Callable[[], str]:
    """Sends the file; gives the job that checks it."""
    return lambda: accept_upload(
        city.graph, incubator.actor, tmp_path, "people.csv", io.BytesIO(PEOPLE.encode()), NOON, limit_mb=20
    )


@pytest.fixture
def load(city: City, incubator: Made, upload: Callable[[], str], tmp_path: Path) -> str:
    """The job that loads a checked file."""
    check = upload()
    run_import(city.graph, tmp_path, check, NOON)
    return request_load(city.graph, incubator.actor, check, skip_bad_rows=False, at=NOON)


def begin(graph: Graph, job_id: str, times: int) -> None:
    """So many workers began it and died."""
    for _ in range(times):
        graph.write(lambda tx: tx.jobs.start(job_id, NOON))


def test_a_job_that_was_cut_off_once_is_done_by_the_next_worker(
    graph: Graph, upload: Callable[[], str], tmp_path: Path
) -> None:
    job_id = upload()
    begin(graph, job_id, 1)

    run_import(graph, tmp_path, job_id, NOON)

    assert look(graph, job_id).state == "done"


def test_a_job_that_was_cut_off_twice_fails_with_its_reason_until_somebody_asks_again(
    graph: Graph, upload: Callable[[], str], tmp_path: Path
) -> None:
    job_id = upload()
    begin(graph, job_id, 2)

    run_import(graph, tmp_path, job_id, NOON)
    job = look(graph, job_id)
    assert (job.state, job.result) == ("failed", {"failure": "cut_off"})

    retry_job(graph, SYSTEM, job_id, job.created_at)
    run_import(graph, tmp_path, job_id, NOON)
    assert look(graph, job_id).state == "done"


def test_an_error_that_nobody_thought_of_ends_the_import_and_says_so(
    graph: Graph, upload: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = upload()

    def fail(*_: object, **__: object) -> None:
        raise KeyError("x07")

    monkeypatch.setattr(importing, "check", fail)
    run_import(graph, tmp_path, job_id, NOON)

    job = look(graph, job_id)
    assert (job.state, job.result) == ("failed", {"failure": "program"})
    assert "x07" in job.message


@pytest.mark.parametrize("step", ["check", "compare"])
def test_a_cancel_stops_a_check_at_each_of_its_steps(
    graph: Graph, incubator: Made, upload: Callable[[], str], tmp_path: Path, cancel_at: Callable[..., None], step: str
) -> None:
    job_id = upload()
    cancel_at(step, job_id)

    run_import(graph, tmp_path, job_id, NOON)

    assert look(graph, job_id).state == "cancelled"


def test_a_cancel_stops_a_load_and_takes_back_what_was_loaded(
    graph: Graph, load: str, tmp_path: Path, cancel_at: Callable[..., None]
) -> None:
    cancel_at("load", load)

    run_import(graph, tmp_path, load, NOON)

    assert look(graph, load).state == "cancelled"
    assert graph.read(lambda tx: tx.exchange.list_ids("people")) == []


def test_a_cancel_after_the_last_row_still_takes_all_back(
    graph: Graph, load: str, tmp_path: Path, before_writing: Callable[..., None], incubator: Made
) -> None:
    before_writing(lambda: cancel_import(graph, incubator.actor, load, NOON))

    run_import(graph, tmp_path, load, NOON)

    assert look(graph, load).state == "cancelled"
    assert graph.read(lambda tx: tx.exchange.list_ids("people")) == []


def test_what_is_being_written_is_no_longer_stopped(
    graph: Graph, incubator: Made, load: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_writing = Progress.begin_writing
    refused: list[str] = []

    def then_cancel(progress: Progress) -> None:
        begin_writing(progress)
        with pytest.raises(BeingWrittenError) as refusal:
            cancel_import(graph, incubator.actor, load, NOON)
        refused.append(refusal.value.code)
        assert look(graph, load).state is JobState.WRITING

    monkeypatch.setattr(Progress, "begin_writing", then_cancel)
    run_import(graph, tmp_path, load, NOON)

    assert refused == ["being_written"]
    assert look(graph, load).state == "done"
    assert len(graph.read(lambda tx: tx.exchange.list_ids("people"))) == ROWS


@pytest.fixture
def cancel_at(graph: Graph, incubator: Made, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has somebody cancel a job when it first reports a step; every report is passed on."""
    report = Progress.report

    def prepare(step: str, job_id: str) -> None:
        def tell(progress: Progress, at: str, done: int, total: int) -> None:
            if at == step and not look(graph, job_id).cancel_asked:
                cancel_import(graph, incubator.actor, job_id, NOON)
            progress._last = 0.0
            report(progress, at, done, total)

        monkeypatch.setattr(Progress, "report", tell)

    return prepare


@pytest.fixture
def before_writing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Does something when all rows are loaded, before the load begins to be written."""
    begin_writing = Progress.begin_writing

    def prepare(act: Callable[[], None]) -> None:
        def first(progress: Progress) -> None:
            act()
            begin_writing(progress)

        monkeypatch.setattr(Progress, "begin_writing", first)

    return prepare

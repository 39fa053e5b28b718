"""Imports from a page: upload, check, confirm, load, cancel; only what is one's own."""

from __future__ import annotations

import io
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import InvalidInputError, NotFoundError, StateChangedError
from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from webapp.operations.exchange.import_upload import (
    accept_upload,
    bad_rows_book,
    cancel_import,
    list_imports,
    request_load,
)
from webapp.operations.exchange.run_import import run_import
from webapp.operations.jobs.progress import alone
from webapp.operations.maintenance.prune import prune

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def send(graph: Graph, actor: Actor, home: Path, name: str, text: str) -> Job:
    """Upload and check a file."""
    job_id = accept_upload(graph, actor, home, name, io.BytesIO(text.encode()), NOON, limit_mb=20)
    run_import(graph, home, job_id, NOON)
    return look(graph, actor, job_id)


def look(graph: Graph, actor: Actor, job_id: str) -> Job:
    return graph.read(lambda tx: tx.jobs.get(job_id, visible_to=actor))


@pytest.fixture
def incubator(city: City) -> Made:
    """An incubator and somebody who acts for it."""
    return city.incubator("Harbour")


def test_a_good_file_is_checked_then_loaded_into_the_own_pool(city: City, incubator: Made, tmp_path: Path) -> None:
    graph = city.graph
    check = send(graph, incubator.actor, tmp_path, "people.csv", "id,name,roles\np-1,Ada,supervisor\n")
    assert (check.state, check.result["may_load"], check.result["files"]["people.csv"]["created"]) == ("done", True, 1)

    load_id = request_load(graph, incubator.actor, check.id, skip_bad_rows=False, at=NOON)
    run_import(graph, tmp_path, load_id, NOON)

    assert look(graph, incubator.actor, load_id).state == "done"
    pool = "MATCH (p:Person)-[:IN_POOL_OF]->(i {id: $id}) RETURN p.name AS name"
    assert run_raw(graph, pool, id=incubator.id) == [{"name": "Ada"}]
    assert [job.id for job in list_imports(graph, incubator.actor)] == [load_id]


def test_under_the_id_of_anothers_somebody_new_is_made_and_what_points_at_another_is_refused(
    city: City, incubator: Made, tmp_path: Path
) -> None:
    graph = city.graph
    theirs = city.supervisor("Theirs", pool_of=city.incubator("Other"))
    text = f"id,name,roles\n{theirs.id},Somebody,supervisor\n,Nameless\u0020one,supervisor\n,,supervisor\n"

    check = send(graph, incubator.actor, tmp_path, "people.csv", text)

    assert [(problem["line"], problem["code"]) for problem in check.result["problems"]] == [(4, "empty")]
    assert (check.result["may_load"], check.result["may_skip"]) == (False, True)
    load_id = request_load(graph, incubator.actor, check.id, skip_bad_rows=True, at=NOON)
    run_import(graph, tmp_path, load_id, NOON)
    names = run_raw(graph, "MATCH (p:Person) RETURN p.name AS name ORDER BY name")
    assert [row["name"] for row in names] == ["Nameless one", "Somebody", "Theirs"]
    page = load_workbook(bad_rows_book(graph, incubator.actor, tmp_path, check.id))["people"]
    heading, row = list(page.iter_rows(values_only=True))
    assert (heading[0], heading[1]) == ("problem", "id")
    assert str(row[0]).startswith("name: This column may not be empty.")


def test_an_incubator_may_not_import_incubators(city: City, incubator: Made, tmp_path: Path) -> None:
    check = send(city.graph, incubator.actor, tmp_path, "incubators.csv", "id,name\ninc-9,Mine too\n")

    assert [problem["code"] for problem in check.result["problems"]] == ["not_for_you"]
    with pytest.raises(InvalidInputError):
        request_load(city.graph, incubator.actor, check.id, skip_bad_rows=True, at=NOON)


def test_a_cancelled_import_changes_nothing(city: City, incubator: Made, tmp_path: Path) -> None:
    graph = city.graph
    check = send(graph, incubator.actor, tmp_path, "people.csv", "id,name,roles\np-1,Ada,supervisor\n")
    load_id = request_load(graph, incubator.actor, check.id, skip_bad_rows=False, at=NOON)

    cancel_import(graph, incubator.actor, load_id, NOON)
    run_import(graph, tmp_path, load_id, NOON)

    assert look(graph, incubator.actor, load_id).state == "cancelled"
    assert graph.read(lambda tx: tx.exchange.list_ids("people")) == []
    with pytest.raises(StateChangedError):
        cancel_import(graph, incubator.actor, load_id, NOON)


def test_a_cancel_ends_the_reading_of_a_file_that_hangs(
    city: City, incubator: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, started = city.graph, subprocess.Popen
    text = io.BytesIO(b"id,name,roles\np-1,Ada,supervisor\n")
    job_id = accept_upload(graph, incubator.actor, tmp_path, "people.csv", text, NOON, limit_mb=20)

    def hanging(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        return started(["sleep", "60"], **options)  # type: ignore[call-overload,no-any-return]  # as it was given

    monkeypatch.setattr(subprocess, "Popen", hanging)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run_import, graph, tmp_path, job_id, NOON)
        while look(graph, incubator.actor, job_id).state == "waiting":
            time.sleep(0.05)
        cancel_import(graph, incubator.actor, job_id, NOON)
        running.result(timeout=15)

    assert look(graph, incubator.actor, job_id).state == "cancelled"


def test_asking_twice_to_load_makes_one_job(city: City, incubator: Made, tmp_path: Path) -> None:
    check = send(city.graph, incubator.actor, tmp_path, "people.csv", "id,name,roles\np-1,Ada,supervisor\n")

    first = request_load(city.graph, incubator.actor, check.id, skip_bad_rows=False, at=NOON)

    assert request_load(city.graph, incubator.actor, check.id, skip_bad_rows=False, at=NOON) == first


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("people.pdf", b"x", "not_csv"),
        ("people.csv", b"", "empty_file"),
        ("people.xlsx", b"no zip", "not_a_workbook"),
        ("people.csv", b"x" * 2_000_000, "file_too_large"),
    ],
)
def test_a_file_that_cannot_be_an_import_is_refused_and_not_kept(
    city: City, incubator: Made, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        accept_upload(city.graph, incubator.actor, tmp_path, name, io.BytesIO(content), NOON, limit_mb=1)

    assert refusal.value.params["code"] == code
    assert not list((tmp_path / "uploads").glob("upload-*")) if (tmp_path / "uploads").exists() else True


def test_three_files_of_one_account_wait_or_are_read_at_once(
    city: City, incubator: Made, tmp_path: Path, at_once: Callable[..., list[object]]
) -> None:
    graph, other = city.graph, city.incubator("Other")

    def upload(actor: Actor) -> str:
        return accept_upload(graph, actor, tmp_path, "people.csv", io.BytesIO(b"id,name\n"), NOON, limit_mb=1)

    outcomes = at_once(upload, [(incubator.actor,)] * 6)

    taken = [str(one) for one in outcomes if one is not InvalidInputError]
    assert len(taken) == 3
    assert len(list((tmp_path / "uploads").glob("upload-*"))) == 3
    assert upload(other.actor)
    with pytest.raises(InvalidInputError) as refusal:
        upload(incubator.actor)
    assert refusal.value.params["code"] == "too_many_under_way"
    cancel_import(graph, incubator.actor, taken[0], NOON)
    run_import(graph, tmp_path, taken[1], NOON)
    assert upload(incubator.actor)
    assert upload(incubator.actor)


def test_files_go_thirty_days_after_they_were_sent_but_not_while_a_job_needs_them(
    city: City, incubator: Made, tmp_path: Path
) -> None:
    graph, later = city.graph, datetime.now(UTC) + timedelta(days=31)
    done = send(graph, incubator.actor, tmp_path, "people.csv", "id,name,roles\np-1,Ada,supervisor\np-2,,supervisor\n")
    waits = accept_upload(graph, incubator.actor, tmp_path, "people.csv", io.BytesIO(b"id,name\n"), NOON, limit_mb=1)
    with alone(tmp_path, done.id):
        pass
    kept = str(look(graph, incubator.actor, waits).payload["stored_name"])
    files = tmp_path / "uploads"
    assert len(list(files.iterdir())) == 4

    prune(graph, tmp_path, later - timedelta(days=2), mail_days=30)
    assert len(list(files.iterdir())) == 4

    prune(graph, tmp_path, later, mail_days=30)
    assert [path.name for path in files.iterdir()] == [kept]
    assert list((tmp_path / "jobs").iterdir()) == []
    run_import(graph, tmp_path, waits, NOON)
    load = request_load(graph, incubator.actor, done.id, skip_bad_rows=True, at=NOON)
    run_import(graph, tmp_path, load, NOON)
    failed = look(graph, incubator.actor, load)
    assert (failed.state, failed.result["failure"]) == ("failed", "file_gone")


def test_somebody_elses_import_is_not_found(city: City, incubator: Made, tmp_path: Path) -> None:
    check = send(city.graph, incubator.actor, tmp_path, "people.csv", "id,name,roles\np-1,Ada,supervisor\n")

    with pytest.raises(NotFoundError):
        cancel_import(city.graph, city.incubator("Other").actor, check.id, NOON)

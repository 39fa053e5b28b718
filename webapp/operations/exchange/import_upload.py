"""Imports a file sent from a page: kept under a made-up name, checked, confirmed, loaded; a Job tells how far it is.

docs/importing.md describes the calls, the job's payload and its result.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from graph.domain.jobs import IMPORT_CHECK, IMPORT_LOAD, IMPORT_READ, IMPORT_UNDO
from graph.domain.states.jobs import UNFINISHED, JobState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import InvalidInputError, NotFoundError, StateChangedError
from graph.transaction import Transaction
from webapp.operations.delivery.stop_job import ask_to_stop
from webapp.operations.exchange.upload_files import bad_rows_path, keep_upload, refusal, uploads_folder

KINDS = (IMPORT_CHECK, IMPORT_LOAD)
_LISTED = (IMPORT_READ, *KINDS, IMPORT_UNDO)
MOST_UNDER_WAY = 3
STANDING = UNFINISHED | {JobState.DONE}
"""A load in one of these states stands for its check: the file is not loaded a second time."""
_MANY = 500


def accept_upload(
    graph: Graph,
    actor: Actor,
    home: Path,
    file_name: str,
    stream: BinaryIO,
    at: datetime,
    *,
    limit_mb: int,
) -> str:
    """Keep the file and make the job that checks it; returns the job's id, for the worker to be told.

    At most `MOST_UNDER_WAY` files of an account wait or are read at once. Raises InvalidInputError; `params["code"]` is
    a key of graph.exchange.format.problems.MESSAGES.
    """
    graph.read(lambda tx: _require_room(tx, actor))
    stored_name = keep_upload(stream, home, file_name, limit_mb)
    shown_name = Path(file_name.replace("\\", "/")).name[:120]

    def work(tx: Transaction) -> str:
        # Those that were sent at once meet here.
        tx.accounts.lock(actor.account_id)
        _require_room(tx, actor)
        job_id = tx.jobs.create(
            IMPORT_CHECK, actor, at,
            file_name=shown_name, stored_name=stored_name, actor_name=actor.name,
        )  # fmt: skip
        tx.audit.record(actor, "upload_import", job_id, at, shown_name)
        return job_id

    try:
        return graph.write(work)
    except InvalidInputError:
        (uploads_folder(home) / stored_name).unlink(missing_ok=True)
        raise


def _require_room(tx: Transaction, actor: Actor) -> None:
    if tx.jobs.count_unfinished(KINDS, actor.account_id) >= MOST_UNDER_WAY:
        raise refusal("too_many_under_way", "wait_for_them", limit=str(MOST_UNDER_WAY))


def request_load(graph: Graph, actor: Actor, job_id: str, *, skip_bad_rows: bool, at: datetime) -> str:
    """Confirm a checked file: makes the job that loads it and returns that job's id; asking twice gives the same job.

    Raises StateChangedError unless the check is done, InvalidInputError where nothing of it may be loaded.
    """

    def work(tx: Transaction) -> str:
        tx.jobs.get(job_id, visible_to=actor)
        # Two confirms at once meet here: the second sees the job that the first made.
        tx.jobs.lock(job_id)
        check = tx.jobs.get(job_id, visible_to=actor)
        if check.kind != IMPORT_CHECK or not check.is_done:
            raise StateChangedError("import", check.state)
        if not check.result.get("may_load") and not (skip_bad_rows and check.result.get("may_skip")):
            raise InvalidInputError("Fix the problems, or load the rest and skip these rows.")
        for other in tx.jobs.list_newest(kind=IMPORT_LOAD, subject_id=actor.subject_id, limit=_MANY):
            if other.payload.get("check_id") == job_id and other.state in STANDING:
                return other.id
        payload = {**check.payload, "check_id": job_id, "skip_bad_rows": skip_bad_rows}
        load_id = tx.jobs.create(IMPORT_LOAD, actor, at, total=int(check.result["rows"]), **payload)
        tx.audit.record(actor, "confirm_import", load_id, at, str(check.payload["file_name"]))
        return load_id

    return graph.write(work)


def cancel_import(graph: Graph, actor: Actor, job_id: str, at: datetime) -> None:
    """Stop a check or a load: at once while it waits, else at its next step; the graph stays as it was."""

    def work(tx: Transaction) -> None:
        ask_to_stop(tx, actor, "cancel_import", job_id, at)

    graph.write(work)


def list_imports(graph: Graph, actor: Actor, limit: int = 20) -> list[Job]:
    """This organisation's imports, newest first, each by the last job of it."""

    def work(tx: Transaction) -> list[Job]:
        return [
            job
            for kind in _LISTED
            for job in tx.jobs.list_newest(kind=kind, subject_id=actor.subject_id, limit=limit * 2)
        ]

    jobs = sorted(graph.read(work), key=lambda job: (job.created_at, job.id), reverse=True)
    latest: dict[str, Job] = {}
    for job in jobs:
        # Called by the job that read its file first; what was sent in the format itself by its check.
        names = (job.payload.get(name) for name in ("import_id", "check_of", "check_id"))
        name = next(filter(None, names), job.id)
        latest.setdefault(str(name), job)
    return list(latest.values())[:limit]


def bad_rows_book(graph: Graph, actor: Actor, home: Path, job_id: str) -> Path:
    """A workbook of the rows to be mended, as sheets of the format with one more column; raises NotFoundError."""
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=actor))
    path = kept_bad_rows(home, job)
    if path is None:
        raise NotFoundError("file", job_id)
    return path


def kept_bad_rows(home: Path, job: Job) -> Path | None:
    """Where the rows left out of a check or load are; None where there are none, or none any more."""
    path = bad_rows_path(home, str(job.payload.get("check_id") or job.id))
    return path if path.is_file() else None

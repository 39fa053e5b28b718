"""Takes a loaded import back, as long as what it did is kept: what is used since stays, and is told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.domain.jobs import IMPORT_LOAD, IMPORT_UNDO
from graph.domain.states.jobs import JobState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import InvalidInputError, StateChangedError
from graph.exchange.loading.batches import Context
from graph.exchange.loading.journal import Entry, read_journal
from graph.exchange.loading.undo import Prospect, Undone, look_ahead, undo
from graph.transaction import Transaction
from matching.index_cache import index_caches
from webapp.operations.exchange.answer_rows import keep_json, read_json
from webapp.operations.exchange.import_upload import STANDING
from webapp.operations.exchange.upload_files import journal_path, undone_path
from webapp.operations.jobs.follow import actor_of, follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs
from webapp.operations.maintenance.still_allowed import require_still_allowed
from webapp.operations.models.freshen_rankings import freshen_after
from webapp.runtime.encoding import sentence_encoder

_MANY = 500
_SHARED = ("file_name", "import_id", "check_of", "check_id")


def request_undo(graph: Graph, actor: Actor, home: Path, load_id: str, at: datetime) -> str:
    """Have a load taken back: makes the job and returns its id. Asking twice gives the same job, unless some stayed.

    Raises NotFoundError, StateChangedError unless it is loaded, InvalidInputError where what it did is kept no more.
    """

    def work(tx: Transaction) -> str:
        tx.jobs.get(load_id, visible_to=actor)
        tx.jobs.lock(load_id)
        load = tx.jobs.get(load_id, visible_to=actor)
        _require_loaded(load, home)
        standing = find_undo(tx, load)
        if standing and not may_try_again(standing):
            return standing.id
        # By these the list of imports takes it for the last job of the import that it undoes.
        payload = {name: load.payload[name] for name in _SHARED if name in load.payload}
        undo_id = tx.jobs.create(
            IMPORT_UNDO, actor, at, total=int(load.result.get("rows", 0)),
            load_id=load_id, actor_name=actor.name, **payload,
        )  # fmt: skip
        tx.audit.record(actor, "undo_import", load_id, at)
        return undo_id

    return graph.write(work)


def find_undo(tx: Transaction, load: Job) -> Job | None:
    """The job that takes a load back, or did."""
    jobs = tx.jobs.list_newest(kind=IMPORT_UNDO, subject_id=load.subject_id, limit=_MANY)
    return next((job for job in jobs if job.payload.get("load_id") == load.id and job.state in STANDING), None)


def may_try_again(undo: Job) -> bool:
    """Whether an undo left something, which may be used no more by now."""
    return undo.is_done and bool(undo.result.get("used"))


def look_ahead_of_undo(graph: Graph, actor: Actor, home: Path, load_id: str) -> Prospect:
    """What taking a load back would come to now; nothing is written.

    Raises NotFoundError, StateChangedError unless it is loaded, InvalidInputError where what it did is kept no more.
    """

    def read(tx: Transaction) -> Prospect:
        load = tx.jobs.get(load_id, visible_to=actor)
        _require_loaded(load, home)
        return look_ahead(tx, read_journal(journal_path(home, load_id)), actor.subject_id)

    return graph.read(read)


def _require_loaded(load: Job, home: Path) -> None:
    if load.kind != IMPORT_LOAD or load.state is not JobState.DONE:
        raise StateChangedError("import", load.state)
    if not journal_path(home, load.id).is_file():
        raise InvalidInputError("This import is too long ago to be undone.")


def read_undone(home: Path, undo_id: str) -> dict[str, Any]:
    """Who stays with what they are used for, and which columns of whom were changed since."""
    found: dict[str, Any] = read_json(undone_path(home, undo_id), {"used": [], "kept": []})
    return found


@runs(IMPORT_UNDO)
def undo_import(worker: Worker, job_id: str) -> None:
    """Take an import back as a worker does."""
    at = datetime.now(UTC)
    if follow(worker, job_id, lambda progress: _undo(worker, job_id, progress, at)):
        # Nobody waits for this, as after a load.
        freshen_after(worker.graph, index_caches(worker.settings.home, sentence_encoder(worker.settings)), at)


def _undo(worker: Worker, job_id: str, progress: Progress, at: datetime) -> dict[str, object]:
    graph, home = worker.graph, worker.settings.home
    job = graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    entries = list(read_journal(journal_path(home, str(job.payload["load_id"]))))
    actor = actor_of(job)
    progress.report("undo", 0, job.total)

    def work(tx: Transaction) -> Undone:
        require_still_allowed(tx, actor)
        undone = undo(Context(tx, at, write=True), entries, actor.subject_id)
        counts = f"{len(undone.gone)} gone, {len(undone.restored)} as before, {len(undone.used)} kept"
        tx.audit.record(actor, "take_import_back", str(job.payload["load_id"]), at, counts)
        progress.begin_writing()
        return undone

    undone = graph.write(work, is_long=True)
    keep_json(undone_path(home, job_id), _told(undone))
    return {
        "gone": len(undone.gone), "restored": len(undone.restored), "used": len(undone.used),
        "kept": len(undone.kept_columns),
    }  # fmt: skip


def _told(undone: Undone) -> dict[str, Any]:
    def who(entry: Entry) -> dict[str, Any]:
        return {name: entry[name] for name in ("sheet", "id", "name")}

    return {
        "used": [{**who(entry), "why": why} for entry, why in undone.used],
        "kept": [{**who(entry), "columns": list(columns)} for entry, columns in undone.kept_columns],
    }

"""A copy of one's own data: asked for, made by a job, fetched by the same account for some days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from graph.domain.jobs import COPY_OWN_DATA
from graph.domain.stored import COPY_DAYS, Stored
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.job import Job
from graph.errors import NotFoundError
from graph.repositories.own_data import StoredRecord
from graph.transaction import Transaction
from webapp.operations.jobs.follow import follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs
from webapp.operations.privacy.copy_file import write_copy


def request_own_copy(graph: Graph, actor: Actor, at: datetime) -> str:
    """Make the job that copies what is kept about the actor's account, or give the one that waits or runs."""

    def work(tx: Transaction) -> str:
        tx.accounts.lock(actor.account_id)
        newest = _newest(tx, actor.account_id)
        if newest is not None and not newest.is_finished:
            return newest.id
        job_id = tx.jobs.create(COPY_OWN_DATA, actor, at)
        tx.audit.record(actor, "request_own_copy", actor.account_id, at)
        return job_id

    return graph.write(work)


def find_own_copy(graph: Graph, account_id: str) -> Job | None:
    """The newest copy that an account asked for, whatever became of it."""
    return graph.read(lambda tx: _newest(tx, account_id))


def can_be_fetched(home: Path, job: Job, at: datetime) -> bool:
    """Whether the file of a copy is there, and its days are not over."""
    is_over = job.finished_at is None or at >= job.finished_at + timedelta(days=COPY_DAYS)
    return job.is_done and not is_over and copy_path(home, job.id).is_file()


def fetch_own_copy(graph: Graph, actor: Actor, home: Path, at: datetime) -> Path:
    """The file of the actor's newest copy; raises NotFoundError where there is none to fetch."""
    job = find_own_copy(graph, actor.account_id)
    if job is None or not can_be_fetched(home, job, at):
        raise NotFoundError("copy", actor.account_id)
    graph.write(lambda tx: tx.audit.record(actor, "download_own_copy", actor.account_id, at))
    return copy_path(home, job.id)


@runs(COPY_OWN_DATA)
def copy_own_data(worker: Worker, job_id: str) -> None:
    """Write the file of a copy."""
    follow(worker, job_id, lambda progress: _write(worker, job_id, progress))


def copies_folder(home: Path) -> Path:
    """Where copies wait to be fetched; the web part and the worker share it."""
    folder = home / "copies"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def copy_path(home: Path, job_id: str) -> Path:
    """The file of one copy."""
    return copies_folder(home) / f"{Path(job_id).name}.zip"


def drop_old_copies(home: Path, at: datetime) -> int:
    """Delete the files of copies whose days are over; returns how many."""
    oldest = (at - timedelta(days=COPY_DAYS)).timestamp()
    old = [path for path in copies_folder(home).iterdir() if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _newest(tx: Transaction, account_id: str) -> Job | None:
    return next(iter(tx.jobs.list_of_actor(COPY_OWN_DATA, account_id)), None)


def _read(account_id: str, tx: Transaction) -> tuple[Account, dict[Stored, list[StoredRecord]]]:
    account = tx.accounts.get(account_id)
    return account, tx.own_data.read(account)


def _write(worker: Worker, job_id: str, progress: Progress) -> dict[str, object]:
    job = worker.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=Actor.system()))
    progress.report("read", 0, 0)
    account, data = worker.graph.read(partial(_read, job.actor_id))
    path = copy_path(worker.settings.home, job_id)
    write_copy(path, account, data, datetime.now(UTC), mail_days=worker.settings.mail_keep_days)
    earlier = worker.graph.read(lambda tx: tx.jobs.list_of_actor(COPY_OWN_DATA, job.actor_id, limit=100))
    for other in earlier:
        if other.id != job_id:
            copy_path(worker.settings.home, other.id).unlink(missing_ok=True)
    if not earlier:  # the account was deleted meanwhile
        path.unlink(missing_ok=True)
    return {}

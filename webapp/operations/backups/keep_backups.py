"""What the clock does for backups: asks for one that is due, tells administrators of trouble, forgets old ones."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.domain.jobs import MAKE_BACKUP
from graph.domain.states.jobs import JOBS
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import AlreadyAppliedError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.backups.standing import backups_of

_AGAIN_AFTER = timedelta(hours=1)
TROUBLE = "tell_backup_trouble"


def request_due_backup(graph: Graph, every_hours: int, at: datetime) -> str | None:
    """The id of the job of a backup that is due; one that failed is tried again within the hour. 0 hours: never."""
    last_id, is_due = graph.read(lambda tx: _due(tx, every_hours, at))
    if not is_due:
        return None

    def work(tx: Transaction) -> str:
        system = Actor.system()
        step = require_step(JOBS, "create_job", system.parties, None)
        job_id = tx.jobs.create(MAKE_BACKUP, system, at, actor_name=system.name)
        note_step(tx, step, system, job_id, at, MAKE_BACKUP)
        return job_id

    try:
        return graph.write(work, key=f"backup-after:{last_id}:{graph.calendar.day_of(at)}")
    except AlreadyAppliedError:
        return None


def _due(tx: Transaction, every_hours: int, at: datetime) -> tuple[str, bool]:
    """The last job, and whether it is time for the next."""
    last = next(iter(tx.jobs.list_newest(kind=MAKE_BACKUP, limit=1)), None)
    if not every_hours or last is None:
        return "", bool(every_hours)
    turn = timedelta(hours=every_hours)
    pause = turn if last.is_done or last.is_cancelled else min(turn, _AGAIN_AFTER)
    return last.id, last.is_finished and at - last.created_at >= pause


def tell_of_backup_trouble(graph: Graph, every_hours: int, at: datetime) -> bool:
    """Once a day while it lasts, have administrators told that a backup failed or that none was made for two days."""
    backups = graph.read(lambda tx: backups_of(tx, every_hours, at))
    if not backups.standing.is_trouble or backups.since is None:
        return False
    failure = backups.failed.result.get("failure", "") if backups.failed else ""
    payload = {"standing": backups.standing.value, "since": backups.since.isoformat(), "failure": failure}
    key = f"{TROUBLE}:{graph.calendar.day_of(at)}"
    graph.write(lambda tx: tx.outbox.add(TROUBLE, MAKE_BACKUP, at, key=key, leaves=None, **payload))
    return True

"""The backups that there are, each with what its job said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.domain.jobs import MAKE_BACKUP
from graph.domain.states.jobs import JobState
from graph.transaction import Transaction
from webapp.operations.backups.folder import backup_files

_MANY = 1000


@dataclass(frozen=True)
class Backup:
    """One file; `checked_at`: when it was read back and found to be right, None where no job of this graph says so."""

    name: str
    made_at: datetime
    size: int
    nodes: int | None
    files: int | None
    checked_at: datetime | None


def list_backups(tx: Transaction, folder: Path) -> list[Backup]:
    """The newest first; raises OSError where the folder cannot be read."""
    files = backup_files(folder)
    jobs = tx.jobs.list_newest(kind=MAKE_BACKUP, state=JobState.DONE, limit=_MANY) if files else []
    said = {job.result.get("file"): job.result for job in jobs}
    found = []
    for file in files:
        result = said.get(file.path.name, {})
        checked = datetime.fromisoformat(result["checked_at"]) if result else None
        found.append(Backup(file.path.name, file.made_at, file.size, result.get("nodes"), result.get("files"), checked))
    return found

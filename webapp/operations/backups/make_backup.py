"""Makes a backup as a worker does."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.backup import dump
from graph.domain.jobs import MAKE_BACKUP
from webapp.operations.backups.folder import forget_old, place_for, sweep_unfinished
from webapp.operations.jobs.follow import follow
from webapp.operations.jobs.progress import Progress
from webapp.operations.jobs.run import Worker, runs


@runs(MAKE_BACKUP)
def make_backup(worker: Worker, job_id: str) -> None:
    """Write graph and stored files into the folder of backups, then delete those that are one too many or too old.

    One that cannot be made fails, and leaves those before it as they are.
    """
    settings = worker.settings

    def make(progress: Progress) -> dict[str, object]:
        at = datetime.now(UTC)
        path = place_for(settings.backup_folder, at)
        sweep_unfinished(settings.backup_folder)
        manifest = dump(
            worker.graph, path, at, files=settings.files_folder,
            progress=lambda step, done: progress.report(step, done, 0),
        )  # fmt: skip
        forget_old(settings.backup_folder, settings.backup_keep, settings.backup_keep_days, at)
        return {
            "file": path.name, "nodes": manifest.nodes.lines, "relationships": manifest.relationships.lines,
            "files": manifest.files.lines, "checked_at": datetime.now(UTC).isoformat(),
        }  # fmt: skip

    follow(worker, job_id, make)

"""The folder of backups: what stands in it, and what has stood there long enough."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.backup.dump import partial_of

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"liulu-(\d{8}T\d{6}Z)\.zip")


@dataclass(frozen=True)
class BackupFile:
    """One backup that was made by itself or from the page of jobs."""

    path: Path
    made_at: datetime
    size: int


def place_for(folder: Path, at: datetime) -> Path:
    """Where the backup of a moment goes; makes the folder, for this user alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"liulu-{at.astimezone(UTC):{_STAMP}}.zip"


def backup_files(folder: Path) -> list[BackupFile]:
    """The newest first; what somebody put there under another name is theirs. Raises OSError."""
    if not folder.is_dir():
        return []
    found = []
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        if named:
            made_at = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
            found.append(BackupFile(path, made_at, path.stat().st_size))
    return sorted(found, key=lambda file: file.made_at, reverse=True)


def forget_old(folder: Path, keep: int, days: int, at: datetime) -> list[str]:
    """Delete all but the newest `keep`, and whatever is older than so many days; returns the names."""
    oldest = at - timedelta(days=days)
    files = backup_files(folder)
    gone = [file for number, file in enumerate(files) if number >= keep or file.made_at < oldest]
    for file in gone:
        file.path.unlink(missing_ok=True)
    return [file.path.name for file in gone]


def sweep_unfinished(folder: Path) -> None:
    """Delete what backups left that were killed; call it while none is made."""
    for partial in folder.glob(partial_of(Path("liulu-*.zip")).name):
        partial.unlink(missing_ok=True)

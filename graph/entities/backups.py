"""How the backups of an installation stand: is there a fresh one, and if not, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.entities.job import Job


class Standing(StrEnum):
    """What an administrator should know of the backups."""

    OFF = "off"
    NONE_YET = "none_yet"
    GOOD = "good"
    FAILED = "failed"
    OVERDUE = "overdue"

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to do something."""
        return self in (Standing.FAILED, Standing.OVERDUE)


@dataclass(frozen=True)
class Backups:
    """`since`: when the last good one ended, or when the first was asked for; `failed`: the last one, if it failed."""

    standing: Standing
    since: datetime | None = None
    failed: Job | None = None

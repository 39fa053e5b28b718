"""A proposal that both sides accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

OUTCOMES = ("completed", "ended_early", "none")


@dataclass(frozen=True)
class Engagement:
    """Work between a startup and a supervisor, with how many sessions it has and when the next one is."""

    id: str
    state: str
    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    supervisor_id: str
    supervisor_name: str
    supervisor_name_zh: str | None
    need_id: str | None = None
    need_title: str | None = None
    goal: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    closing_note: str | None = None
    sessions: int = 0
    next_session_at: datetime | None = None
    changed_at: int = 0

    @property
    def is_open(self) -> bool:
        return self.state == "open"

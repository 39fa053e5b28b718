"""The rows that a report counts: meetings held, requests and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.states.requests import RequestState


@dataclass(frozen=True)
class ReportRow:
    """A meeting or a request of a startup that was with the incubator on its day.

    `minutes`: of a meeting. `state`, `decided_at`: of a request. `title`: the goal of the work, or the need.
    """

    id: str
    at: datetime
    startup_id: str
    startup_name: str
    startup_name_zh: str
    provider_id: str
    provider_name: str
    provider_name_zh: str
    is_supervisor: bool
    is_own_provider: bool
    title: str
    industries: tuple[str, ...]
    minutes: int = 0
    state: RequestState | None = None
    decided_at: datetime | None = None

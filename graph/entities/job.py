"""Long work that a page follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph.domain.states.jobs import JobState


@dataclass(frozen=True)
class Job:
    """One run: how far it is, what it was given, what it made.

    `rate` counts items a second; `cancel_asked` tells the worker to stop at the next progress report.
    """

    id: str
    kind: str
    state: JobState
    step: str
    done: int
    total: int
    rate: float
    message: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    actor_id: str
    role: str
    subject_id: str
    cancel_asked: bool
    payload: dict[str, Any] = field(default_factory=dict)
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def is_finished(self) -> bool:
        return self.state.is_finished

    @property
    def share_done(self) -> float | None:
        """How much of what it does is done, from 0 to 1; None where nobody knows how much there is, or all is done."""
        if self.is_done:
            return None
        return min(1.0, self.done / self.total) if self.total else None

    def seconds(self, at: datetime) -> int | None:
        """How long it took, or has been running by a moment; None before it has begun."""
        if self.started_at is None:
            return None
        return max(0, round(((self.finished_at or at) - self.started_at).total_seconds()))

    @property
    def is_done(self) -> bool:
        return self.state is JobState.DONE

    @property
    def has_failed(self) -> bool:
        return self.state is JobState.FAILED

    @property
    def is_cancelled(self) -> bool:
        return self.state is JobState.CANCELLED

    @property
    def seconds_left(self) -> int | None:
        """An honest guess from the present rate; None while nothing is known."""
        if self.state is not JobState.RUNNING or self.rate <= 0 or not self.total:
            return None
        return max(0, round((self.total - self.done) / self.rate))

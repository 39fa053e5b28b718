"""A proposal that both sides accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kinds import KINDS, Outcome
from graph.domain.states.work import EngagementState


@dataclass(frozen=True)
class Engagement:
    """Work between a startup and a provider, with how many sessions it has and when the next one is."""

    id: str
    state: EngagementState
    startup_id: str
    startup_name: str
    startup_name_zh: str | None
    provider_id: str
    provider_name: str
    provider_name_zh: str | None
    kind: str
    need_id: str | None = None
    need_title: str | None = None
    goal: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    closing_note: str | None = None
    sessions: int = 0
    next_session_at: datetime | None = None
    changed_at: int = 0
    amount: float | None = None
    currency: str | None = None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How this work may end."""
        return KINDS[self.kind].outcomes

    @property
    def is_open(self) -> bool:
        return self.state is EngagementState.OPEN

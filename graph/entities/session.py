"""A meeting in an engagement, and what each side said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.domain.roles import Side
from graph.domain.states.work import EngagementState, SessionState

BLIND_DAYS = 14


@dataclass(frozen=True)
class Feedback:
    """One side's rating of one session."""

    id: str
    session_id: str
    side: Side
    rating: int
    comment: str | None
    given_at: datetime


@dataclass(frozen=True)
class Session:
    """One meeting, with the names of both sides for lists that cross engagements."""

    id: str
    engagement_id: str
    starts_at: datetime
    minutes: int
    zone: str
    state: SessionState
    place: str | None = None
    link: str | None = None
    notes: str | None = None
    changed_at: int = 0
    startup_id: str = ""
    startup_name: str = ""
    startup_name_zh: str | None = None
    provider_id: str = ""
    provider_name: str = ""
    provider_name_zh: str | None = None
    engagement_state: EngagementState = EngagementState.OPEN
    need_title: str | None = None

    @property
    def is_planned(self) -> bool:
        return self.state is SessionState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state is SessionState.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.state is SessionState.CANCELLED

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def answers_until(self) -> datetime:
        """Each side is blind to the other's rating until both answered or this moment."""
        return self.ends_at + timedelta(days=BLIND_DAYS)


def readable(feedback: tuple[Feedback, ...], session: Session, side: Side, at: datetime) -> tuple[Feedback, ...]:
    """What `side` may read: its own, and the other's once both have answered or the time is up."""
    both = {item.side for item in feedback} == set(Side)
    if both or at >= session.answers_until:
        return feedback
    return tuple(item for item in feedback if item.side is side)

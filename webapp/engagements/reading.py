"""What a page of an engagement reads: both sides, the sessions, and the answers that this side may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from graph.domain.roles import Side
from graph.entities.engagement import Engagement
from graph.entities.session import Feedback, Session, readable
from graph.transaction import Transaction
from webapp.http.context import actor, graph, now
from webapp.presenters.language import choose_time_zone


@dataclass(frozen=True)
class Meeting:
    """A session with what its reader may do about it."""

    session: Session
    is_coming: bool
    may_rate: bool
    mine: Feedback | None = None
    theirs: Feedback | None = None
    theirs_is_hidden: bool = False

    @classmethod
    def of(
        cls,
        session: Session,
        feedback: tuple[Feedback, ...],
        side: Side | None,
        at: datetime,
        *,
        is_rated: bool = False,
    ) -> Self:
        """One session as `side` sees it at a moment; only the two sides read answers."""
        seen = readable(feedback, session, side, at) if side is not None else ()
        mine = next((item for item in seen if item.side is side), None)
        theirs = next((item for item in seen if item.side is not side), None)
        is_over = session.is_held or session.ends_at <= at
        return cls(
            session=session,
            is_coming=session.is_planned and session.ends_at > at,
            may_rate=is_over
            and not session.is_cancelled
            and mine is None
            and not is_rated
            and at < session.answers_until,
            mine=mine,
            theirs=theirs,
            theirs_is_hidden=len(seen) < len(feedback),
        )


@dataclass(frozen=True)
class Work:
    """An engagement as one reader sees it."""

    engagement: Engagement
    side: Side | None
    meetings: list[Meeting]

    @property
    def other_name(self) -> dict[str, str | None]:
        """Both names of the other side."""
        engagement = self.engagement
        if self.side is Side.SEEKER:
            return {"name": engagement.provider_name, "name_zh": engagement.provider_name_zh}
        return {"name": engagement.startup_name, "name_zh": engagement.startup_name_zh}

    @property
    def may_change(self) -> bool:
        """Whether the reader is one of the two sides and the work is open."""
        return self.side is not None and self.engagement.is_open


def read_work(engagement_id: str) -> Work:
    """An engagement of the reader; raises NotFoundError."""
    mine, at = actor(), now()

    def work(tx: Transaction) -> Work:
        engagement = tx.engagements.get(engagement_id, visible_to=mine)
        feedback = tx.sessions.list_feedback(engagement_id)
        meetings = [
            Meeting.of(session, tuple(f for f in feedback if f.session_id == session.id), mine.side, at)
            for session in tx.sessions.list_of_engagement(engagement_id)
        ]
        meetings.sort(key=_order)
        return Work(engagement, mine.side, meetings)

    return graph().read(work)


def my_zone() -> str:
    """The reader's time zone."""
    return choose_time_zone()


def _order(meeting: Meeting) -> tuple[bool, float]:
    """Coming ones first, the next on top; then past ones, the latest on top."""
    seconds = meeting.session.starts_at.timestamp()
    return not meeting.is_coming, seconds if meeting.is_coming else -seconds

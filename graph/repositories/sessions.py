"""Sessions: the meetings of an engagement, and each side's answers about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.calendar import known_zone
from graph.domain.days import sane_minutes
from graph.domain.roles import Side
from graph.domain.states.work import SESSIONS, EngagementState, SessionState
from graph.entities import Actor
from graph.entities.session import Feedback, Session
from graph.errors import NotFoundError, StateChangedError
from graph.ids import derived_id, milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.ownership import is_own
from graph.repositories.rows import state_of, with_states
from graph.repositories.visibility import sees_pair

_MANY = 500


@dataclass(frozen=True)
class Appointment:
    """When and where: what is written on planning and on moving."""

    starts_at: datetime
    minutes: int
    zone: str
    place: str | None = None
    link: str | None = None


class SessionRepository(Repository):
    """Seen by both sides of the engagement and by the incubators of either."""

    def get(self, session_id: str, *, visible_to: Actor) -> Session:
        """One session; raises NotFoundError also when it is not this actor's to see."""
        row = self._tx.one_or_none("sessions.get", id=session_id)
        if row is None or not sees_pair(self._tx, visible_to, row["startup_id"], row["provider_id"], asked=True):
            raise NotFoundError("session", session_id)
        return _session(row)

    def list_of_engagement(self, engagement_id: str, limit: int = _MANY) -> list[Session]:
        """Sessions by time. The caller has read the engagement as its actor."""
        rows = self._tx.rows("sessions.list_of_engagement", engagement_id=engagement_id, limit=limit)
        return [_session(row) for row in rows]

    def list_of_startup(self, startup_id: str, since: datetime, until: datetime, *, visible_to: Actor) -> list[Session]:
        """A startup's sessions that start in [since, until), by time."""
        if not is_own(self._tx, visible_to, startup_id):
            raise NotFoundError("startup", startup_id)
        parameters = {"startup_id": startup_id, "since": since, "until": until, "limit": _MANY}
        return [_session(row) for row in self._tx.rows("sessions.list_of_startup", **parameters)]

    def list_of_provider(
        self, provider_id: str, since: datetime, until: datetime, *, visible_to: Actor
    ) -> list[Session]:
        """A provider's sessions that start in [since, until), by time."""
        if not is_own(self._tx, visible_to, provider_id):
            raise NotFoundError("provider", provider_id)
        parameters = {"provider_id": provider_id, "since": since, "until": until, "limit": _MANY}
        return [_session(row) for row in self._tx.rows("sessions.list_of_provider", **parameters)]

    def lock(self, session_id: str) -> SessionState:
        """Take a session's lock and read its state under it; raises NotFoundError."""
        return state_of(SessionState, self._tx.one("sessions.lock", id=session_id, nonce=new_nonce())["state"])

    def create(self, session_id: str, engagement_id: str, when: Appointment, at: datetime) -> None:
        """Plan a session; raises StateChangedError when the engagement is closed."""
        row = self._tx.one_or_none(
            "sessions.create",
            id=session_id,
            engagement_id=engagement_id,
            state=SessionState.PLANNED,
            engagement_states=[EngagementState.OPEN],
            nonce=new_nonce(),
            changed_at=milliseconds(at),
            **_appointment(when),
        )
        if row is None:
            raise StateChangedError("engagement", EngagementState.CLOSED)

    def move(self, session_id: str, when: Appointment, at: datetime) -> None:
        """Change when and where; raises StateChangedError when it is not planned."""
        sources = sorted(SESSIONS.sources("move_session"))
        states = {"sources": sources, "engagement_states": [EngagementState.OPEN]}
        self._change("move", session_id, at, **states, **_appointment(when))

    def cancel(self, session_id: str, at: datetime) -> None:
        """Planned -> cancelled; raises StateChangedError."""
        self._change("cancel", session_id, at, **SESSIONS.only("cancel_session").as_parameters)

    def hold(self, session_id: str, at: datetime) -> None:
        """Planned -> held; raises StateChangedError, also before it has begun."""
        self._change("hold", session_id, at, at=at, **SESSIONS.only("mark_held").as_parameters)

    def set_notes(self, session_id: str, notes: str, at: datetime) -> None:
        """Write the notes that both sides share; raises StateChangedError when it is cancelled."""
        self._change("set_notes", session_id, at, notes=notes, sources=sorted(SESSIONS.sources("write_notes")))

    def add_feedback(self, session_id: str, side: Side, rating: int, comment: str | None, at: datetime) -> None:
        """One side's answer, once; raises StateChangedError when that side answered before."""
        row = self._tx.one_or_none(
            "sessions.add_feedback",
            id=derived_id("feedback", session_id, side),
            session_id=session_id,
            nonce=new_nonce(),
            side=side,
            rating=rating,
            comment=comment,
            at=at,
        )
        if row is None:
            raise StateChangedError("session", "rated")

    def list_feedback(self, engagement_id: str, limit: int = 2 * _MANY) -> list[Feedback]:
        """All answers about an engagement's sessions, oldest first; `readable` says who may read which."""
        rows = self._tx.rows("sessions.feedback_of_engagement", engagement_id=engagement_id, limit=limit)
        return [Feedback(**{**row, "side": Side(row["side"])}) for row in rows]

    def list_rated(self, session_ids: Sequence[str], side: Side) -> frozenset[str]:
        """Which of these sessions one side has rated."""
        rows = self._tx.rows("sessions.rated", ids=list(session_ids), side=side) if session_ids else []
        return frozenset(row["id"] for row in rows)

    def _change(self, query: str, session_id: str, moment: datetime, /, **parameters: object) -> None:
        changed_at = milliseconds(moment)
        row = self._tx.one_or_none(
            f"sessions.{query}", id=session_id, nonce=new_nonce(), changed_at=changed_at, **parameters
        )
        if row is None:
            found = self._tx.one_or_none("sessions.get", id=session_id)
            if query == "move" and found and found["state"] == SessionState.PLANNED:
                raise StateChangedError("engagement", EngagementState.CLOSED)
            raise StateChangedError("session", found["state"] if found else "gone")


def _appointment(when: Appointment) -> dict[str, object]:
    return {
        "starts_at": when.starts_at,
        "minutes": when.minutes,
        "zone": when.zone,
        "place": when.place,
        "link": when.link,
    }


def _session(row: Row) -> Session:
    stated = with_states(row, state=SessionState, engagement_state=EngagementState)
    read = {
        "changed_at": row["changed_at"] or 0,
        "zone": known_zone(row["zone"]),
        "minutes": sane_minutes(row["minutes"]),
    }
    return Session(**{**stated, **read})

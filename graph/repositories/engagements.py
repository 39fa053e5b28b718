"""Engagements: proposals that both sides accepted."""

from __future__ import annotations

from datetime import datetime

from graph.domain.kinds import Outcome
from graph.domain.states.work import ENGAGEMENTS, EngagementState, SessionState
from graph.entities import Actor
from graph.entities.engagement import Engagement
from graph.errors import NotFoundError, StateChangedError
from graph.ids import milliseconds, new_nonce
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.ownership import is_own
from graph.repositories.rows import state_of
from graph.repositories.visibility import sees_pair

_MANY = 500


class EngagementRepository(Repository):
    """Seen by both sides and by the incubators of either."""

    def get(self, engagement_id: str, *, visible_to: Actor) -> Engagement:
        """One engagement; raises NotFoundError also when it is not this actor's to see."""
        row = self._tx.one_or_none("engagements.get", id=engagement_id)
        if row is None or not sees_pair(self._tx, visible_to, row["startup_id"], row["provider_id"], asked=True):
            raise NotFoundError("engagement", engagement_id)
        return _engagement(row)

    def list_of_startup(self, startup_id: str, *, visible_to: Actor, limit: int = _MANY) -> list[Engagement]:
        """A startup's engagements, open ones first, then last changed first."""
        if not is_own(self._tx, visible_to, startup_id):
            raise NotFoundError("startup", startup_id)
        rows = self._tx.rows("engagements.list_of_startup", startup_id=startup_id, limit=limit)
        return [_engagement(row) for row in rows]

    def list_of_provider(self, provider_id: str, *, visible_to: Actor, limit: int = _MANY) -> list[Engagement]:
        """A provider's engagements, open ones first, then last changed first."""
        if not is_own(self._tx, visible_to, provider_id):
            raise NotFoundError("provider", provider_id)
        rows = self._tx.rows("engagements.list_of_provider", provider_id=provider_id, limit=limit)
        return [_engagement(row) for row in rows]

    def count_open(self, provider_id: str) -> int:
        """Places of a provider that are taken."""
        row = self._tx.one_or_none("engagements.count_open", provider_id=provider_id)
        return int(row["count"]) if row else 0

    def lock(self, engagement_id: str) -> EngagementState:
        """Take an engagement's lock and read its state under it; raises NotFoundError."""
        row = self._tx.one("engagements.lock", id=engagement_id, nonce=new_nonce())
        return state_of(EngagementState, row["state"])

    def set_goal(self, engagement_id: str, goal: str, at: datetime) -> None:
        """Write what it is for; raises StateChangedError when it is closed."""
        row = self._tx.one_or_none(
            "engagements.set_goal",
            id=engagement_id,
            nonce=new_nonce(),
            sources=sorted(ENGAGEMENTS.sources("set_goal")),
            goal=goal,
            changed_at=milliseconds(at),
        )
        if row is None:
            raise StateChangedError("engagement", EngagementState.CLOSED)

    def close(self, engagement_id: str, outcome: Outcome, note: str, at: datetime) -> None:
        """Close it, which gives the place back; raises StateChangedError when it is closed."""
        row = self._tx.one_or_none(
            "engagements.close",
            id=engagement_id,
            nonce=new_nonce(),
            outcome=outcome,
            closing_note=note,
            at=at,
            changed_at=milliseconds(at),
            **ENGAGEMENTS.only("close_engagement").as_parameters,
        )
        if row is None:
            raise StateChangedError("engagement", EngagementState.CLOSED)


def _engagement(row: Row) -> Engagement:
    meetings = row["meetings"]
    planned = [meeting["starts_at"] for meeting in meetings if meeting["state"] == SessionState.PLANNED]
    need = row["need"] or {"id": None, "title": None}
    deal = row["deal"] or {}
    fields = {key: value for key, value in row.items() if key not in ("meetings", "need", "deal")}
    fields |= {"changed_at": row["changed_at"] or 0, "state": state_of(EngagementState, row["state"])}
    fields["outcome"] = row["outcome"] and state_of(Outcome, row["outcome"])
    return Engagement(
        **fields,
        need_id=need["id"],
        need_title=need["title"],
        kind=deal["kind"],
        amount=deal.get("amount"),
        currency=deal.get("currency"),
        sessions=sum(meeting["state"] != SessionState.CANCELLED for meeting in meetings),
        next_session_at=min(planned, default=None),
    )

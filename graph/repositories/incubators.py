"""An incubator's startups, their needs, and every request that waits between them and the pool."""

from __future__ import annotations

from datetime import date, datetime

from graph.domain.kinds import Outcome
from graph.domain.reasons import DeclineReason
from graph.domain.states.accounts import AccountState
from graph.domain.states.requests import RequestState
from graph.entities.incubators import Founder, Guidance, GuidedNow, OpenNeed, OwnStartup, WaitingRequest
from graph.errors import NotFoundError
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.minding import MindingRepository
from graph.repositories.rows import with_states

LIMIT = 2000
_NAMELESS = {"startup_id": "", "startup_name": "", "startup_name_zh": None, "need_title": None, "need_id": None}


class IncubatorRepository(Repository):
    """Every method takes the incubator that asks: nobody sees another's."""

    def get(self, incubator_id: str) -> Row:
        """Names and district; raises NotFoundError."""
        row = self._tx.one_or_none("incubators.get", id=incubator_id)
        if row is None:
            raise NotFoundError("incubator", incubator_id)
        return row

    def list_startups(self, incubator_id: str, day: date) -> list[OwnStartup]:
        """The startups that are here today, by name."""
        rows = self._tx.rows("incubators.startups", id=incubator_id, day=day, limit=LIMIT)
        minders = MindingRepository(self._tx).list_of(incubator_id)
        return [
            OwnStartup(
                **row["startup"], since=row["since"], until=row["until"],
                industries=tuple(sorted(row["industries"])),
                minder_id=minders.get(row["startup"]["id"], ""),
            )
            for row in rows
        ]  # fmt: skip

    def list_founders(self, incubator_id: str, day: date) -> list[Founder]:
        """The accounts that act for its startups, or are invited to."""
        rows = self._tx.rows("incubators.founders", id=incubator_id, day=day, limit=LIMIT)
        texts = ({**row, "name": row["name"] or "", "email": row["email"] or ""} for row in rows)
        return [Founder(**with_states(row, state=AccountState)) for row in texts]

    def guidance_by_startup(self, incubator_id: str, day: date) -> dict[str, Guidance]:
        """What each of its startups got so far; those that met nobody are missing."""
        rows = self._tx.rows("incubators.guidance", id=incubator_id, day=day, limit=LIMIT)
        return {row["startup_id"]: Guidance(row["sessions"], row["minutes"], row["last_at"]) for row in rows}

    def last_asked(self, incubator_id: str, day: date) -> dict[str, datetime]:
        """When each of its startups last asked somebody; those that never did are missing."""
        rows = self._tx.rows("incubators.last_asked", id=incubator_id, day=day, limit=LIMIT)
        return {row["startup_id"]: row["last_at"] for row in rows}

    def list_open_needs(self, incubator_id: str, day: date) -> list[OpenNeed]:
        """Their open needs, oldest first."""
        return [_need(row) for row in self._tx.rows("incubators.open_needs", id=incubator_id, day=day, limit=LIMIT)]

    def list_requests(self, incubator_id: str, day: date) -> list[WaitingRequest]:
        """Requests without an answer that concern a startup or a supervisor of this incubator, oldest first.

        Which startup it is stays with its own incubator.
        """
        rows = self._tx.rows("incubators.requests", id=incubator_id, day=day, limit=LIMIT)
        known = ({**row, **{flag: bool(row[flag]) for flag in ("is_answered_here", "is_unread")}} for row in rows)
        return [WaitingRequest(**(row if row["own_startup"] else {**row, **_NAMELESS})) for row in known]

    def list_engagements(self, incubator_id: str, day: date) -> list[GuidedNow]:
        """Open engagements of the incubator's startups, by startup."""
        return [
            GuidedNow(**row) for row in self._tx.rows("incubators.engagements", id=incubator_id, day=day, limit=LIMIT)
        ]

    def list_proposed_for(self, incubator_id: str, provider_id: str, day: date, limit: int = 50) -> list[Row]:
        """The open needs of own startups on whose lists a provider stands; `state` is None before they were asked."""
        given = {"id": incubator_id, "provider_id": provider_id, "day": day, "limit": limit}
        rows = [with_states(row, state=RequestState) for row in self._tx.rows("incubators.proposed_for", **given)]
        # What a startup saved or put aside is its own business.
        return [row if row["state"] and row["state"].was_asked else {**row, "state": None} for row in rows]

    def list_timeline(self, startup_id: str, limit: int = 100) -> list[Row]:
        """What was asked for a startup and what came of it, latest first."""
        rows = self._tx.rows("incubators.timeline", startup_id=startup_id, limit=limit)
        return [with_states(row, state=RequestState, decline_reason=DeclineReason, outcome=Outcome) for row in rows]


def _need(row: Row) -> OpenNeed:
    proposals = row.pop("proposals")
    states = [proposal["state"] for proposal in proposals]
    moments = [moment for one in proposals for moment in (one["asked_at"], one["decided_at"]) if moment]
    return OpenNeed(
        **{**row, "industries": tuple(sorted(row["industries"]))},
        shown=len(states),
        waiting=states.count(RequestState.ASKED),
        declined=states.count(RequestState.DECLINED),
        unanswered=states.count(RequestState.EXPIRED),
        withdrawn=states.count(RequestState.WITHDRAWN),
        accepted=states.count(RequestState.ACCEPTED),
        last_at=max(moments, default=None),
    )

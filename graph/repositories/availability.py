"""What changes by the minute: places taken, and what two sides decided about each other."""

from __future__ import annotations

from graph.domain.eligibility import Decision
from graph.domain.reasons import DeclineReason
from graph.domain.states.requests import RequestState
from graph.domain.states.work import EngagementState
from graph.query_runner import Row
from graph.repositories.base import Repository


class AvailabilityRepository(Repository):
    """Exceptions only: whoever is not named has no open engagement and no decision."""

    def taken_places(self, startup_id: str = "") -> dict[str, int]:
        """Places taken or held for other startups than this one, by provider, for those with at least one."""
        row, held = self._tx.one("availability.taken"), self._tx.one("availability.held", startup_id=startup_id)
        taken = dict(zip(row["ids"], row["taken"], strict=True))
        return taken | {one: taken.get(one, 0) + count for one, count in zip(held["ids"], held["held"], strict=True)}

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]:
        """What was decided between a startup and each provider; what was only shown is left out."""
        rows = self._tx.rows("availability.decisions", startup_id=startup_id, kind=kind)
        return [_decision(row) for row in rows]


def _decision(row: Row) -> Decision:
    engagement = row["engagement_state"]
    return Decision(
        provider_id=row["provider_id"],
        state=RequestState(row["state"]),
        need_id=row["need_id"],
        ask_again_on=row["ask_again_on"],
        is_for_conflict=row["decline_reason"] == DeclineReason.CONFLICT,
        engagement_state=EngagementState(engagement) if engagement else None,
    )

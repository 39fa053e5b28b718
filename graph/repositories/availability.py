"""What changes by the minute: places taken, and what two sides decided about each other."""

from __future__ import annotations

from graph.entities.profile import Decision
from graph.repositories.base import Repository


class AvailabilityRepository(Repository):
    """Exceptions only: whoever is not named has no open engagement and no decision."""

    def taken_places(self) -> dict[str, int]:
        """Places taken, by provider, for those with at least one open engagement."""
        row = self._tx.one("availability.taken")
        return dict(zip(row["ids"], row["taken"], strict=True))

    def list_decisions(self, startup_id: str, kind: str) -> list[Decision]:
        """What was decided between a startup and each provider; what was only shown is left out."""
        rows = self._tx.rows("availability.decisions", startup_id=startup_id, kind=kind)
        return [Decision(**{**row, "decline_reason": row["decline_reason"] or ""}) for row in rows]

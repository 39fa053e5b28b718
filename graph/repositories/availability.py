"""What changes by the minute: places taken, and what two sides decided about each other."""

from __future__ import annotations

from graph.entities.profile import Decision
from graph.transaction import Transaction


class AvailabilityRepository:
    """Exceptions only: whoever is not named has no open engagement and no decision."""

    def taken_places(self, tx: Transaction) -> dict[str, int]:
        """Places taken, by provider, for those with at least one open engagement."""
        row = tx.one("availability.taken")
        return dict(zip(row["ids"], row["taken"], strict=True))

    def list_decisions(self, tx: Transaction, startup_id: str, kind: str) -> list[Decision]:
        """What was decided between a startup and each provider; what was only shown is left out."""
        rows = tx.rows("availability.decisions", startup_id=startup_id, kind=kind)
        return [Decision(**{**row, "decline_reason": row["decline_reason"] or ""}) for row in rows]

"""Dated relations: from a first day to a last day, both of which count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """From `since` to `until`; both days count, and None leaves that end open.

    The same rule in Cypher is the fragment `in_force(relation, $day)` (graph/queries/fragments.cypher).
    """

    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within."""
        return not self.begins_after(day) and not self.is_over(day)

    def begins_after(self, day: date) -> bool:
        """Whether the first day is still to come."""
        return self.since is not None and day < self.since

    def is_over(self, day: date) -> bool:
        """Whether the last day has passed."""
        return self.until is not None and self.until < day

"""The rules of meetings, as people are told them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

TIME_TO_RATE = timedelta(days=14)


@dataclass
class Meeting:
    """One meeting, and who said how it was."""

    starts_at: datetime
    minutes: int
    state: str = "planned"
    rated: dict[str, int] = field(default_factory=dict)

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def may_be_moved(self, work_is_open: bool) -> bool:
        """A meeting to come, in work that goes on."""
        return self.state == "planned" and work_is_open

    def may_be_held(self, at: datetime) -> bool:
        """One that has begun."""
        return self.state == "planned" and self.starts_at <= at

    def may_be_rated(self, side: str, at: datetime) -> bool:
        """Once by each side, when it is over or was noted as held, within two weeks."""
        took_place = self.state == "held" or (self.state == "planned" and self.ends_at <= at)
        return took_place and side not in self.rated and at < self.ends_at + TIME_TO_RATE

    def is_read(self, by: str, at: datetime) -> set[str]:
        """Whose answers a side reads: its own, and the other's once both have said, or the time is up."""
        both = len(self.rated) == 2 or at >= self.ends_at + TIME_TO_RATE
        return set(self.rated) if both else set(self.rated) & {by}

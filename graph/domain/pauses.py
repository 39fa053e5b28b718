"""Pauses: until when no new request reaches somebody, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pause:
    """`until`: the first day with requests again, None for no end. `by`: the id of the person or incubator who paused.

    It is its maker's until it is over: others may lengthen it, and neither shorten nor end it. One whose maker is not
    known is the paused person's own.
    """

    until: date | None
    by: str | None

    def holds_on(self, day: date) -> bool:
        """Whether no new request reaches them on that day."""
        return self.until is None or self.until > day

    def asked_again(self, by: str, until: date, day: date) -> Pause:
        """What it becomes when somebody asks for a pause until a day."""
        if self.by == by or not self.holds_on(day):
            return Pause(until, by)
        is_longer = self.until is None or self.until >= until
        return self if is_longer else Pause(until, self.by)

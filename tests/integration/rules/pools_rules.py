"""The rules of pools, as people are told them: who is in one said yes to it, and may leave whenever they like."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

BETWEEN_INVITATIONS = timedelta(days=3)
Standing = tuple[bool, date | None, str, str, date | None]
"""Whether paused, until when and by whom; where the term stands, and until when."""


@dataclass
class Term:
    """Somebody and a pool. `said_yes`: they accepted, and have not left since. `had_left`: and are invited again."""

    state: str = ""
    until: date | None = None
    said_yes: bool = False
    had_left: bool = False

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and today > self.until

    def is_running(self, today: date) -> bool:
        """Whether they are in the pool today."""
        return self.state == "active" and not self.is_over(today)

    def without_invitation(self, today: date) -> tuple[str, date | None]:
        """Where it stands once an invitation is gone."""
        return ("left", today) if self.had_left else ("", None)

    def may_be_answered(self, today: date) -> bool:
        """An invitation that still stands."""
        return self.state == "invited" and not self.is_over(today)


@dataclass
class Person:
    """A supervisor, and who stopped their requests."""

    is_paused: bool = False
    paused_until: date | None = None
    paused_by: str = ""
    terms: dict[str, Term] = field(default_factory=dict)
    invited_on: date = date.min

    def may_be_invited(self, today: date) -> bool:
        """One invitation in three days, whoever sends it."""
        return today >= self.invited_on + BETWEEN_INVITATIONS

    def standing(self, pool: str) -> Standing:
        """What a curator changes, and takes back."""
        term = self.terms[pool]
        return self.is_paused, self.paused_until, self.paused_by, term.state, term.until

    def put(self, pool: str, standing: Standing) -> None:
        """Stand like this."""
        term = self.terms[pool]
        self.is_paused, self.paused_until, self.paused_by, term.state, term.until = standing

    def pause(self, by: str, until: date, today: date) -> None:
        """No new requests until a day; a pause is its maker's, and another one can only lengthen it."""
        holds = self.is_paused and self.paused_until is not None and self.paused_until > today
        if holds and self.paused_by != by:
            self.paused_until = max(self.paused_until or until, until)
        else:
            self.is_paused, self.paused_by, self.paused_until = True, by, until

    def resume(self) -> None:
        """New requests again."""
        self.is_paused, self.paused_by, self.paused_until = False, "", None

"""Who acts, in which role, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from graph.domain.calendar import Calendar
from graph.domain.ranks import Act, may
from graph.domain.roles import ADMINISTRATOR, SYSTEM, Side, parties, side_of


@dataclass(frozen=True)
class Membership:
    """One role of an account, for one organisation or person (`subject_id` is empty for roles without one).

    `rank`: what they are within it (graph/domain/ranks.py); empty where a role has no ranks.
    """

    role: str
    subject_id: str
    subject_name: str = ""
    subject_name_zh: str = ""
    subject_region: str = ""
    rank: str = ""


class ActsFor(Protocol):
    """Whatever says for whom somebody acts, and in which role."""

    @property
    def role(self) -> str: ...

    @property
    def subject_id(self) -> str: ...


@dataclass(frozen=True)
class Actor:
    """An account acting in one of its roles. Operations take it explicitly and never read a session.

    `time_zone`: the account's; empty for whoever has none.
    """

    account_id: str
    name: str
    role: str
    subject_id: str
    memberships: tuple[Membership, ...] = ()
    time_zone: str = ""

    @classmethod
    def system(cls) -> Actor:
        """The clock, a job or the command line: sees all, and is named in the audit log as such."""
        return cls("system", "Liulu", SYSTEM, "")

    def today(self, at: datetime, calendar: Calendar) -> date:
        """The day that it is where the actor reads and writes; by `calendar` for whoever has no account."""
        return (Calendar(self.time_zone) if self.time_zone else calendar).day_of(at)

    @property
    def is_system(self) -> bool:
        return self.role == SYSTEM

    @property
    def parties(self) -> frozenset[str]:
        """As whom this actor takes steps: by role and by side; nobody's steps without a role."""
        return parties(self.role) if self.role else frozenset()

    @property
    def is_provider(self) -> bool:
        """Whether startups ask this actor."""
        return self.side is Side.PROVIDER

    @property
    def is_seeker(self) -> bool:
        """Whether this actor asks: a startup."""
        return self.side is Side.SEEKER

    @property
    def side(self) -> Side | None:
        """On which side of a request or of work this actor stands; None for those who look on or chose no role yet."""
        return side_of(self.role) if self.role else None

    @property
    def rank(self) -> str:
        """What they are within the organisation for which they act now; empty where they hold no rank there."""
        mine = (one for one in self.memberships if (one.role, one.subject_id) == (self.role, self.subject_id))
        return next((one.rank for one in mine), "")

    def may_do(self, act: Act) -> bool:
        """Whether their rank within their organisation lets them do this."""
        return may(self.role, self.rank, act)

    @property
    def is_administrator(self) -> bool:
        return self.role == ADMINISTRATOR

"""Who acts, in which role, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.calendar import Calendar
from graph.domain.roles import parties

ROLES = ("startup", "supervisor", "incubator", "investor", "talent_office", "administrator")
# Roles that are asked: for a person or an investor.
PROVIDER_ROLES = ("supervisor", "investor")


def asked_role(kind: str) -> str:
    """The role that answers requests of a kind of match."""
    return "investor" if kind == "investor" else "supervisor"


@dataclass(frozen=True)
class Membership:
    """One role of an account, for one organisation or person (`subject_id` is empty for roles without one)."""

    role: str
    subject_id: str
    subject_name: str = ""
    subject_name_zh: str = ""
    subject_region: str = ""


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
        return cls("system", "Liulu", "system", "")

    def today(self, at: datetime, calendar: Calendar) -> date:
        """The day that it is where the actor reads and writes; by `calendar` for whoever has no account."""
        return (Calendar(self.time_zone) if self.time_zone else calendar).day_of(at)

    @property
    def is_system(self) -> bool:
        return self.role == "system"

    @property
    def parties(self) -> frozenset[str]:
        """As whom this actor takes steps: by role and by side; nobody's steps without a role."""
        return parties(self.role) if self.role else frozenset()

    @property
    def is_provider(self) -> bool:
        """Whether startups ask this actor."""
        return self.role in PROVIDER_ROLES

    @property
    def side(self) -> str:
        """On which side of a request or of work this actor stands; empty for those who look on."""
        return "supervisor" if self.is_provider else self.role if self.role == "startup" else ""

    @property
    def is_administrator(self) -> bool:
        return self.role == "administrator"

"""What wants the curator's attention: waiting requests, unmatched founders, supervisors out of balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.driver import Graph
from graph.entities.incubators import GuidedNow, OpenNeed, WaitingRequest
from graph.entities.pools import PoolMember
from graph.transaction import Transaction
from webapp.presenters.dates import local_date

LATE_DAYS = 7
UNMATCHED_DAYS = 14
ENDING_DAYS = 30
NO_SESSION_DAYS = 30


@dataclass(frozen=True)
class Attention:
    """Everything that the curator's first page and the waiting page tell; `on`: the installation's day of `at`."""

    requests: list[WaitingRequest]
    needs: list[OpenNeed]
    engagements: list[GuidedNow]
    members: list[PoolMember]
    at: datetime
    on: date

    def days_since(self, moment: datetime) -> int:
        """Calendar days in the reader's zone."""
        return ((local_date(self.at) or self.on) - (local_date(moment) or self.on)).days

    @property
    def late(self) -> list[WaitingRequest]:
        """Requests that have waited a week or longer, the oldest first."""
        return [one for one in self.requests if self.days_since(one.asked_at) >= LATE_DAYS]

    @property
    def unmatched(self) -> list[OpenNeed]:
        """Needs that are open for two weeks or longer, with nobody asked just now."""
        return [
            need
            for need in self.needs
            if need.is_unmatched and need.opened_on and (self.on - need.opened_on).days >= UNMATCHED_DAYS
        ]

    @property
    def overloaded(self) -> list[PoolMember]:
        """Supervisors with more than they can take."""
        return [member for member in self.members if member.standing(self.on) == "overloaded"]

    @property
    def idle(self) -> list[PoolMember]:
        """Supervisors whom nobody has met for three months, the longest first."""
        found = [member for member in self.members if member.standing(self.on) == "idle"]
        return sorted(found, key=lambda member: (-member.idle_days(self.on), member.name))

    @property
    def ending(self) -> list[PoolMember]:
        """Terms that end within 30 days, the first first."""
        found = [
            member
            for member in self.members
            if member.term.is_running(self.on)
            and member.term.until
            and (member.term.until - self.on).days <= ENDING_DAYS
        ]
        return sorted(found, key=lambda member: (member.term.until or self.on, member.name))

    @property
    def silent(self) -> list[GuidedNow]:
        """Engagements without a session to come and without one for a month."""
        return [
            one
            for one in self.engagements
            if not one.next_at and self.days_since(one.last_at or one.opened_at) >= NO_SESSION_DAYS
        ]

    @property
    def count(self) -> int:
        """How many things want the curator's hand."""
        return len(self.late) + len(self.unmatched) + len(self.overloaded) + len(self.silent)


def read_attention(graph: Graph, incubator_id: str, at: datetime) -> Attention:
    """Read all of it in one transaction."""

    def work(tx: Transaction) -> Attention:
        today = tx.calendar.day_of(at)
        return Attention(
            requests=tx.incubators.list_requests(incubator_id, today),
            needs=tx.incubators.list_open_needs(incubator_id, today),
            engagements=tx.incubators.list_engagements(incubator_id, today),
            members=tx.pools.list_members(incubator_id, at),
            at=at,
            on=today,
        )

    return graph.read(work)

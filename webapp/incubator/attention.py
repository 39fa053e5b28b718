"""What wants the curator's attention: what is stuck, and supervisors out of balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.domain.stuck import StuckSort
from graph.driver import Graph
from graph.entities.incubators import GuidedNow
from graph.entities.pools import PoolMember
from graph.entities.stuck import StuckThing
from graph.transaction import Transaction

ENDING_DAYS = 30


@dataclass(frozen=True)
class Attention:
    """Everything that the curator's first page tells; `on`: the installation's day.

    `applications`: how many wait for a decision.
    """

    things: list[StuckThing]
    engagements: list[GuidedNow]
    members: list[PoolMember]
    on: date
    applications: int = 0

    def stuck(self, *sorts: StuckSort) -> list[StuckThing]:
        """The things of these sorts that are stuck and not put off, the longest first."""
        return [one for one in self.things if one.sort in sorts and one.wants_care(self.on)]

    @property
    def count(self) -> int:
        """How many things want the curator's hand."""
        return len(self.stuck(*StuckSort))

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


def read_attention(graph: Graph, incubator_id: str, at: datetime) -> Attention:
    """Read all of it in one transaction."""

    def work(tx: Transaction) -> Attention:
        today = tx.calendar.day_of(at)
        return Attention(
            things=tx.stuck.list_things(incubator_id, at),
            engagements=tx.incubators.list_engagements(incubator_id, today),
            members=tx.pools.list_members(incubator_id, at),
            on=today,
            applications=len(tx.tasks.list_to_decide(incubator_id)),
        )

    return graph.read(work)

"""Who may be in a batch: startups of the incubator with a need that is open for a supervisor, and its pool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kinds import pooled_kind
from graph.entities.incubators import OpenNeed
from graph.entities.pools import PoolMember
from graph.transaction import Transaction


@dataclass(frozen=True)
class Candidates:
    """By id: the oldest open need of each startup that still has a free place, and the members of the pool.

    `without_need`: startups of the incubator that ask for nobody, by id.
    """

    needs: Mapping[str, OpenNeed]
    members: Mapping[str, PoolMember]
    without_need: frozenset[str]


def candidates_of(tx: Transaction, incubator_id: str, at: datetime) -> Candidates:
    """Everybody who may be in a batch of an incubator."""
    day = tx.calendar.day_of(at)
    needs: dict[str, OpenNeed] = {}
    for need in tx.incubators.list_open_needs(incubator_id, day):
        if need.kind == pooled_kind().name and free_places(need) > 0:
            needs.setdefault(need.startup_id, need)
    members = {one.id: one for one in tx.pools.list_members(incubator_id, at) if one.term.is_running(day)}
    here = {one.id for one in tx.incubators.list_startups(incubator_id, day)}
    return Candidates(needs, members, frozenset(here - needs.keys()))


def free_places(need: OpenNeed) -> int:
    """How many more a need is open for."""
    return max(0, need.places - need.accepted - need.waiting)

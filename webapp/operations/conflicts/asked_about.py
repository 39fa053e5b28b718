"""The conflicts of interest that ask, between some startups and some providers, for pages to say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.entities.conflicts import Conflict
from graph.transaction import Transaction


@dataclass(frozen=True)
class ReadConflicts:
    """Conflicts, and how those whom they name are called: id -> name, Chinese name."""

    conflicts: tuple[Conflict, ...] = ()
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def between(self, startup_id: str, provider_id: str) -> tuple[Conflict, ...]:
        """Those of one pair."""
        return tuple(one for one in self.conflicts if (one.startup_id, one.other_id) == (startup_id, provider_id))


def conflicts_that_ask(
    tx: Transaction, startup_ids: Sequence[str], provider_ids: Collection[str], day: date
) -> ReadConflicts:
    """What both sides of each pair are to confirm on a day."""
    if not provider_ids:
        return ReadConflicts()
    found = tx.conflicts.find(startup_ids, day, others=frozenset(provider_ids))
    asking = tuple(one for one in found if one.asks)
    return ReadConflicts(asking, tx.conflicts.names(asking))

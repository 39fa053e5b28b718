"""Conflicts of interest of a cohort: `find_conflicts(tx, startup_ids, person_ids, kind)`, the rule of every door.

Proposals, asking, accepting and batches read the same (`tx.conflicts.find`): of each pair every conflict with its
severity. A pair is kept apart where `conflict.forbids`, and both are asked where `conflict.asks`; waived ones do
neither. Show no more of a confidential one than that there is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.entities.conflicts import Conflict
from graph.transaction import Transaction


def find_conflicts(
    tx: Transaction, startup_ids: Iterable[str], person_ids: Iterable[str], kind: str, day: date | None = None
) -> list[Conflict]:
    """The conflicts between these startups and these providers of a kind of match on a day (today), by ids and kind.

    It takes as many queries for a thousand startups as for one.
    """
    on = day or tx.calendar.today()
    return tx.conflicts.find(list(startup_ids), on, others=frozenset(person_ids), kind=kind)

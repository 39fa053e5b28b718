"""Notes which proposals were shown for a need, where and by which model: later learning depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from graph.driver import Graph
from graph.entities.proposal import Shown
from graph.transaction import Transaction


def record_showing(graph: Graph, need_id: str, shown: Sequence[Shown], model_id: str, at: datetime) -> str | None:
    """Note the list once an hour at most; gives the showing's id, or None where it was noted. Raises NotFoundError."""

    def work(tx: Transaction) -> str | None:
        tx.needs.lock(need_id)
        return tx.proposals.record_showing(need_id, shown, model_id, at)

    return graph.write(work)

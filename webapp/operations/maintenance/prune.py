"""Forgets what no retry and no link needs any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from graph.driver import Graph
from graph.transaction import Transaction
from webapp.operations.privacy.own_copy import drop_old_copies

_OPERATIONS_KEPT = timedelta(days=3)
_LINKS_KEPT = timedelta(days=30)
_MOST_BATCHES = 500


def prune(graph: Graph, home: Path, at: datetime) -> int:
    """Delete old operations and ended links in batches, and copies whose days are over; returns how many went."""
    operations = _batches(graph, lambda tx: tx.operations.prune(at - _OPERATIONS_KEPT))
    links = _batches(graph, lambda tx: tx.tokens.prune(at - _LINKS_KEPT))
    return operations + links + drop_old_copies(home, at)


def _batches(graph: Graph, delete: Callable[[Transaction], int]) -> int:
    total = 0
    for _ in range(_MOST_BATCHES):
        count = graph.write(delete)
        total += count
        if not count:
            break
    return total

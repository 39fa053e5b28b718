"""Notes when requests were read by whoever was asked: their startups see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.driver import Graph


def record_reading(graph: Graph, request_ids: Iterable[str], at: datetime) -> int:
    """Note each that waits once; returns how many were not noted before."""
    ids = sorted(set(request_ids))
    return graph.write(lambda tx: sum(tx.passing.note_read(one, at) for one in ids))

"""Seals audit events into the hash chain."""

from __future__ import annotations

from graph.driver import Graph

_BATCH = 500
_MOST_BATCHES = 40


def seal_audit(graph: Graph) -> int:
    """Seal what is there, batch by batch; returns how many events."""
    # A write without anything to write would wake the server and every index behind it.
    if not graph.read(lambda tx: tx.audit.has_unsealed()):
        return 0
    total = 0
    for _ in range(_MOST_BATCHES):
        sealed = graph.write(lambda tx: tx.audit.seal(_BATCH))
        total += sealed
        if sealed < _BATCH:
            break
    return total

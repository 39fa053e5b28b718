"""Seals audit events into the hash chain."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.transaction import Transaction

_BATCH = 500
_MOST_BATCHES = 40


def seal_audit(graph: Graph, at: datetime) -> int:
    """Seal what is there, batch by batch; returns how many events of the log are new in the chain.

    Events that an earlier version sealed together with their personal words are checked and sealed without them first.
    """
    # A write without anything to write would wake the server and every index behind it.
    if not graph.read(lambda tx: tx.audit_chain.has_unsealed()):
        return 0
    while graph.write(lambda tx: _reseal(tx, at)):
        pass
    total = 0
    for _ in range(_MOST_BATCHES):
        sealed = graph.write(lambda tx: tx.audit_chain.seal(_BATCH))
        total += sealed
        if sealed < _BATCH:
            break
    return total


def _reseal(tx: Transaction, at: datetime) -> bool:
    """Seal a stretch anew, and record what became of the former chain at its end; whether there may be more."""
    if not tx.audit_chain.is_former():
        return False
    former = tx.audit_chain.reseal(_BATCH)
    if former is None:
        return True
    broken = f"; broken at {former.broken_at}" if former.broken_at else ""
    detail = f"{former.events} events; former head {former.head}{broken}"
    tx.audit.record(Actor.system(), "reseal_audit", "audit", at, detail)
    return False

"""Notes in the audit log that somebody took the audit log away."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ForbiddenError
from graph.repositories.audit import AuditFilter


def note_audit_export(graph: Graph, actor: Actor, chosen: AuditFilter, at: datetime) -> None:
    """Say who exported which part of it; raises ForbiddenError."""
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")
    parts = {"who": chosen.actor, "what": chosen.action, "on": chosen.subjects[0] if chosen.subjects else ""}
    detail = ", ".join(f"{name}: {value}" for name, value in parts.items() if value)
    graph.write(lambda tx: tx.audit.record(actor, "export_audit", "audit", at, detail))

"""Note in the audit log that a curator took a list away."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from webapp.operations.accounts.curators import require_curator


def note_export(graph: Graph, actor: Actor, action: str, rows: int, kind: str, at: datetime) -> None:
    """Say who took how many rows of which list (`export_…`), as which kind of file; raises ForbiddenError."""
    require_curator(actor)
    graph.write(lambda tx: tx.audit.record(actor, action, actor.subject_id, at, f"{kind}: {rows}"))

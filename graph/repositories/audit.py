"""Audit events: who did what to which thing, in the transaction that did it."""

from __future__ import annotations

from datetime import datetime

from graph.entities import Actor
from graph.ids import new_id
from graph.transaction import Transaction


class AuditRepository:
    """Append-only; a job seals the events into a hash chain afterwards, so that writers do not queue on one lock."""

    def record(
        self, tx: Transaction, actor: Actor, action: str, subject_id: str, at: datetime, detail: str = ""
    ) -> None:
        """Note that `actor` did `action` (a verb_noun code) to `subject_id`; `detail` becomes one line."""
        tx.run(
            "audit.record",
            id=new_id("audit"),
            at=at,
            actor_id=actor.account_id,
            actor_name=actor.name,
            role=actor.role,
            action=action,
            subject_id=subject_id,
            detail=" ".join(detail.split())[:500],
        )

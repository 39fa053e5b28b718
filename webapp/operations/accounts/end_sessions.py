"""Sign out: note it; sign out everywhere: begin a new generation, so that every session is over."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.transaction import Transaction


def note_sign_out(graph: Graph, actor: Actor, at: datetime) -> None:
    """The session itself is ended by the web; here it is only audited."""
    graph.write(lambda tx: tx.audit.record(actor, "sign_out", actor.account_id, at))


def sign_out_everywhere(graph: Graph, actor: Actor, account_id: str, at: datetime) -> None:
    """End every session of the account; raises NotFoundError."""

    def work(tx: Transaction) -> None:
        tx.accounts.lock(account_id)
        tx.accounts.end_sessions(account_id)
        tx.audit.record(actor, "sign_out_everywhere", account_id, at)

    graph.write(work)

"""Both sides of a request confirm the conflicts of interest that ask, each before its own step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from graph.domain.roles import Side
from graph.entities import Actor
from graph.entities.pair import Pair
from graph.errors import ConflictToConfirmError
from graph.transaction import Transaction


def require_confirmed(pair: Pair, confirmed: Collection[str]) -> None:
    """Raise ConflictToConfirmError unless every conflict that stands now is among what was confirmed, by its key."""
    if any(one.key not in confirmed for one in pair.asked_about):
        raise ConflictToConfirmError


def note_confirmed(tx: Transaction, actor: Actor, side: Side, request_id: str, pair: Pair, at: datetime) -> None:
    """Keep, under the request's lock, what a side confirmed, and write it into the audit log."""
    if pair.asked_about:
        tx.confirmations.note(request_id, side, pair.asked_about, actor, at)
        kinds = ",".join(one.kind for one in pair.asked_about)
        tx.audit.record(actor, "confirm_conflict", request_id, at, f"{side}:{kinds}")

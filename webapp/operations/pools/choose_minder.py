"""Which curator minds a startup or a supervisor of the incubator; several at once, with Undo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError, NotFoundError
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.pools.change_pool import MOST_AT_ONCE
from webapp.operations.stuck.follow_up import colleagues

_ARROW = " > "
_NOBODY = "nobody"
"""How an audit event writes that nobody minds somebody."""


def choose_minder(graph: Graph, actor: Actor, subject_ids: Iterable[str], minder_id: str, at: datetime) -> list[str]:
    """Let a colleague mind these from now on, or nobody where the id is empty; gives the events, for Undo.

    Whoever stood so already is left alone. Raises ForbiddenError, InvalidInputError, NotFoundError.
    """
    require_curator(actor)
    chosen = sorted(set(subject_ids))
    if not 1 <= len(chosen) <= MOST_AT_ONCE:
        raise InvalidInputError(f"Choose one, and at most {MOST_AT_ONCE}.", field="id")

    def work(tx: Transaction) -> list[str]:
        tx.minding.lock(actor.subject_id)
        _require_colleague(tx, actor, minder_id)
        standing = tx.minding.get(actor.subject_id, chosen, tx.calendar.day_of(at))
        tx.changes_only(chosen)
        return [
            _write(tx, actor, "choose_minder", one, (standing[one], minder_id), at)
            for one in chosen
            if standing[one] != minder_id
        ]

    return graph.write(work)


def put_back_minder(graph: Graph, actor: Actor, event_ids: Iterable[str], at: datetime) -> int:
    """Undo it, as the audit log tells it; gives how many stand as before, those that were changed since left out.

    Who minded somebody and has left since does not come back. Raises NotFoundError where an event is not the actor's.
    """
    require_curator(actor)
    events = sorted(set(event_ids))[:MOST_AT_ONCE]

    def work(tx: Transaction) -> int:
        tx.minding.lock(actor.subject_id)
        here = {one.id for one in colleagues(tx, actor)}
        put = 0
        for event in tx.audit.list_by_id(events):
            place, _separator, change = event.detail.partition(": ")
            own = (event.actor_id, event.action, place) == (actor.account_id, "choose_minder", f"in {actor.subject_id}")
            if not own:
                raise NotFoundError("change", event.id)
            before, _arrow, after = change.partition(_ARROW)
            standing = tx.minding.get(actor.subject_id, [event.subject_id], tx.calendar.day_of(at))
            if (standing[event.subject_id] or _NOBODY) == after:
                again = (standing[event.subject_id], before if before in here else "")
                _write(tx, actor, "undo_choose_minder", event.subject_id, again, at)
                put += 1
        return put

    return graph.write(work)


def _require_colleague(tx: Transaction, actor: Actor, minder_id: str) -> None:
    if minder_id and minder_id not in {one.id for one in colleagues(tx, actor)}:
        raise InvalidInputError("Choose one of your colleagues.", field="minder")


def _write(tx: Transaction, actor: Actor, action: str, subject_id: str, change: tuple[str, str], at: datetime) -> str:
    before, after = change
    tx.minding.set(actor.subject_id, subject_id, after)
    return tx.audit.record(
        actor, action, subject_id, at, f"in {actor.subject_id}: {before or _NOBODY}{_ARROW}{after or _NOBODY}"
    )

"""Applications are erased when they have been kept long enough, with what was mailed about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from graph.domain.applications import KEPT_FOR
from graph.domain.states.applications import APPLICATIONS, ApplicationState
from graph.entities import Actor
from graph.steps import note_step, require_step
from graph.transaction import Transaction

_AT_ONCE = 200


def erase_old_applications(tx: Transaction, at: datetime) -> int:
    """Erase a batch of those whose time is over; gives how many went."""
    system, count = Actor.system(), 0
    for state, kept_for in KEPT_FOR.items():
        step = require_step(APPLICATIONS, "erase_application", system.parties, state)
        listed = tx.applications.list_old(state, at - kept_for, _AT_ONCE)
        old = [one for one in listed if _is_still(tx, one, state)]
        erase_applications(tx, old)
        for application_id in old:
            note_step(tx, step, system, application_id, at)
        count += len(old)
    return count


def _is_still(tx: Transaction, application_id: str, state: ApplicationState) -> bool:
    """Whether nobody moved or erased it before its lock was taken."""
    tx.applications.lock(application_id)
    found = tx.applications.find(application_id)
    return found is not None and found.state is state


def erase_applications(tx: Transaction, ids: Collection[str]) -> None:
    """Erase applications and the mails about them."""
    for application_id in ids:
        tx.applications.lock(application_id)
        tx.applications.delete(application_id)
    tx.erasure.forget_mails((), ids)

"""Work that waited in a queue is done only while whoever asked for it still may."""

from __future__ import annotations

from graph.entities import Actor
from graph.errors import N_, ForbiddenError
from graph.transaction import Transaction

NOT_ANY_MORE = N_("Who asked for this may not do it any more: the account is closed or the role is gone.")


def require_still_allowed(tx: Transaction, actor: Actor) -> None:
    """Raise ForbiddenError where the actor's account is closed or no longer holds the role."""
    if actor.is_system:
        return
    # Who holds no role any more still has an account, with what is theirs alone.
    account = tx.accounts.find(actor.account_id)
    is_open = account is not None and account.is_active
    if not is_open or (actor.role and not tx.accounts.holds(actor.account_id, actor.role, actor.subject_id)):
        raise ForbiddenError(NOT_ANY_MORE)

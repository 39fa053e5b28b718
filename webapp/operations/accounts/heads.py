"""Every organisation has a head as long as anybody can sign in for it: what keeps it so, for all who change people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from graph.domain.ranks import Act, highest, may, ranks_of
from graph.entities import Actor
from graph.entities.actor import ActsFor
from graph.errors import ConflictError, HeadNeededError
from graph.repositories.colleagues import Colleague
from graph.transaction import Transaction


class LastHeadError(ConflictError):
    """Nobody else who can sign in would be the organisation's head."""

    code = "last_head"


def require_head(everybody: Iterable[Colleague], actor: Actor) -> None:
    """Raise HeadNeededError unless the actor minds these people now, as read under their lock.

    Administrators and the command line mind those of every organisation.
    """
    if actor.is_administrator or actor.is_system:
        return
    mine = next((one for one in everybody if one.id == actor.account_id and one.is_here), None)
    if mine is None or not may(actor.role, mine.rank, Act.MIND_COLLEAGUES):
        raise HeadNeededError("Only a head of this organisation minds its people.")


def require_another_head(everybody: Iterable[Colleague], leaving: Colleague) -> None:
    """Raise LastHeadError where nobody else is head who can sign in."""
    if leaving.is_head_here and not any(one.is_head_here for one in everybody if one.id != leaving.id):
        raise LastHeadError("Nobody else is head of this organisation.")


def ensure_head(tx: Transaction, actor: Actor, whom: ActsFor, at: datetime) -> None:
    """Where people can sign in for an organisation and none is its head, the highest and longest there becomes it.

    For what cannot wait for a successor: a deleted or disabled account, and whoever comes when the heads are gone.
    """
    if not ranks_of(whom.role):
        return
    tx.colleagues.lock(whom)
    here = [one for one in tx.colleagues.list_of(whom) if one.is_here]
    if not here or any(one.is_head_here for one in here):
        return
    heir = min(here, key=lambda one: (highest([one.rank], whom.role), one.since, one.id))
    note_rank(tx, actor, whom, heir.id, ranks_of(whom.role)[0], at)


def note_rank(tx: Transaction, actor: Actor, whom: ActsFor, account_id: str, rank: str, at: datetime) -> None:
    """Write a rank down, with its event; whoever did not do it themselves is told."""
    tx.colleagues.set_rank(account_id, whom, rank)
    if account_id != actor.account_id:
        tx.outbox.add("tell_rank_changed", account_id, at, role=whom.role, of=whom.subject_id)
    tx.audit.record(actor, "change_rank", account_id, at, f"{whom.role} {whom.subject_id} {rank}")

"""A head, or an administrator, makes somebody of an organisation something else there."""

from __future__ import annotations

from datetime import datetime

from graph.domain.ranks import is_head, ranks_of
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.actor import ActsFor
from graph.errors import ConflictError, InvalidInputError, NotFoundError
from graph.transaction import Transaction
from webapp.operations.accounts.heads import note_rank, require_another_head, require_head


class RankChangedError(ConflictError):
    """Somebody else changed it since the page was read."""

    code = "rank_changed"


def change_rank(
    graph: Graph, actor: Actor, whom: ActsFor, account_id: str, rank: str, at: datetime, *, was: str
) -> bool:
    """Let somebody who acts for an organisation, or was asked to, be of this rank there; False where they are.

    `was`: the rank that the page showed. Raises NotFoundError, InvalidInputError (not a rank of the role),
    HeadNeededError, RankChangedError, LastHeadError.
    """
    if rank not in ranks_of(whom.role):
        raise InvalidInputError(f"There is no rank {rank!r} in the role {whom.role}.", field="rank")

    def work(tx: Transaction) -> bool:
        tx.colleagues.lock(whom)
        everybody = tx.colleagues.list_of(whom)
        require_head(everybody, actor)
        who = next((one for one in everybody if one.id == account_id), None)
        if who is None:
            raise NotFoundError("colleague", account_id)
        if who.rank == rank:
            return False
        if who.rank != was:
            raise RankChangedError("Somebody else changed this meanwhile.")
        if not is_head(rank):
            require_another_head(everybody, who)
        note_rank(tx, actor, whom, account_id, rank, at)
        return True

    return graph.write(work)

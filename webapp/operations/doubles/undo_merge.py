"""Part two people again who were merged, for thirty days."""

from __future__ import annotations

from datetime import datetime

from graph.domain.roles import INCUBATOR
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ConflictError, NotFoundError
from graph.merging.record import Merge, Snapshot
from graph.merging.rules import WhyNotUndone
from graph.merging.undo import plan_undo
from graph.transaction import Transaction


class NotUndoableError(ConflictError):
    """A merge stays as it is."""

    code = "not_undoable"

    def __init__(self, why: WhyNotUndone) -> None:
        super().__init__(f"This merge cannot be undone: {why}.", why=why)
        self.why = why


def undo_merge(graph: Graph, actor: Actor, merged_id: str, at: datetime) -> Merge:
    """Put both back as they were; what was changed or came since stays with the kept one.

    Gives the merge that stood. Raises NotFoundError where it is not this incubator's, NotUndoableError.
    """

    def work(tx: Transaction) -> Merge:
        merge = _own(tx, actor, merged_id)
        tx.merges.lock([merge.kept_id] if merge.kept_id else [])
        merge = _own(tx, actor, merged_id)
        _put_back(tx, merge, _undoable(merge, at), at)
        tx.audit.record(actor, "undo_merge", merge.into_id, at, merge.id)
        return merge

    return graph.write(work)


def why_not(merge: Merge, at: datetime) -> WhyNotUndone | None:
    """Why a merge stays as it is; None where it can be undone at a moment."""
    if merge.kept_id is None:
        return WhyNotUndone.KEPT_GONE
    if at > merge.undo_until or merge.snapshot is None:
        return WhyNotUndone.TOO_LATE
    return WhyNotUndone.MERGED_AGAIN if merge.kept_id != merge.into_id else None


def _undoable(merge: Merge, at: datetime) -> Snapshot:
    why = why_not(merge, at)
    if why is not None or merge.snapshot is None:
        raise NotUndoableError(why or WhyNotUndone.TOO_LATE)
    return merge.snapshot


def _own(tx: Transaction, actor: Actor, merged_id: str) -> Merge:
    merge = tx.merges.find(merged_id)
    if actor.role != INCUBATOR or (merge is not None and merge.incubator_id != actor.subject_id):
        raise NotFoundError("merge", merged_id)
    if merge is None:
        if _is_in_pool(tx, actor, merged_id):
            raise NotUndoableError(WhyNotUndone.UNDONE)
        raise NotFoundError("merge", merged_id)
    return merge


def _is_in_pool(tx: Transaction, actor: Actor, person_id: str) -> bool:
    key = {"incubator_id": actor.subject_id, "person_id": person_id}
    return tx.one_or_none("pools.membership", **key) is not None


def _put_back(tx: Transaction, merge: Merge, snapshot: Snapshot, at: datetime) -> None:
    kept = tx.merges.get_person(merge.into_id)
    if tx.one_or_none("merges.person", id=merge.id):
        raise NotUndoableError(WhyNotUndone.UNDONE)  # an import of the whole installation brought the record back
    undo = plan_undo(merge, snapshot, kept)
    tx.merges.unbury(merge.id)
    tx.merges.untie(kept.id, undo.gone)
    tx.merges.tie(kept.id, undo.back)
    tx.merges.revive(snapshot.other, at)
    tx.invitations.give_back(snapshot.withdrawn)
    tx.merges.tie(merge.id, undo.others)
    tx.merges.stamp_requests([*undo.others, *undo.back], at)
    tx.merges.move_names_back(snapshot, kept.id)
    tx.merges.set_fields(kept.id, undo.fields, at)
    if set(kept.labels) - set(snapshot.labels):
        became = "become_talents" if "Talent" in snapshot.labels else "become_supervisors"
        tx.run(f"exchange_people.{became}", ids=[kept.id])

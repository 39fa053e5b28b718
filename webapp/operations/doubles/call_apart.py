"""Say of two people who look like one that they are two, which is remembered; and take that back."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import StateChangedError
from graph.merging.rules import Hindrance
from graph.transaction import Transaction
from webapp.operations.doubles.merge_people import read_pair


def call_apart(graph: Graph, actor: Actor, left_id: str, right_id: str, at: datetime) -> None:
    """Never propose these two again; saying it twice changes nothing. Raises NotFoundError, AlreadyMergedError."""

    def work(tx: Transaction) -> None:
        left, right = sorted((left_id, right_id))
        tx.merges.lock((left, right))
        if read_pair(tx, actor, left, right).verdict.hindrance is Hindrance.CALLED_APART:
            return
        tx.merges.call_apart(left, right, actor.subject_id, actor.account_id, at)
        tx.audit.record(actor, "call_apart", left, at, right)

    graph.write(work)


def undo_call_apart(graph: Graph, actor: Actor, left_id: str, right_id: str, at: datetime) -> None:
    """Let these two be proposed again. Raises NotFoundError, StateChangedError where nobody called them two."""

    def work(tx: Transaction) -> None:
        left, right = sorted((left_id, right_id))
        tx.merges.lock((left, right))
        read_pair(tx, actor, left, right)
        if not tx.merges.call_unsure(left, right, actor.subject_id):
            raise StateChangedError("pair", "not called two")
        tx.audit.record(actor, "undo_call_apart", left, at, right)

    graph.write(work)

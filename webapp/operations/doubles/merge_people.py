"""Merge two people of the own pool into one, field by field; everything that hangs on either stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.domain.ownership import Writer
from graph.driver import Graph
from graph.entities import Actor
from graph.errors import ConflictError, NotFoundError
from graph.merging.fields import takes_of
from graph.merging.plan import Plan, plan_merge
from graph.merging.record import Person, Snapshot
from graph.merging.rules import Hindrance, Verdict, judge
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator


class NotMergeableError(ConflictError):
    """These two may not be merged, or not by this incubator, or not yet."""

    code = "not_mergeable"

    def __init__(self, hindrance: Hindrance, need: str = "") -> None:
        super().__init__(f"These two may not be merged: {hindrance}.", hindrance=hindrance, need=need)
        self.hindrance, self.need = hindrance, need


class AlreadyMergedError(ConflictError):
    """Somebody merged these two before."""

    code = "already_merged"

    def __init__(self, kept_id: str) -> None:
        super().__init__("These two are merged already.", kept_id=kept_id)
        self.kept_id = kept_id


@dataclass(frozen=True)
class Pair:
    """Two people of a pool as they stand beside each other, and what may become of them."""

    kept: Person
    other: Person
    verdict: Verdict


def read_pair(tx: Transaction, actor: Actor, left_id: str, right_id: str) -> Pair:
    """Both, the one that would be kept first; raises NotFoundError, and AlreadyMergedError where they are one."""
    require_curator(actor)
    try:
        people = {one: tx.merges.get_person(one) for one in (left_id, right_id)}
        claims = tx.ownership.claims([left_id, right_id])
    finally:
        # Asked last: another merge may have committed between two reads, and whoever lost that race is told of the
        # merge, not that one of the two is nobody.
        _refuse_merged(tx, actor, left_id, right_id)
    verdict = judge(Writer(actor.role, actor.subject_id), people[left_id], people[right_id], claims)
    if verdict.hindrance in (Hindrance.NOT_YOURS, Hindrance.SAME_RECORD):
        raise NotFoundError("supervisor", right_id)
    return Pair(people[verdict.kept_id], people[verdict.other_id], verdict)


def merge_people(
    graph: Graph, actor: Actor, left_id: str, right_id: str, whose: Mapping[str, str], at: datetime
) -> Pair:
    """Make two records one; gives both as they were.

    `whose`: for each field in which they differ the id of whose value it has, or `both`; it counts where the kept
    record is the incubator's alone. Raises NotFoundError, NotMergeableError, AlreadyMergedError.
    """

    def work(tx: Transaction) -> Pair:
        tx.merges.lock((left_id, right_id))
        # Whoever opens their account at this moment is waited for, and then speaks for themselves.
        tx.invitations.lock(tx.invitations.list_unopened([left_id, right_id]))
        pair = read_pair(tx, actor, left_id, right_id)
        verdict = pair.verdict
        if verdict.hindrance is not None:
            raise NotMergeableError(verdict.hindrance, verdict.need)
        _write(tx, actor, pair, plan_of(pair, whose), at)
        tx.audit.record(actor, "merge_people", pair.kept.id, at, pair.other.id)
        return pair

    return graph.write(work)


def plan_of(pair: Pair, whose: Mapping[str, str]) -> Plan:
    """What merging two would do."""
    takes = takes_of(pair.kept, pair.other, whose, is_owned=pair.verdict.is_owned)
    return plan_merge(pair.kept, pair.other, takes)


def _write(tx: Transaction, actor: Actor, pair: Pair, plan: Plan, at: datetime) -> None:
    kept, other = pair.kept, pair.other
    tx.invitations.withdraw(plan.withdrawn)
    tx.merges.delete_person(other.id)
    tx.merges.untie(kept.id, [lost.old for lost in plan.lost])
    tx.merges.tie(kept.id, [lost.new for lost in plan.lost if lost.new])
    moved = [tie.came_from(other.id) for tie in plan.moved]
    tx.merges.tie(kept.id, moved)
    tx.merges.stamp_requests(moved, at)
    messages, senders = tx.merges.move_names(other.id, kept.id)
    tx.merges.set_fields(kept.id, {name: after for name, (_before, after) in plan.fields.items()}, at)
    if set(other.labels) - set(kept.labels):
        tx.run("exchange_people.become_both", ids=[kept.id])
    left = Person(other.id, other.labels, other.properties, plan.dropped)
    snapshot = Snapshot(left, plan.fields, plan.lost, kept.labels, messages, senders, plan.withdrawn)
    tx.merges.bury(snapshot, kept.id, actor.account_id, actor.subject_id, at)


def _refuse_merged(tx: Transaction, actor: Actor, left_id: str, right_id: str) -> None:
    for one in (left_id, right_id):
        merge = tx.merges.find(one)
        if merge and merge.incubator_id == actor.subject_id and merge.kept_id:
            raise AlreadyMergedError(merge.kept_id)

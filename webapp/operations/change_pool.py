"""A curator pauses, resumes, renews, ends and notes supervisors of the own pool, several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.errors import InvalidInputError, NotFoundError
from graph.repositories.pools import Membership
from graph.transaction import Transaction

MOST_AT_ONCE = 2000
LONGEST_NOTE = 300

Change = Callable[[Transaction, Membership], bool]


@dataclass(frozen=True)
class Before:
    """How a member stood before a change: what Undo puts back."""

    person_id: str
    name: str
    state: str
    paused_until: date | None
    status: str
    until: date | None


def pause_in_pool(graph: Graph, actor: Actor, person_ids: Iterable[str], until: date, at: datetime) -> list[Before]:
    """Let no new request reach these supervisors until a day; what waits and what runs stays.

    Who has left the pool is left alone. Returns how those stood that were not paused until then already.
    Raises InvalidInputError, NotFoundError.
    """
    if until <= at.date():
        raise InvalidInputError("Give a day after today.", field="until")

    def change(tx: Transaction, member: Membership) -> bool:
        if member.term.is_over(at.date()) or (member.state == "paused" and member.paused_until == until):
            return False
        graph.pools.set_state(tx, member.person_id, "paused", until, at)
        graph.audit.record(tx, actor, "pause_in_pool", member.person_id, at, until.isoformat())
        return True

    return _change_each(graph, actor, person_ids, change)


def resume_in_pool(graph: Graph, actor: Actor, person_ids: Iterable[str], at: datetime) -> list[Before]:
    """Let requests reach these supervisors again; returns how those stood that were paused."""

    def change(tx: Transaction, member: Membership) -> bool:
        if member.term.is_over(at.date()) or member.state != "paused":
            return False
        graph.pools.set_state(tx, member.person_id, "active", None, at)
        graph.audit.record(tx, actor, "resume_in_pool", member.person_id, at)
        return True

    return _change_each(graph, actor, person_ids, change)


def renew_term(graph: Graph, actor: Actor, person_ids: Iterable[str], until: date, at: datetime) -> list[Before]:
    """Keep these supervisors in the pool until a day, those whose term has ended too."""
    if until <= at.date():
        raise InvalidInputError("Give a day after today.", field="until")

    def change(tx: Transaction, member: Membership) -> bool:
        if (member.term.status, member.term.until) == ("active", until):
            return False
        graph.pools.set_term(tx, actor.subject_id, member.person_id, "active", until, at)
        graph.audit.record(tx, actor, "renew_term", member.person_id, at, until.isoformat())
        return True

    return _change_each(graph, actor, person_ids, change)


def end_term(graph: Graph, actor: Actor, person_ids: Iterable[str], at: datetime) -> list[Before]:
    """End the term today: no new requests through this pool; engagements under way run out."""

    def change(tx: Transaction, member: Membership) -> bool:
        if member.term.status == "ended":
            return False
        graph.pools.set_term(tx, actor.subject_id, member.person_id, "ended", at.date(), at)
        graph.audit.record(tx, actor, "end_term", member.person_id, at)
        return True

    return _change_each(graph, actor, person_ids, change)


def put_back(graph: Graph, actor: Actor, before: Iterable[Before], at: datetime) -> list[Before]:
    """Undo: write back how these members stood."""
    wanted = {one.person_id: one for one in before}

    def change(tx: Transaction, member: Membership) -> bool:
        old = wanted[member.person_id]
        graph.pools.set_state(tx, member.person_id, old.state, old.paused_until, at)
        graph.pools.set_term(tx, actor.subject_id, member.person_id, old.status, old.until, at)
        graph.audit.record(tx, actor, "undo_in_pool", member.person_id, at)
        return True

    return _change_each(graph, actor, wanted, change)


def write_note(graph: Graph, actor: Actor, person_id: str, note: str, at: datetime) -> None:
    """Keep a note about a member; only this incubator sees it."""
    if len(note) > LONGEST_NOTE:
        raise InvalidInputError(f"Keep the note under {LONGEST_NOTE} characters.", field="note")

    def work(tx: Transaction) -> None:
        graph.pools.get_membership(tx, actor.subject_id, person_id)
        graph.pools.set_note(tx, actor.subject_id, person_id, note.strip())
        graph.audit.record(tx, actor, "write_pool_note", person_id, at)

    graph.write(work)


def _change_each(graph: Graph, actor: Actor, person_ids: Iterable[str], change: Change) -> list[Before]:
    """Apply one change to each member, all or none, locking them in the order of their ids."""
    chosen = sorted(set(person_ids))
    if not chosen:
        raise InvalidInputError("Choose at least one supervisor.", field="id")
    if len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose at most {MOST_AT_ONCE} at once.", field="id")
    if actor.role != "incubator":
        raise NotFoundError("supervisor", chosen[0])

    def work(tx: Transaction) -> list[Before]:
        changed = []
        for person_id in chosen:
            member = graph.pools.get_membership(tx, actor.subject_id, person_id)
            if change(tx, member):
                changed.append(_before(member))
        return changed

    return graph.write(work)


def _before(member: Membership) -> Before:
    return Before(
        member.person_id, member.name, member.state, member.paused_until, member.term.status, member.term.until
    )

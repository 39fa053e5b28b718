"""A curator pauses, resumes, renews, ends and notes supervisors of the own pool, several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from graph.domain.days import PLAN_YEARS, is_plannable
from graph.domain.pauses import Pause
from graph.domain.reasons import EndReason
from graph.domain.states.machine import Transition
from graph.domain.states.terms import AVAILABILITY, ON_BOARD, TERMS, Availability, TermState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.message import AuditEntry
from graph.entities.term import Membership
from graph.errors import InvalidInputError, LimitReachedError, NotFoundError
from graph.steps import note_step
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.pools.invite_supervisor import note_invitation
from webapp.operations.pools.standing import Standing, state_after
from webapp.operations.profiles.pausing import tell_of_pause
from webapp.operations.requests.end_with_term import end_with_term

MOST_AT_ONCE = 2000
UNDOABLE = frozenset({"end_term", "pause_in_pool", "renew_term", "resume_in_pool"})

Change = Callable[[Transaction, Membership], Standing | None]
"""What a member's standing becomes; None where nothing is to be changed."""


@dataclass(frozen=True)
class Renewed:
    """The audit events of the terms that were renewed, how many who had left were invited again, and who was not.

    `longer`: the names of those whose term runs to that day or beyond, and stays.

    `last_leaves`: when the mail about the last of them leaves. `spared`: the names of those whom a limit
    spares an invitation for now.
    """

    events: list[str]
    invited: int
    last_leaves: datetime | None = None
    spared: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()


def pause_in_pool(graph: Graph, actor: Actor, person_ids: Iterable[str], until: date, at: datetime) -> list[str]:
    """Let no new request reach these supervisors until a day; what waits and what runs stays.

    Who has left the pool, or has not accepted yet, is left alone; a pause that somebody else made stays theirs, and is
    not shortened. Returns the ids of the audit events of those that
    were changed: what Undo asks for. Raises InvalidInputError, NotFoundError.
    """
    _check_plan(actor.today(at, graph.calendar), until)

    def change(tx: Transaction, member: Membership) -> Standing | None:
        step = AVAILABILITY.find("pause_in_pool", actor.parties, member.state)
        if step is None or not _is_here(tx, member, at):
            return None
        asked = Pause(until, actor.subject_id)
        if member.state is Availability.PAUSED:
            asked = member.pause.asked_again(actor.subject_id, until, tx.calendar.day_of(at))
        return replace(Standing.of(member), state=Availability.PAUSED, pause=asked)

    return _change_each(graph, actor, person_ids, "pause_in_pool", at, change)


def resume_in_pool(graph: Graph, actor: Actor, person_ids: Iterable[str], at: datetime) -> list[str]:
    """Let requests reach those again whom this incubator paused; returns as `pause_in_pool` does."""

    def change(tx: Transaction, member: Membership) -> Standing | None:
        step = AVAILABILITY.find("resume_in_pool", actor.parties, member.state)
        may = step is not None and _is_here(tx, member, at) and member.pause.by == actor.subject_id
        return replace(Standing.of(member), state=Availability.ACTIVE, pause=Pause(None, None)) if may else None

    return _change_each(graph, actor, person_ids, "resume_in_pool", at, change)


def renew_term(
    graph: Graph, actor: Actor, person_ids: Iterable[str], until: date, at: datetime, *, shorten: bool = False
) -> Renewed:
    """Keep these supervisors in the pool until a day, those whose term has ended too, but not who is only invited.

    A term that runs longer, or has no end, stays as it is unless one wants it shorter.

    Whoever left by themselves is invited again, which nothing undoes but taking the invitation back.
    """
    _check_plan(actor.today(at, graph.calendar), until)
    outcomes: dict[str, tuple[str, datetime | None]] = {}
    longer: dict[str, str] = {}

    def change(tx: Transaction, member: Membership) -> Standing | None:
        again = TERMS.find("invite_again", actor.parties, member.term.state)
        outcomes.pop(member.person_id, None)  # the write may run twice
        longer.pop(member.person_id, None)
        if again:
            outcomes[member.person_id] = (member.name, _invite_again(tx, again, actor, member, until, at))
        renewal = TERMS.find("renew_term", actor.parties, member.term.state)
        if renewal is None:
            return None
        if not shorten and _runs_beyond(member, until):
            longer[member.person_id] = member.name
            return None
        state = state_after(renewal, member.term)
        return replace(Standing.of(member), term_state=state, until=until, ended_for=None)

    events = _change_each(graph, actor, person_ids, "renew_term", at, change)
    spared = tuple(name for name, leaves in outcomes.values() if leaves is None)
    leaving = [leaves for _name, leaves in outcomes.values() if leaves is not None]
    return Renewed(events, len(leaving), max(leaving, default=None), spared, tuple(longer.values()))


def end_term(
    graph: Graph, actor: Actor, person_ids: Iterable[str], at: datetime, reason: EndReason | None = None
) -> list[str]:
    """End the term today, for a reason: requests of the incubator's startups that wait are withdrawn, and they are
    told; engagements under way run out.

    An invitation that was not accepted is taken back, which nothing undoes; who was on the list is there again.
    """

    def change(tx: Transaction, member: Membership) -> Standing | None:
        withdrawal = TERMS.find("withdraw_invitation", actor.parties, member.term.state)
        if withdrawal:
            tx.pools.forget_invitation(actor.subject_id, member.person_id, at)
            note_step(tx, withdrawal, actor, member.person_id, at, f"in {actor.subject_id}")
        may = TERMS.find("end_term", actor.parties, member.term.state) is not None
        ended = replace(Standing.of(member), term_state=TermState.ENDED, until=tx.calendar.day_of(at), ended_for=reason)
        return ended if may else None

    return _change_each(graph, actor, person_ids, "end_term", at, change)


def put_back(graph: Graph, actor: Actor, event_ids: Iterable[str], at: datetime) -> int:
    """Undo what the actor did, as the audit log tells it; who was changed since stays as they are.

    Returns how many were put back. Raises NotFoundError where an event is not the actor's own in this incubator.
    """
    events = graph.read(lambda tx: tx.audit.list_by_id(sorted(set(event_ids))[:MOST_AT_ONCE]))
    undone = {event.subject_id: _undone(actor, event) for event in events}
    if not undone:
        raise NotFoundError("change", "undo")

    def change(_tx: Transaction, member: Membership) -> Standing | None:
        before, after = undone[member.person_id]
        return before if Standing.of(member) == after else None

    return len(_change_each(graph, actor, undone, "undo_in_pool", at, change))


def _change_each(
    graph: Graph, actor: Actor, person_ids: Iterable[str], action: str, at: datetime, change: Change
) -> list[str]:
    """Apply one change to each member, all or none, locking them in the order of their ids."""
    chosen = sorted(set(person_ids))
    if not chosen:
        raise InvalidInputError("Choose at least one supervisor.", field="id")
    if len(chosen) > MOST_AT_ONCE:
        raise InvalidInputError(f"Choose at most {MOST_AT_ONCE} at once.", field="id")
    require_curator(actor)

    def work(tx: Transaction) -> list[str]:
        events = []
        for person_id in chosen:
            member = tx.pools.get_membership(actor.subject_id, person_id)
            before, after = Standing.of(member), change(tx, member)
            if after is not None and after != before:
                _write(tx, actor, person_id, before, after, at)
                detail = f"in {actor.subject_id}: {before.written()} > {after.written()}"
                events.append(tx.audit.record(actor, action, person_id, at, detail))
        tx.changes_only(chosen)
        return events

    return graph.write(work)


def _write(tx: Transaction, actor: Actor, person_id: str, before: Standing, after: Standing, at: datetime) -> None:
    if (before.state, before.pause) != (after.state, after.pause):
        tx.pools.set_state(person_id, after.state, after.pause, at)
        if after.state is Availability.PAUSED:
            tell_of_pause(tx, person_id, at)
    if after.term_state is TermState.ENDED and before.term_state is not TermState.ENDED:
        end_with_term(tx, actor, actor.subject_id, person_id, at)
    if (before.term_state, before.until, before.ended_for) != (after.term_state, after.until, after.ended_for):
        tx.pools.set_term(actor.subject_id, person_id, after.term_state, after.until, at, after.ended_for)


def _invite_again(
    tx: Transaction, step: Transition[TermState], actor: Actor, member: Membership, until: date, at: datetime
) -> datetime | None:
    """Invite who left; gives when the mail leaves, None where a limit spares them for now."""
    try:
        leaves = note_invitation(tx, step, actor, member.person_id, at, f"in {actor.subject_id}")
    except LimitReachedError:
        return None
    tx.pools.invite_known(step, actor.subject_id, member.person_id, tx.calendar.day_of(at), until, member.name)
    return leaves


def _check_plan(today: date, until: date) -> None:
    if not is_plannable(until, today):
        raise InvalidInputError(f"Give a day after today, within {PLAN_YEARS} years.", field="until")


def _undone(actor: Actor, event: AuditEntry) -> tuple[Standing, Standing]:
    """What an event says stood before and after it; raises NotFoundError where it is not the actor's to undo."""
    place, _separator, standings = event.detail.partition(": ")
    own = (event.actor_id, event.role, place) == (actor.account_id, actor.role, f"in {actor.subject_id}")
    if not own or event.action not in UNDOABLE:
        raise NotFoundError("change", event.id)
    before, _arrow, after = standings.partition(" > ")
    return Standing.read(before), Standing.read(after)


def _runs_beyond(member: Membership, until: date) -> bool:
    """Whether a term runs, and would end sooner by that day."""
    term = member.term
    return term.state in ON_BOARD and (term.until is None or term.until > until)


def _is_here(tx: Transaction, member: Membership, at: datetime) -> bool:
    return member.term.is_running(tx.calendar.day_of(at))

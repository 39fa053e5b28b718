"""Remind whoever can move a stuck thing: of the same thing, one person is reminded once in three days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from graph.domain.limits import LIMITS, LimitCode
from graph.domain.reasons import NotReminded
from graph.domain.roles import Side
from graph.domain.states.requests import REQUESTS
from graph.domain.stuck import StuckSort
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.stuck import StuckThing
from graph.errors import LimitReachedError
from graph.steps import note_step, require_step
from graph.transaction import Transaction
from webapp.operations.delivery.who_is_told import gets_mail
from webapp.operations.stuck.chosen import chosen_things

_PEACE = timedelta(days=LIMITS[LimitCode.REMINDERS].days)


@dataclass
class Reminded:
    """The things of which somebody is reminded, and those of which nobody is, by the reason."""

    things: list[StuckThing] = field(default_factory=list)
    left_out: dict[NotReminded, list[StuckThing]] = field(default_factory=dict)


def remind(graph: Graph, actor: Actor, keys: Iterable[str], at: datetime) -> Reminded:
    """Send the reminders. Raises ForbiddenError, InvalidInputError, NotFoundError."""
    chosen = list(keys)

    def work(tx: Transaction) -> Reminded:
        done = Reminded()
        for thing in chosen_things(tx, actor, chosen, at):
            why = _REMINDERS[thing.sort](tx, actor, thing, at)
            if why is None:
                done.things.append(thing)
            else:
                done.left_out.setdefault(why, []).append(thing)
        return done

    return graph.write(work)


def left_out_of(tx: Transaction, things: Iterable[StuckThing]) -> Reminded:
    """Before anything is sent: of which of these somebody would read a reminder, and of which nobody, and why."""
    found = Reminded()
    for thing in things:
        why = _nobody_reads(tx, thing)
        if why is None:
            found.things.append(thing)
        else:
            found.left_out.setdefault(why, []).append(thing)
    return found


def _nobody_reads(tx: Transaction, thing: StuckThing) -> NotReminded | None:
    if thing.is_answered_here and thing.sort in (StuckSort.REQUEST, StuckSort.ELSEWHERE):
        return NotReminded.ANSWERED_HERE
    if thing.sort is StuckSort.LOAD:
        return NotReminded.NOBODY_TO_REMIND
    return None if any(gets_mail(tx, side, one) for side, one in _whom(thing)) else NotReminded.NO_ACCOUNT


def _whom(thing: StuckThing) -> list[tuple[Side, str]]:
    startup, provider = (Side.SEEKER, thing.startup_id), (Side.PROVIDER, thing.provider_id)
    return {StuckSort.NEED: [startup], StuckSort.WORK: [startup, provider]}.get(thing.sort, [provider])


def _of_request(tx: Transaction, actor: Actor, thing: StuckThing, at: datetime) -> NotReminded | None:
    return _nobody_reads(tx, thing) or _remind_of(tx, actor, thing.id, thing.provider_id, thing.reminded_at, at)


def _of_elsewhere(tx: Transaction, actor: Actor, thing: StuckThing, at: datetime) -> NotReminded | None:
    """Each request of a startup elsewhere to one supervisor; those of own startups are things of their own."""
    why = _nobody_reads(tx, thing)
    if why is not None:
        return why
    own = {one.id for one in tx.incubators.list_requests(actor.subject_id, tx.calendar.day_of(at)) if one.own_startup}
    requests = [one for one in tx.requests.list_waiting(thing.provider_id) if one.id not in own]
    whys = [_remind_of(tx, actor, one.id, thing.provider_id, one.reminded_at, at) for one in requests]
    return None if None in whys else next(iter(whys), NotReminded.NOBODY_TO_REMIND)


def _of_need(tx: Transaction, actor: Actor, thing: StuckThing, at: datetime) -> NotReminded | None:
    why = _nobody_reads(tx, thing)
    if why is not None:
        return why
    if not _take(tx, at, thing.startup_id, thing.id):
        return NotReminded.LATELY
    tx.audit.record(actor, "remind_of_need", thing.id, at)
    tx.outbox.add("remind_of_need", thing.id, at, incubator_id=actor.subject_id, since=thing.since.isoformat())
    return None


def _of_work(tx: Transaction, actor: Actor, thing: StuckThing, at: datetime) -> NotReminded | None:
    """Both sides, each as often as they may be."""
    sides = {Side.SEEKER: thing.startup_id, Side.PROVIDER: thing.provider_id}
    there = {side: one for side, one in sides.items() if tx.accounts.list_of_side(side, one)}
    if not there:
        return NotReminded.NO_ACCOUNT
    told = [side for side, one in there.items() if _take(tx, at, one, thing.id)]
    if not told:
        return NotReminded.LATELY
    tx.audit.record(actor, "remind_of_work", thing.id, at)
    for side in told:
        tx.outbox.add(
            "remind_of_work", thing.id, at, to=side, incubator_id=actor.subject_id, since=thing.since.isoformat()
        )
    return None


def _of_load(_tx: Transaction, _actor: Actor, _thing: StuckThing, _at: datetime) -> NotReminded:
    return NotReminded.NOBODY_TO_REMIND


def _remind_of(
    tx: Transaction, actor: Actor, request_id: str, provider_id: str, reminded_at: datetime | None, at: datetime
) -> NotReminded | None:
    if (reminded_at is not None and at - reminded_at < _PEACE) or not _take(tx, at, provider_id, request_id):
        return NotReminded.LATELY
    step = require_step(REQUESTS, "remind_of_request", actor.parties, tx.proposals.lock(request_id))
    tx.waiting_requests.remind_again(request_id, at)
    note_step(tx, step, actor, request_id, at)
    return None


def _take(tx: Transaction, at: datetime, person_id: str, thing_id: str) -> bool:
    try:
        tx.limits.take(LimitCode.REMINDERS, at, person_id, thing_id)
    except LimitReachedError:
        return False
    return True


_REMINDERS = {
    StuckSort.REQUEST: _of_request,
    StuckSort.ELSEWHERE: _of_elsewhere,
    StuckSort.NEED: _of_need,
    StuckSort.WORK: _of_work,
    StuckSort.LOAD: _of_load,
}

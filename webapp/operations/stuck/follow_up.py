"""Put stuck things off until a day, hand them to a colleague, and take either back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from graph.domain.days import PLAN_YEARS, is_plannable
from graph.domain.roles import INCUBATOR
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.account import Account
from graph.entities.stuck import FollowUp, StuckThing
from graph.errors import InvalidInputError
from graph.repositories.stuck import since_text
from graph.transaction import Transaction
from webapp.operations.accounts.curators import require_curator
from webapp.operations.stuck.chosen import chosen_things


def snooze(graph: Graph, actor: Actor, keys: Iterable[str], until: date, at: datetime) -> list[str]:
    """Count them no more until a day, or until they move; gives the events, for Undo.

    Raises NotFoundError, InvalidInputError.
    """
    chosen = list(keys)

    def work(tx: Transaction) -> list[str]:
        if not is_plannable(until, actor.today(at, tx.calendar)):
            raise InvalidInputError(f"Give a day after today, within {PLAN_YEARS} years.", field="until")
        return [
            _note(tx, actor, "snooze_stuck_thing", thing, {"snoozed_until": until}, at, until.isoformat())
            for thing in chosen_things(tx, actor, chosen, at)
        ]

    return graph.write(work)


def assign(
    graph: Graph, actor: Actor, keys: Iterable[str], assignee_id: str, due_on: date | None, at: datetime
) -> list[str]:
    """Hand them to a colleague, until a day; an empty id takes them from whoever had them. Gives the events, for Undo.

    Whoever is handed something by another is told. Raises NotFoundError, InvalidInputError.
    """
    chosen = list(keys)

    def work(tx: Transaction) -> list[str]:
        if due_on is not None and not is_plannable(due_on, actor.today(at, tx.calendar)):
            raise InvalidInputError(f"Give a day after today, within {PLAN_YEARS} years.", field="due_on")
        things = chosen_things(tx, actor, chosen, at)
        if assignee_id and assignee_id not in {one.id for one in colleagues(tx, actor)}:
            raise InvalidInputError("Choose one of your colleagues.", field="assignee")
        values = {"assignee_id": assignee_id, "due_on": due_on if assignee_id else None}
        events = [_note(tx, actor, "assign_stuck_thing", one, values, at, assignee_id) for one in things]
        if assignee_id not in ("", actor.account_id):
            tx.outbox.add(
                "tell_assigned", assignee_id, at, incubator_id=actor.subject_id, keys=[one.key for one in things],
                by=actor.name, due_on=due_on.isoformat() if due_on else "",
            )  # fmt: skip
        return events

    return graph.write(work)


def put_back(graph: Graph, actor: Actor, event_ids: Iterable[str], at: datetime) -> int:
    """Let things stand as before these steps; gives how many do, those that were changed since left out.

    Raises NotFoundError.
    """
    events = sorted(set(event_ids))
    require_curator(actor)

    def work(tx: Transaction) -> int:
        return sum(_put_back(tx, actor, event_id, at) for event_id in events)

    return graph.write(work)


def colleagues(tx: Transaction, actor: Actor) -> list[Account]:
    """Whoever acts for the actor's incubator, themselves too, by name."""
    found = tx.accounts.list_of_subject(INCUBATOR, actor.subject_id)
    return sorted(found, key=lambda one: (one.name, one.id))


def _note(
    tx: Transaction,
    actor: Actor,
    action: str,
    thing: StuckThing,
    values: Mapping[str, object],
    at: datetime,
    detail: str,
) -> str:
    before = tx.stuck.lock_follow_up(actor.subject_id, thing.key).now
    since = since_text(thing)
    standing = before if before.since == since else FollowUp(since)
    event_id = tx.audit.record(actor, action, thing.id, at, detail)
    tx.stuck.set_follow_up(actor.subject_id, thing.key, replace(standing, **values), standing, event_id, at)  # type: ignore[arg-type]  # names of fields with their values
    return event_id


def _put_back(tx: Transaction, actor: Actor, event_id: str, at: datetime) -> bool:
    key = tx.stuck.find_by_event(actor.subject_id, event_id)
    if key is None:
        return False
    noted = tx.stuck.lock_follow_up(actor.subject_id, key)
    if noted.event_id != event_id:
        return False
    tx.stuck.set_follow_up(actor.subject_id, key, noted.before, None, "", at)
    tx.audit.record(actor, "undo_follow_up", key.partition(":")[2], at)
    return True

"""Supervisors say what they have done: help areas that they stand for, and the entries of their career."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.career import Career, CareerRecord
from graph.errors import InvalidInputError, NotFoundError
from graph.ids import new_id
from graph.taxonomy import load
from graph.transaction import Transaction

MOST_ENTRIES = 60
NAME_LENGTH = 200
TEXT_LENGTH = 2000


def confirm_areas(graph: Graph, actor: Actor, areas: Sequence[str], at: datetime) -> None:
    """Stand for these help areas and no others. Raises InvalidInputError, NotFoundError."""
    _check_areas(areas)

    def work(tx: Transaction) -> None:
        _lock(tx, actor, at, help_areas=sorted(set(areas)), unconfirmed_areas=None)
        tx.audit.record(actor, "confirm_help_areas", actor.subject_id, at)

    graph.write(work)


def add_career(graph: Graph, actor: Actor, record: CareerRecord, at: datetime) -> str:
    """Add an entry; gives its id. Raises InvalidInputError, NotFoundError."""
    _check(record, actor.today(at, graph.calendar))
    identity = new_id("career")

    def work(tx: Transaction) -> str:
        _lock(tx, actor, at)
        held = tx.careers.list_of_people([actor.subject_id])
        if len(held) >= MOST_ENTRIES:
            raise InvalidInputError("There are very many entries already.", field="organisation")
        _require_new(record, held)
        tx.careers.create([Career(identity, actor.subject_id, record)], at)
        tx.audit.record(actor, "add_career", actor.subject_id, at, identity)
        return identity

    return graph.write(work)


def change_career(graph: Graph, actor: Actor, career_id: str, record: CareerRecord, at: datetime) -> None:
    """Write an entry anew. Raises InvalidInputError, NotFoundError where it is not the actor's own."""
    _check(record, actor.today(at, graph.calendar))

    def work(tx: Transaction) -> None:
        _lock(tx, actor, at)
        career = own_career(tx, actor, career_id)
        others = [one for one in tx.careers.list_of_people([actor.subject_id]) if one.id != career.id]
        _require_new(record, others)
        tx.careers.update([Career(career.id, career.person_id, record)], at)
        tx.audit.record(actor, "change_career", actor.subject_id, at, career.id)

    graph.write(work)


def remove_career(graph: Graph, actor: Actor, career_id: str, at: datetime) -> None:
    """Take an entry away. Raises NotFoundError where it is not the actor's own."""

    def work(tx: Transaction) -> None:
        _lock(tx, actor, at)
        career = own_career(tx, actor, career_id)
        tx.careers.delete(career, at)
        tx.audit.record(actor, "remove_career", actor.subject_id, at, career.id)

    graph.write(work)


def own_career(tx: Transaction, actor: Actor, career_id: str) -> Career:
    """An entry of the actor; raises NotFoundError also where it is another's."""
    held = tx.careers.list_of_people([actor.subject_id]) if actor.subject_id else []
    career = next((one for one in held if one.id == career_id), None)
    if career is None:
        raise NotFoundError("career", career_id)
    return career


def _lock(tx: Transaction, actor: Actor, at: datetime, **values: object) -> None:
    tx.providers.get(actor.subject_id, visible_to=actor)
    tx.providers.update(actor.subject_id, values, at)


def _check(record: CareerRecord, today: date) -> None:
    if not record.organisation.strip() or len(record.organisation) > NAME_LENGTH:
        raise InvalidInputError("Write where that was.", field="organisation")
    if len(record.title) > NAME_LENGTH:
        raise InvalidInputError("Write the title shorter.", field="title")
    if max(len(record.summary), len(record.summary_zh)) > TEXT_LENGTH:
        raise InvalidInputError("Write it shorter.", field="summary")
    period = record.period
    if period.begins_after(today):
        raise InvalidInputError("It has not begun yet.", field="since")
    if period.since and period.until and period.until < period.since:
        raise InvalidInputError("The last day lies before the first.", field="until")
    _check_areas(record.help_areas)


def _check_areas(areas: Collection[str]) -> None:
    if any(code not in load().help_areas for code in areas):
        raise InvalidInputError("Choose from the list.", field="help_areas")


def _require_new(record: CareerRecord, others: Sequence[Career]) -> None:
    if any(one.record.key == record.key for one in others):
        raise InvalidInputError("This entry stands there already.", field="organisation")

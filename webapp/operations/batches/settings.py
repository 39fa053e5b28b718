"""A curator opens a batch, changes its settings, ends it or gives it up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from graph.domain.states.batches import BATCHES
from graph.domain.states.requests import RequestState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.batch import Batch, Load, Settings, Wanting
from graph.errors import InvalidInputError, StateChangedError
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction
from webapp.operations.batches.candidates import candidates_of
from webapp.operations.batches.solve_batch import unfinished_job

LONGEST_NAME = 120
MOST_STARTUPS = 200
MOST_SUPERVISORS = 200
MOST_WANTED = 10
MOST_LOAD = 50
LONGEST = timedelta(days=60)
"""How far ahead the last day for answers lies at most."""


class Wrong(StrEnum):
    """What is wrong with settings."""

    NAME = "name"
    DAY = "day"
    NO_STARTUP = "no_startup"
    NO_SUPERVISOR = "no_supervisor"
    TOO_MANY = "too_many"
    WANTED = "wanted"
    LOAD = "load"
    LOSS = "loss"
    STRANGER = "stranger"


class SettingsError(InvalidInputError):
    """Settings that no batch can have: each fault with the id of whom it is about, or an empty one."""

    def __init__(self, faults: list[tuple[Wrong, str]]) -> None:
        super().__init__("These settings are not possible.", field=faults[0][0])
        self.faults = faults


def open_batch(graph: Graph, actor: Actor, settings: Settings, at: datetime) -> str:
    """Open a batch; gives its id. Raises ForbiddenError, SettingsError."""
    require_party(BATCHES, "open_batch", actor.parties)

    def work(tx: Transaction) -> str:
        check(tx, actor, settings, None, at)
        step = require_step(BATCHES, "open_batch", actor.parties, None)
        batch_id = tx.batches.create(actor.subject_id, _tidy(settings), at)
        note_step(tx, step, actor, batch_id, at)
        return batch_id

    return graph.write(work)


def change_batch(graph: Graph, actor: Actor, batch_id: str, settings: Settings, revision: int, at: datetime) -> None:
    """Change what a batch asks for; its drafts stay as they were solved.

    Raises ForbiddenError, NotFoundError, SettingsError, StateChangedError: also where somebody else changed them
    after `revision`.
    """
    require_party(BATCHES, "change_batch", actor.parties)

    def work(tx: Transaction) -> None:
        batch = tx.batches.lock(batch_id, actor.subject_id)
        step = require_step(BATCHES, "change_batch", actor.parties, batch.state)
        if batch.revision != revision:
            raise StateChangedError("batch", "changed")
        check(tx, actor, settings, batch, at)
        tx.batches.change(batch_id, _tidy(settings), at)
        note_step(tx, step, actor, batch_id, at)

    graph.write(work)


def finish_batch(graph: Graph, actor: Actor, batch_id: str, at: datetime) -> None:
    """End a batch whose requests are all answered. Raises ForbiddenError, NotFoundError, StateChangedError."""
    require_party(BATCHES, "finish_batch", actor.parties)

    def work(tx: Transaction) -> None:
        batch = tx.batches.lock(batch_id, actor.subject_id)
        step = require_step(BATCHES, "finish_batch", actor.parties, batch.state)
        if any(one.state is RequestState.ASKED for one in tx.batches.list_answers(batch_id)):
            raise StateChangedError("batch", "waits")
        tx.batches.move(batch_id, step.target, at, draft_id=batch.draft_id)
        note_step(tx, step, actor, batch_id, at)

    graph.write(work)


def cancel_batch(graph: Graph, actor: Actor, batch_id: str, at: datetime) -> None:
    """Give a batch up of which nobody was told. Raises ForbiddenError, NotFoundError, StateChangedError: also while a
    job works on it, which may be about to tell them."""
    require_party(BATCHES, "cancel_batch", actor.parties)

    def work(tx: Transaction) -> None:
        batch = tx.batches.lock(batch_id, actor.subject_id)
        step = require_step(BATCHES, "cancel_batch", actor.parties, batch.state)
        if unfinished_job(tx, batch) is not None:
            raise StateChangedError("batch", "at_work")
        tx.batches.move(batch_id, step.target, at)
        note_step(tx, step, actor, batch_id, at)

    graph.write(work)


def check(tx: Transaction, actor: Actor, settings: Settings, before: Batch | None, at: datetime) -> None:
    """Raise SettingsError where settings are not possible; who is in the batch already may stay in it."""
    found = candidates_of(tx, actor.subject_id, at)
    startups, supervisors = (
        dict(before.settings.startups) if before else {},
        dict(before.settings.supervisors) if before else {},
    )
    strangers = [
        one
        for one, wanting in settings.startups.items()
        if startups.get(one, Wanting("", 0)).need_id != wanting.need_id
        and (one not in found.needs or found.needs[one].id != wanting.need_id)
    ]
    strangers += [one for one in settings.supervisors if one not in supervisors and one not in found.members]
    day, today = settings.answer_by, actor.today(at, tx.calendar)
    faults = list(_faults(settings))
    if not today < day <= today + LONGEST and not (before and before.settings.answer_by == day):
        faults.append((Wrong.DAY, ""))
    faults += [(Wrong.STRANGER, one) for one in strangers]
    if faults:
        raise SettingsError(faults)


def _faults(settings: Settings) -> Iterator[tuple[Wrong, str]]:
    if not 0 < len(settings.name.strip()) <= LONGEST_NAME:
        yield Wrong.NAME, ""
    if not any(wanting.wants for wanting in settings.startups.values()):
        yield Wrong.NO_STARTUP, ""
    if not settings.supervisors:
        yield Wrong.NO_SUPERVISOR, ""
    if len(settings.startups) > MOST_STARTUPS or len(settings.supervisors) > MOST_SUPERVISORS:
        yield Wrong.TOO_MANY, ""
    if not 0 <= settings.max_loss <= 1:
        yield Wrong.LOSS, ""
    for one, wanting in settings.startups.items():
        if not 0 <= wanting.wants <= MOST_WANTED:
            yield Wrong.WANTED, one
    for one, load in settings.supervisors.items():
        if not _is_possible(load):
            yield Wrong.LOAD, one


def _is_possible(load: Load) -> bool:
    return 0 <= load.least <= load.most <= MOST_LOAD


def _tidy(settings: Settings) -> Settings:
    return replace(settings, name=settings.name.strip())

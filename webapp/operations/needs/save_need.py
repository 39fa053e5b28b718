"""A startup writes a need: as a draft, open for proposals, changed, closed, or a draft thrown away."""

from __future__ import annotations

from datetime import datetime

from graph.domain.help_areas import MOST_OF_A_NEED
from graph.domain.kinds import SUBJECTS
from graph.domain.reasons import WithdrawReason
from graph.domain.states.machine import Transition
from graph.domain.states.requests import NEEDS, REQUESTS, NeedState
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.need import NeedFields
from graph.errors import InvalidInputError
from graph.ids import new_id
from graph.steps import note_step, require_step
from graph.taxonomy import load
from graph.transaction import Transaction

TITLE_LENGTH = 200
_TEXT_LENGTH = 5000
_MOST_PLACES = 10
_LARGEST_AMOUNT = 1e12


def save_need_draft(graph: Graph, actor: Actor, fields: NeedFields, at: datetime, *, need_id: str | None = None) -> str:
    """Keep what was typed so far as a draft; gives the need's id. Nothing is required of a draft.

    Raises ForbiddenError (no startup), NotFoundError, StateChangedError (not a draft any more), InvalidInputError.
    """
    _check_sizes(fields)
    identity = need_id or new_id("need")

    def work(tx: Transaction) -> str:
        step = _write_draft(tx, actor, "save_need_draft", identity, fields, at, is_new=need_id is None)
        note_step(tx, step, actor, identity, at)
        return identity

    return graph.write(work)


def open_need(graph: Graph, actor: Actor, fields: NeedFields, at: datetime, *, need_id: str | None = None) -> str:
    """Open a need, new or from its draft, so that proposals can be made; gives its id.

    Raises ForbiddenError, NotFoundError, StateChangedError, InvalidInputError.
    """
    _check_sizes(fields)
    _check_complete(fields)
    identity = need_id or new_id("need")

    def work(tx: Transaction) -> str:
        step = _write_draft(tx, actor, "open_need", identity, fields, at, is_new=need_id is None)
        tx.needs.open(identity, at)
        note_step(tx, step, actor, identity, at)
        return identity

    return graph.write(work)


def edit_need(graph: Graph, actor: Actor, need_id: str, fields: NeedFields, at: datetime) -> None:
    """Change an open need; its next ranking follows. Raises NotFoundError, StateChangedError, InvalidInputError."""
    _check_sizes(fields)
    _check_complete(fields)

    def work(tx: Transaction) -> None:
        step = _require(tx, actor, "edit_need", need_id)
        tx.needs.update(need_id, fields, at, step.action)
        note_step(tx, step, actor, need_id, at)

    graph.write(work)


def close_need(graph: Graph, actor: Actor, need_id: str, at: datetime) -> int:
    """Close a need and withdraw its waiting requests, telling whom they were to; gives how many those were.

    Raises NotFoundError, StateChangedError.
    """
    return graph.write(lambda tx: close_in(tx, actor, need_id, at))


def close_in(tx: Transaction, actor: Actor, need_id: str, at: datetime) -> int:
    """Close it as a part of a write; gives and raises as `close_need` does."""
    why = WithdrawReason.NEED_CLOSED
    step = _require(tx, actor, "close_need", need_id)
    waiting = [item for item in tx.proposals.list_of_need(need_id) if item.is_waiting]
    tx.needs.close(need_id, at)
    for proposal in waiting:
        withdrawal = require_step(REQUESTS, "withdraw_request", actor.parties, tx.proposals.lock(proposal.id))
        tx.proposals.withdraw(proposal.id, why, at)
        note_step(tx, withdrawal, actor, proposal.id, at, why, reason=why)
    note_step(tx, step, actor, need_id, at)
    return len(waiting)


def delete_draft(graph: Graph, actor: Actor, need_id: str, at: datetime) -> None:
    """Throw a draft away for good. Raises NotFoundError, StateChangedError (it was opened)."""
    graph.write(lambda tx: delete_in(tx, actor, need_id, at))


def delete_in(tx: Transaction, actor: Actor, need_id: str, at: datetime) -> None:
    """Throw it away as a part of a write; raises as `delete_draft` does."""
    step = _require(tx, actor, "delete_draft", need_id)
    tx.needs.delete_draft(need_id)
    note_step(tx, step, actor, need_id, at)


def _write_draft(
    tx: Transaction, actor: Actor, action: str, need_id: str, fields: NeedFields, at: datetime, *, is_new: bool
) -> Transition[NeedState]:
    if is_new:
        step = require_step(NEEDS, action, actor.parties, None)
        tx.needs.create(need_id, actor.subject_id, fields, at)
        return step
    step = _require(tx, actor, action, need_id)
    tx.needs.update(need_id, fields, at, action)
    return step


def _require(tx: Transaction, actor: Actor, action: str, need_id: str) -> Transition[NeedState]:
    """The step under the need's lock. Incubators see the needs of their startups, and take no step."""
    tx.needs.lock(need_id)
    return require_step(NEEDS, action, actor.parties, tx.needs.get(need_id, visible_to=actor).state)


def _check_sizes(fields: NeedFields) -> None:
    if fields.kind not in SUBJECTS:
        raise InvalidInputError("Choose what kind of help this is.", field="kind")
    if len(fields.title) > TITLE_LENGTH:
        raise InvalidInputError(f"Keep the question under {TITLE_LENGTH} characters.", field="title")
    if max(len(fields.description or ""), len(fields.description_zh or "")) > _TEXT_LENGTH:
        raise InvalidInputError(f"Keep the description under {_TEXT_LENGTH} characters.", field="description")
    if not 1 <= fields.places <= _MOST_PLACES:
        raise InvalidInputError(f"Ask for 1 to {_MOST_PLACES}.", field="places")
    if len(fields.help_areas) > MOST_OF_A_NEED or any(code not in load().help_areas for code in fields.help_areas):
        raise InvalidInputError(f"Name at most {MOST_OF_A_NEED} help areas of the list.", field="help_areas")
    if fields.amount is not None and not 0 < fields.amount <= _LARGEST_AMOUNT:
        raise InvalidInputError("Write an amount in yuan, or leave it empty.", field="amount")


def _check_complete(fields: NeedFields) -> None:
    if not fields.title.strip():
        raise InvalidInputError("Write what you need in one question.", field="title")
    if not fields.industries and not fields.topics:
        raise InvalidInputError("Name at least one field, so that we know whom to look for.", field="tags")

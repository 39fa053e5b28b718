"""A startup writes a need: as a draft, open for proposals, changed, closed, or a draft thrown away."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.need import NEED_KINDS, NeedFields
from graph.errors import ForbiddenError, InvalidInputError, StateChangedError
from graph.ids import new_id
from graph.transaction import Transaction

_TITLE_LENGTH = 200
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
        _write_draft(tx, actor, identity, fields, at, is_new=need_id is None)
        tx.audit.record(actor, "save_need_draft", identity, at)
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
        _write_draft(tx, actor, identity, fields, at, is_new=need_id is None)
        tx.needs.open(identity, at)
        tx.audit.record(actor, "open_need", identity, at)
        return identity

    return graph.write(work)


def edit_need(graph: Graph, actor: Actor, need_id: str, fields: NeedFields, at: datetime) -> None:
    """Change an open need; its next ranking follows. Raises NotFoundError, StateChangedError, InvalidInputError."""
    _check_sizes(fields)
    _check_complete(fields)

    def work(tx: Transaction) -> None:
        tx.needs.get(need_id, visible_to=_startup(actor))
        tx.needs.update(need_id, fields, at)
        tx.audit.record(actor, "edit_need", need_id, at)

    graph.write(work)


def close_need(graph: Graph, actor: Actor, need_id: str, at: datetime) -> int:
    """Close a need and withdraw its waiting requests, telling whom they were to; gives how many those were.

    Raises NotFoundError, StateChangedError.
    """

    def work(tx: Transaction) -> int:
        tx.needs.lock(need_id)
        tx.needs.get(need_id, visible_to=_startup(actor))
        waiting = [item for item in tx.proposals.list_of_need(need_id) if item.state == "asked"]
        tx.needs.close(need_id, at)
        for proposal in waiting:
            tx.proposals.withdraw(proposal.id, "need_closed", at)
            tx.audit.record(actor, "withdraw_request", proposal.id, at, "need_closed")
            tx.outbox.add("tell_withdrawn", proposal.id, at, reason="need_closed")
        tx.audit.record(actor, "close_need", need_id, at)
        return len(waiting)

    return graph.write(work)


def delete_draft(graph: Graph, actor: Actor, need_id: str, at: datetime) -> None:
    """Throw a draft away for good. Raises NotFoundError, StateChangedError (it was opened)."""

    def work(tx: Transaction) -> None:
        tx.needs.get(need_id, visible_to=_startup(actor))
        tx.needs.delete_draft(need_id)
        tx.audit.record(actor, "delete_draft", need_id, at)

    graph.write(work)


def _write_draft(
    tx: Transaction, actor: Actor, need_id: str, fields: NeedFields, at: datetime, *, is_new: bool
) -> None:
    startup_id = _startup(actor).subject_id
    if is_new:
        tx.needs.create(need_id, startup_id, fields, at)
        return
    need = tx.needs.get(need_id, visible_to=actor)
    if need.state != "draft":
        raise StateChangedError("need", need.state)
    tx.needs.update(need_id, fields, at)


def _startup(actor: Actor) -> Actor:
    # An incubator sees its startups' needs, but only the startup itself writes them.
    if actor.role != "startup":
        raise ForbiddenError("Only the startup itself can change its needs.")
    return actor


def _check_sizes(fields: NeedFields) -> None:
    if fields.kind not in NEED_KINDS:
        raise InvalidInputError("Choose what kind of help this is.", field="kind")
    if len(fields.title) > _TITLE_LENGTH:
        raise InvalidInputError(f"Keep the question under {_TITLE_LENGTH} characters.", field="title")
    if max(len(fields.description or ""), len(fields.description_zh or "")) > _TEXT_LENGTH:
        raise InvalidInputError(f"Keep the description under {_TEXT_LENGTH} characters.", field="description")
    if not 1 <= fields.places <= _MOST_PLACES:
        raise InvalidInputError(f"Ask for 1 to {_MOST_PLACES}.", field="places")
    if fields.amount is not None and not 0 < fields.amount <= _LARGEST_AMOUNT:
        raise InvalidInputError("Write an amount in yuan, or leave it empty.", field="amount")


def _check_complete(fields: NeedFields) -> None:
    if not fields.title.strip():
        raise InvalidInputError("Write what you need in one question.", field="title")
    if not fields.industries and not fields.topics:
        raise InvalidInputError("Name at least one field, so that we know whom to look for.", field="tags")

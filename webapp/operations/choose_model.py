"""An administrator lets another model serve, or goes back to the one before; each is audited, each one transaction."""

from __future__ import annotations

from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.model import StoredModel
from graph.errors import ForbiddenError, StateChangedError
from graph.transaction import Transaction
from matching.pipeline import read_model


def promote_model(graph: Graph, actor: Actor, model_id: str, at: datetime) -> StoredModel:
    """Let a model serve that did not, also against the gate's advice.

    Raises NotFoundError; DamagedModelError and ModelError where its files can not be used; StateChangedError where it
    serves already.
    """
    _require_administrator(actor)
    read_model(graph, model_id)

    def work(tx: Transaction) -> StoredModel:
        before = graph.models.promote(tx, model_id, at, actor.name)
        graph.audit.record(tx, actor, "promote_model", model_id, at, f"instead of {before or 'the starting rules'}")
        return graph.models.get(tx, model_id)

    return graph.write(work)


def roll_back_model(graph: Graph, actor: Actor, kind: str, at: datetime, serving_id: str = "") -> str:
    """Go back to the model that served before, or to the starting rules where there was none; gives its id, or ''.

    `serving_id`: which one the page showed as serving. Raises StateChangedError where another one, or none, serves.
    """
    _require_administrator(actor)

    def work(tx: Transaction) -> str:
        slot = graph.models.lock_slot(tx, kind)
        if not slot.serving_id or (serving_id and serving_id != slot.serving_id):
            raise StateChangedError("model", "not the one that serves")
        current, earlier = graph.models.get(tx, slot.serving_id), earlier_model(graph, tx, kind)
        if earlier is None:
            graph.models.demote(tx, kind, at, actor.name)
        else:
            graph.models.promote(tx, earlier.id, at, actor.name, is_return=True)
        to = earlier.id if earlier else "the starting rules"
        graph.audit.record(tx, actor, "roll_back_model", current.id, at, f"back to {to}")
        return earlier.id if earlier else ""

    return graph.write(work)


def earlier_model(graph: Graph, tx: Transaction, kind: str) -> StoredModel | None:
    """Whom a roll-back leads to: the retired model that served before the present one."""
    models = graph.models.list_newest(tx, kind, limit=200)
    current = next((model for model in models if model.state == "serving"), None)
    if current is None or current.promoted_at is None:
        return None
    since = current.promoted_at
    before = [
        model
        for model in models
        if model.state == "retired" and model.promoted_at is not None and model.promoted_at < since
    ]
    return max(before, key=lambda model: (model.promoted_at, model.id), default=None)


def reject_model(graph: Graph, actor: Actor, model_id: str, reason: str, reason_zh: str, at: datetime) -> None:
    """Keep a candidate as rejected; raises StateChangedError unless it is one."""
    _require_administrator(actor)

    def work(tx: Transaction) -> None:
        graph.models.reject(tx, model_id, reason, reason_zh, actor.name)
        graph.audit.record(tx, actor, "reject_model", model_id, at, reason)

    graph.write(work)


def _require_administrator(actor: Actor) -> None:
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")

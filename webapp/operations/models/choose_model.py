"""An administrator lets another model serve, or goes back to the one before; each is audited, each one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.model import StoredModel
from graph.errors import DamagedModelError, ForbiddenError, StateChangedError
from graph.repositories.models import TRAINING
from graph.transaction import Transaction
from matching.matcher import read_model
from matching.models.card import ModelError


@dataclass(frozen=True)
class StepBack:
    """Where going back leads: the model, None for the starting rules; `skipped` can not be used any more."""

    to: StoredModel | None
    skipped: tuple[StoredModel, ...] = ()


def promote_model(graph: Graph, actor: Actor, model_id: str, at: datetime) -> StoredModel:
    """Let a model serve that did not, also against the gate's advice.

    Raises NotFoundError; DamagedModelError and ModelError where its files can not be used; StateChangedError where it
    serves already or its training still judges it.
    """
    _require_administrator(actor)
    read_model(graph, model_id)

    def work(tx: Transaction) -> StoredModel:
        model = tx.models.get(model_id)
        if model.state == "candidate" and tx.models.lock_slot(TRAINING).job_id == model.job_id:
            raise StateChangedError("model", "still being judged")
        before = tx.models.promote(model_id, at, actor.name)
        tx.audit.record(actor, "promote_model", model_id, at, f"instead of {before or 'the starting rules'}")
        return tx.models.get(model_id)

    return graph.write(work)


def roll_back_model(graph: Graph, actor: Actor, kind: str, at: datetime, serving_id: str = "") -> StepBack:
    """Go back to the latest model before that can still be used, or to the starting rules.

    `serving_id`: which one the page showed as serving. Raises StateChangedError where another one, or none, serves.
    """
    _require_administrator(actor)
    seen, step = step_back(graph, kind)

    def work(tx: Transaction) -> None:
        slot = tx.models.lock_slot(kind)
        if not slot.serving_id or slot.serving_id != (serving_id or seen):
            raise StateChangedError("model", "not the one that serves")
        tx.models.go_back(kind, step.to.id if step.to else "", at, actor.name)
        detail = f"back to {step.to.id if step.to else 'the starting rules'}"
        if step.skipped:
            detail += f"; can not be used: {', '.join(model.id for model in step.skipped)}"
        tx.audit.record(actor, "roll_back_model", slot.serving_id, at, detail)

    graph.write(work)
    return step


def step_back(graph: Graph, kind: str) -> tuple[str, StepBack]:
    """(which model serves, where a roll-back leads): every model that it would pass is read and checked."""
    slot = graph.read(lambda tx: tx.models.slot(kind))
    skipped = []
    for model_id in reversed(slot.before):
        if not model_id:
            break
        model = graph.read(lambda tx, model_id=model_id: tx.models.get(model_id))  # type: ignore[misc]
        try:
            read_model(graph, model_id)
        except (ModelError, DamagedModelError):
            skipped.append(model)
        else:
            return slot.serving_id, StepBack(model, tuple(skipped))
    return slot.serving_id, StepBack(None, tuple(skipped))


def _require_administrator(actor: Actor) -> None:
    if not (actor.is_administrator or actor.is_system):
        raise ForbiddenError("Only an administrator may do this.")

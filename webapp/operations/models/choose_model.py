"""An administrator lets another model serve, or goes back to the one before; each is audited, each one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from graph.domain.states.models import MODELS
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.model import StoredModel
from graph.errors import DamagedModelError, StateChangedError
from graph.repositories.models import TRAINING
from graph.steps import note_step, require_party, require_step
from graph.transaction import Transaction
from matching.model_reading import read_model
from matching.models.card import ModelError


@dataclass(frozen=True)
class StepBack:
    """Where going back leads: the model, None for the starting rules; `skipped` can not be used any more."""

    to: StoredModel | None
    skipped: tuple[StoredModel, ...] = ()


class StillJudgedError(StateChangedError):
    """The training that made this model has not come to its verdict yet."""

    code = "still_judged"

    def __init__(self) -> None:
        super().__init__("model", "still being judged")


def promote_model(graph: Graph, actor: Actor, model_id: str, at: datetime) -> StoredModel:
    """Let a model serve that did not, also against the gate's advice.

    Raises NotFoundError; DamagedModelError and ModelError where its files can not be used; StateChangedError where it
    serves already, StillJudgedError where its training still judges it.
    """
    require_party(MODELS, "promote_model", actor.parties)
    read_model(graph, model_id)

    def work(tx: Transaction) -> StoredModel:
        tx.models.lock_slot(tx.models.get(model_id).kind)
        model = tx.models.get(model_id)
        step = require_step(MODELS, "promote_model", actor.parties, model.state)
        if model.is_candidate and tx.models.lock_slot(TRAINING).job_id == model.job_id:
            raise StillJudgedError
        before = tx.models.promote(model_id, at, actor.name)
        note_step(tx, step, actor, model_id, at, f"instead of {before or 'the starting rules'}")
        return tx.models.get(model_id)

    return graph.write(work)


def roll_back_model(graph: Graph, actor: Actor, kind: str, at: datetime, serving_id: str = "") -> StepBack:
    """Go back to the latest model before that can still be used, or to the starting rules.

    `serving_id`: which one the page showed as serving. Raises StateChangedError where another one, or none, serves.
    """
    require_party(MODELS, "roll_back_model", actor.parties)
    seen, back = step_back(graph, kind)

    def work(tx: Transaction) -> None:
        slot = tx.models.lock_slot(kind)
        if not slot.serving_id or slot.serving_id != (serving_id or seen):
            raise StateChangedError("model", "not the one that serves")
        step = require_step(MODELS, "roll_back_model", actor.parties, tx.models.get(slot.serving_id).state)
        tx.models.go_back(kind, back.to.id if back.to else "", at, actor.name)
        detail = f"back to {back.to.id if back.to else 'the starting rules'}"
        if back.skipped:
            detail += f"; can not be used: {', '.join(model.id for model in back.skipped)}"
        note_step(tx, step, actor, slot.serving_id, at, detail)

    graph.write(work)
    return back


def step_back(graph: Graph, kind: str) -> tuple[str, StepBack]:
    """(which model serves, where a roll-back leads): every model that it would pass is read and checked."""

    def work(tx: Transaction) -> tuple[str, list[StoredModel]]:
        slot = tx.models.slot(kind)
        return slot.serving_id, [tx.models.get(one) for one in takewhile(bool, reversed(slot.before))]

    serving_id, before = graph.read(work)
    skipped = []
    for model in before:
        try:
            read_model(graph, model.id)
        except (ModelError, DamagedModelError):
            skipped.append(model)
        else:
            return serving_id, StepBack(model, tuple(skipped))
    return serving_id, StepBack(None, tuple(skipped))

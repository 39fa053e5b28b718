"""Reads a trained model from the store, as it would be served."""

from __future__ import annotations

from graph.driver import Graph
from matching.models.artifact import TrainedModel
from matching.models.serving import load_model
from matching.ranking.rankers import check_model


def read_model(graph: Graph, model_id: str) -> TrainedModel:
    """A model from the store, verified as before serving.

    Raises ModelError, NotFoundError, DamagedModelError.
    """
    model = graph.read(lambda tx: load_model(tx.models.files(model_id), model_id))
    check_model(model.card.kind, model)
    return model

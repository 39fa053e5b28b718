"""Small trained models: real ONNX heads over named features, sealed as a training would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from graph.domain.states.models import ModelState
from graph.driver import Graph
from graph.entities.model import StoredModel
from matching.models.artifact import TrainedModel, with_golden
from matching.models.card import HEADS, ModelCard, library_versions
from matching.models.onnx import LinearColumns, linear_to_onnx

FEATURES = ("shared_bits", "text_fit", "stage_fit", "rating")
TRAINED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def make_model(
    model_id: str = "model-1",
    *,
    features: tuple[str, ...] = FEATURES,
    weights: Mapping[str, float] | None = None,
    ndcg: tuple[float, float, float] = (0.40, 0.36, 0.44),
    baseline: float = 0.30,
    slices: Mapping[str, Any] | None = None,
    weight: float = 1.0,
    kind: str = "mentor",
) -> TrainedModel:
    """A model whose heads are logistic: `weights` by feature, the same for all three heads."""
    width = len(features) + len(HEADS)
    column = np.zeros(width, dtype=np.float32)
    for name, value in (weights or {"text_fit": 2.0, "shared_bits": 1.0}).items():
        column[features.index(name)] = value
    nothing, far = np.zeros(width, np.float32), np.full(width, 1e6, np.float32)
    content = linear_to_onnx(LinearColumns(nothing, -far, far, column, nothing), -1.0)
    head = {
        "estimator": "logistic", "n": 200, "positives": 80, "n0": 40.0, "weight": weight, "notes": [],
        "slope": 1.0, "shift": 0.0, "base_slope": 1.0, "base_shift": 0.0,
    }  # fmt: skip
    value, low, high = ndcg
    card = ModelCard(
        id=model_id,
        kind=kind,
        name="a logistic model",
        trained_at=TRAINED_AT,
        data_until=date(2026, 11, 19),
        features=features,
        heads={name: dict(head) for name in HEADS},
        labels={"shown": 900, "seeker": 200, "provider": 120, "outcome": 60},
        metrics={
            "ndcg_at_10": {"value": value, "low": low, "high": high},
            "seeker_auc": {"value": 0.65, "low": 0.6, "high": 0.7},
        },
        baseline={
            "ndcg_at_10": {"value": baseline, "low": baseline - 0.04, "high": baseline + 0.04},
            "seeker_auc": {"value": 0.6, "low": 0.55, "high": 0.65},
        },
        slices=slices or {},
        versions=library_versions(),
    )
    rows = np.random.default_rng(7).random((5, len(features)), dtype=np.float32)
    chances = np.full((5, len(HEADS)), 0.4)
    return with_golden(card, dict.fromkeys(HEADS, content), rows, chances)


def stored(model: TrainedModel, job_id: str = "job-x") -> StoredModel:
    """The model as the store's record."""
    card = ModelCard.from_json(model.to_files()["card.json"].decode())
    return StoredModel(
        id=card.id, kind=card.kind, name=card.name, state=ModelState.CANDIDATE, card=card.to_json(), reason="",
        reason_zh="", trained_at=card.trained_at, data_until=card.data_until, checksum=card.checksum, job_id=job_id,
        parts=0, bytes=0,
    )  # fmt: skip


def put(graph: Graph, model: TrainedModel) -> str:
    """Keep a model in the store as a candidate; gives its id."""
    graph.write(lambda tx: tx.models.save(stored(model), model.to_files()))
    return model.card.id

"""A training that somebody cancels ends within seconds, and nothing of it serves."""

from __future__ import annotations

import time

import pytest

from graph.driver import Graph
from graph.entities import Actor
from matching.models.card import ModelCard
from matching.training import promotion
from tests.conftest import NOON
from tests.support.models import make_model
from webapp.operations.delivery.retry_delivery import cancel_job
from webapp.operations.jobs.unfinished import unfinished_jobs
from webapp.operations.models import judge_model, train_model
from webapp.operations.models.train_model import request_training, run_training

SYSTEM = Actor.system()


def test_a_cancel_ends_a_training_in_the_middle_of_its_computation(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = request_training(graph, SYSTEM, "mentor", NOON)

    def compute(*_: object, **__: object) -> None:
        cancel_job(graph, SYSTEM, job_id, NOON)
        for _second in range(60_000):  # asks nobody whether it should go on
            time.sleep(0.001)

    monkeypatch.setattr(train_model, "make_candidate", compute)

    assert run_training(graph, job_id, NOON, expire_after_days=14) == "cancelled"
    assert graph.read(unfinished_jobs) == []


def test_a_cancel_before_the_gate_decides_keeps_the_model_from_serving(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = request_training(graph, SYSTEM, "mentor", NOON)
    judge = promotion.judge

    def judged(card: ModelCard) -> promotion.Verdict:
        cancel_job(graph, SYSTEM, job_id, NOON)
        return judge(card)

    monkeypatch.setattr(train_model, "make_candidate", lambda *_, **__: make_model())
    monkeypatch.setattr(judge_model, "judge", judged)

    assert run_training(graph, job_id, NOON, expire_after_days=14) == "cancelled"
    assert [model.state for model in graph.read(lambda tx: tx.models.list_newest())] == ["rejected"]
    assert graph.read(lambda tx: tx.models.serving_id("mentor")) == ""

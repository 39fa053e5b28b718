"""Which model serves: promoted, gone back from, and never by an outdated comparison."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import matching.models.serving
from graph.driver import Graph
from graph.entities import Actor
from graph.entities.model import StoredModel
from graph.migrate import load_migrations
from matching.explanation.fact_json import load_fact
from matching.matcher import Matcher
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put, stored
from webapp.operations.delivery.retry_delivery import cancel_job
from webapp.operations.models.choose_model import StillJudgedError, promote_model, roll_back_model
from webapp.operations.models.judge_model import decide
from webapp.operations.models.train_model import request_training, run_training
from webapp.operations.models.training_lease import LEASE, TrainingLease

pytestmark = pytest.mark.both_servers

ROOT = Actor("account-root", "Shu Weiran", "administrator", "")
SYSTEM = Actor.system()


def serving(graph: Graph) -> str:
    return graph.read(lambda tx: tx.models.serving_id("mentor"))


def model_of(graph: Graph, model_id: str) -> StoredModel:
    return graph.read(lambda tx: tx.models.get(model_id))


def promote_new(graph: Graph, *numbers: int) -> None:
    for number in numbers:
        promote_model(graph, ROOT, put(graph, make_model(f"model-{number}")), NOON + timedelta(hours=number))


def step_back(graph: Graph) -> str:
    roll_back_model(graph, ROOT, "mentor", NOON + timedelta(days=1))
    return serving(graph)


@pytest.fixture
def training(graph: Graph) -> Iterator[tuple[str, TrainingLease]]:
    """A training that holds its lease."""
    job_id = request_training(graph, SYSTEM, "mentor", NOON)
    attempt = graph.write(lambda tx: tx.models.claim_training(job_id, NOON, LEASE))
    graph.write(lambda tx: tx.jobs.start(job_id, NOON))
    with TrainingLease(graph, job_id, attempt) as lease:
        yield job_id, lease


def decide_on(graph: Graph, training: tuple[str, TrainingLease], model_id: str, compared_with: str) -> StoredModel:
    job = graph.read(lambda tx: tx.jobs.get(training[0], visible_to=SYSTEM))
    decide(graph, job, training[1], make_model(model_id, ndcg=(0.9, 0.89, 0.91)), compared_with)
    return model_of(graph, model_id)


def test_going_back_never_leads_to_a_model_that_was_gone_back_from(graph: Graph) -> None:
    promote_new(graph, 1, 2)
    assert step_back(graph) == "model-1"
    promote_new(graph, 3)

    assert step_back(graph) == "model-1"
    assert step_back(graph) == ""


def test_what_took_the_place_of_the_starting_rules_is_gone_back_from_to_them(graph: Graph) -> None:
    promote_new(graph, 1)
    assert step_back(graph) == ""
    promote_new(graph, 2)

    assert step_back(graph) == ""


def test_going_back_passes_over_a_model_that_can_not_be_used_any_more(graph: Graph) -> None:
    promote_new(graph, 1, 2, 3)
    run_raw(graph, "MATCH (f:ModelFile)-[:PART_OF]->(:Model {id: 'model-2'}) SET f.text = left(f.text, 8)")

    step = roll_back_model(graph, ROOT, "mentor", NOON + timedelta(days=1))

    assert (serving(graph), [model.id for model in step.skipped]) == ("model-1", ["model-2"])


def test_graphs_of_before_learn_from_the_models_what_served_before(graph: Graph) -> None:
    promote_new(graph, 1, 2, 3)
    run_raw(graph, "MATCH (s:ModelSlot) REMOVE s.before")

    [migration] = [one for one in load_migrations() if one.version == "0008"]
    for statement in migration.statements:
        run_raw(graph, statement)

    assert [step_back(graph), step_back(graph), step_back(graph)] == ["model-2", "model-1", ""]


def test_a_candidate_that_beats_what_serves_takes_its_place(graph: Graph, training: tuple[str, TrainingLease]) -> None:
    promote_new(graph, 1)

    assert decide_on(graph, training, "model-9", "model-1").state == "serving"
    assert (serving(graph), step_back(graph)) == ("model-9", "model-1")


def test_a_candidate_takes_the_place_of_nothing_it_was_not_compared_with(
    graph: Graph, training: tuple[str, TrainingLease]
) -> None:
    promote_new(graph, 1, 2)
    roll_back_model(graph, ROOT, "mentor", NOON)

    model = decide_on(graph, training, "model-9", "model-2")

    assert (model.state, serving(graph)) == ("rejected", "model-1")
    assert load_fact(model.verdict).code == "overtaken"


def test_a_model_that_is_still_being_judged_can_not_be_promoted(
    graph: Graph, training: tuple[str, TrainingLease]
) -> None:
    model = make_model()
    graph.write(lambda tx: tx.models.save(stored(model, training[0]), model.to_files()))

    with pytest.raises(StillJudgedError):
        promote_model(graph, ROOT, "model-1", NOON)
    assert serving(graph) == ""


def test_what_a_training_kept_before_it_was_cut_off_is_rejected(graph: Graph) -> None:
    job_id, model = request_training(graph, SYSTEM, "mentor", NOON), make_model()
    graph.write(lambda tx: tx.models.claim_training(job_id, NOON, LEASE))
    graph.write(lambda tx: tx.jobs.start(job_id, NOON))
    graph.write(lambda tx: tx.models.save(stored(model, job_id), model.to_files()))
    cancel_job(graph, SYSTEM, job_id, NOON)

    assert run_training(graph, job_id, NOON + LEASE, expire_after_days=14) == "cancelled"
    assert model_of(graph, "model-1").state == "rejected"
    assert load_fact(model_of(graph, "model-1").verdict).code == "cut_off"


def test_a_promotion_is_seen_by_a_process_that_runs(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, need = city.graph, city.need(city.startup())
    city.supervisor()
    monkeypatch.setattr(matching.models.serving, "_LOOK_SECONDS", 0.2)
    matcher = Matcher(graph, tmp_path, expire_after_days=14)
    assert not matcher.propose(need.id, at=NOON).model.is_learned

    promote_new(graph, 1)
    deadline = time.monotonic() + 30
    while matcher.propose(need.id, at=NOON).model.id != "model-1" and time.monotonic() < deadline:
        time.sleep(0.05)

    assert matcher.propose(need.id, at=NOON).model.id == "model-1"

"""Trainings: one at a time, gated, and never in the way of the model that serves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from graph.driver import Graph
from graph.entities import Actor
from graph.entities.job import Job
from graph.errors import DamagedModelError, ForbiddenError, StateChangedError
from graph.repositories.audit import AuditFilter
from matching.explanation.fact_json import load_fact
from matching.matcher import Matcher
from tests.conftest import NOON
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put, stored
from webapp.operations.delivery.retry_delivery import cancel_job
from webapp.operations.jobs.unfinished import unfinished_jobs
from webapp.operations.models import train_model
from webapp.operations.models.choose_model import promote_model, roll_back_model
from webapp.operations.models.due_training import request_due_trainings
from webapp.operations.models.train_model import request_training, run_training
from webapp.operations.models.training_lease import LEASE
from webapp.words.models import VERDICTS

pytestmark = pytest.mark.both_servers

ROOT = Actor("account-root", "Shu Weiran", "administrator", "")
SYSTEM = Actor.system()
AtOnce = Callable[..., list[object]]


def job_of(graph: Graph, job_id: str) -> Job:
    return graph.read(lambda tx: tx.jobs.get(job_id, visible_to=SYSTEM))


def claim(graph: Graph, job_id: str, at: datetime) -> int:
    return graph.write(lambda tx: tx.models.claim_training(job_id, at, LEASE))


def serving(graph: Graph) -> str:
    return graph.read(lambda tx: tx.models.serving_id("mentor"))


def actions(graph: Graph) -> list[str]:
    return [entry.action for entry in graph.read(lambda tx: tx.audit.list_page(AuditFilter()))]


@pytest.fixture
def answered(city: City) -> City:
    """A city in which some requests were answered, one a day."""
    for day in range(1, 9):
        proposal = city.asked_proposal(to=city.supervisor(), need=city.need(city.startup()))
        run_raw(
            city.graph,
            "MATCH (p:Proposal {id: $id}) SET p.kind = 'mentor', p.state = $state, p.seeker_decision = 'accepted', "
            "p.provider_decision = $state, p.proposed_on = $on, p.decided_on = $on",
            id=proposal.id,
            state="accepted" if day % 3 else "declined",
            on=date(2026, 10, day),
        )
    return city


def test_a_training_ends_with_a_model_that_the_gate_judged(answered: City) -> None:
    graph = answered.graph
    job_id = request_training(graph, SYSTEM, "mentor", NOON)

    assert run_training(graph, job_id, NOON, expire_after_days=14) == "done"

    [model] = graph.read(lambda tx: tx.models.list_newest())
    job = job_of(graph, job_id)
    assert job.state == "done"
    assert job.result["model_id"] == model.id
    assert model.state in ("serving", "rejected")
    assert load_fact(model.verdict).code in VERDICTS
    assert {"train_model", "promote_model" if model.state == "serving" else "reject_model"} <= set(actions(graph))
    assert graph.read(unfinished_jobs) == []


def test_learning_again_from_the_same_answers_lists_no_model_twice(answered: City) -> None:
    graph = answered.graph
    jobs = []
    for at in (NOON, NOON + timedelta(minutes=5)):
        jobs.append(request_training(graph, SYSTEM, "mentor", at))
        assert run_training(graph, jobs[-1], at, expire_after_days=14) == "done"

    [model] = graph.read(lambda tx: tx.models.list_newest())
    first, again = (job_of(graph, job_id).result for job_id in jobs)
    assert model.state == "rejected"
    assert again == {**first, "is_again": True}
    assert graph.read(unfinished_jobs) == []


def test_two_who_ask_at_once_get_one_training(graph: Graph, at_once: AtOnce) -> None:
    jobs = at_once(lambda: request_training(graph, SYSTEM, "mentor", NOON), [()] * 5)

    assert len(set(jobs)) == 1


def test_a_second_training_waits_while_one_is_alive(answered: City) -> None:
    graph = answered.graph
    claim(graph, "job-other", NOON)
    job_id = request_training(graph, SYSTEM, "mentor", NOON)

    assert run_training(graph, job_id, NOON, expire_after_days=14) == "waiting"
    assert run_training(graph, job_id, NOON + LEASE, expire_after_days=14) == "done"


def test_a_training_that_was_killed_leaves_the_serving_model_and_is_begun_again(answered: City) -> None:
    graph = answered.graph
    promote_model(graph, ROOT, put(graph, make_model()), NOON)
    job_id = request_training(graph, SYSTEM, "mentor", NOON)
    claim(graph, job_id, NOON)
    graph.write(lambda tx: tx.jobs.start(job_id, NOON))

    assert serving(graph) == "model-1"
    assert run_training(graph, job_id, NOON + timedelta(seconds=30), expire_after_days=14) == "running"
    assert run_training(graph, job_id, NOON + LEASE, expire_after_days=14) == "done"


def test_a_training_that_is_killed_again_and_again_is_given_up(graph: Graph) -> None:
    job_id = request_training(graph, SYSTEM, "mentor", NOON)
    for moment in (NOON, NOON + LEASE):
        claim(graph, job_id, moment)
        graph.write(lambda tx: tx.jobs.start(job_id, NOON))

    assert run_training(graph, job_id, NOON + 2 * LEASE, expire_after_days=14) == "failed"
    assert job_of(graph, job_id).message
    assert job_of(graph, job_id).result["failure"] == "cut_off"
    assert graph.read(unfinished_jobs) == []


def test_a_cancelled_training_keeps_nothing(answered: City) -> None:
    graph = answered.graph
    job_id = request_training(graph, SYSTEM, "mentor", NOON)
    cancel_job(graph, SYSTEM, job_id, NOON)

    assert run_training(graph, job_id, NOON, expire_after_days=14) == "cancelled"
    assert graph.read(lambda tx: tx.models.list_newest()) == []


def test_going_back_leads_to_the_model_before_and_then_to_the_starting_rules(graph: Graph) -> None:
    for number in (1, 2):
        promote_model(graph, ROOT, put(graph, make_model(f"model-{number}")), NOON + timedelta(hours=number))

    roll_back_model(graph, ROOT, "mentor", NOON + timedelta(hours=3), "model-2")
    assert serving(graph) == "model-1"
    roll_back_model(graph, ROOT, "mentor", NOON + timedelta(hours=4))
    assert serving(graph) == ""
    with pytest.raises(StateChangedError):
        roll_back_model(graph, ROOT, "mentor", NOON)
    assert actions(graph).count("roll_back_model") == 2


@pytest.mark.parametrize(
    ("error", "failure"), [(TimeoutError("over"), "too_long"), (KeyError("x"), "program"), (OSError("full"), "disk")]
)
def test_a_training_that_fails_says_of_what_and_is_not_begun_again(
    answered: City, monkeypatch: pytest.MonkeyPatch, error: Exception, failure: str
) -> None:
    graph = answered.graph
    job_id = request_training(graph, SYSTEM, "mentor", NOON)

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(train_model, "make_candidate", fail)

    assert run_training(graph, job_id, NOON, expire_after_days=14, too_long=(TimeoutError,)) == "failed"
    assert job_of(graph, job_id).result["failure"] == failure
    assert graph.read(unfinished_jobs) == []


def test_only_an_administrator_trains_or_promotes(graph: Graph) -> None:
    put(graph, make_model())
    founder = Actor("account-x", "Lu Anqing", "startup", "startup-x")

    with pytest.raises(ForbiddenError):
        request_training(graph, founder, "mentor", NOON)
    with pytest.raises(ForbiddenError):
        promote_model(graph, founder, "model-1", NOON)


def test_a_promotion_ranks_the_next_list_and_a_damaged_model_does_not(city: City, tmp_path: Path) -> None:
    graph, need = city.graph, city.need(city.startup())
    city.supervisor()
    matcher = Matcher(graph, tmp_path, expire_after_days=14)
    assert not matcher.propose(need.id, at=NOON).model.is_learned

    promote_model(graph, ROOT, put(graph, make_model()), NOON)
    assert matcher.model_trouble("mentor") is None
    assert matcher.propose(need.id, at=NOON).model.id == "model-1"

    promote_model(graph, ROOT, put(graph, make_model("model-2")), NOON)
    run_raw(graph, "MATCH (f:ModelFile)-[:PART_OF]->(:Model {id: 'model-2'}) SET f.text = left(f.text, 8)")
    trouble = matcher.model_trouble("mentor")
    assert isinstance(trouble, DamagedModelError)
    assert trouble.params == {"id": "model-2"}
    assert matcher.propose(need.id, at=NOON).model.id == "model-1"
    assert not Matcher(graph, tmp_path, expire_after_days=14).propose(need.id, at=NOON).model.is_learned


def test_the_clock_asks_for_a_training_when_enough_answers_came(answered: City) -> None:
    graph = answered.graph

    assert request_due_trainings(graph, 7, 200, NOON) == []
    [job_id] = request_due_trainings(graph, 7, 8, NOON)
    assert job_of(graph, job_id).payload["cause"] == "answers"
    assert request_due_trainings(graph, 7, 8, NOON + timedelta(hours=5)) == []


def test_the_clock_asks_for_a_training_when_a_week_is_over_and_somebody_answered(answered: City) -> None:
    graph = answered.graph
    model = make_model()
    known = replace(stored(model), data_until=date(2026, 10, 4))
    graph.write(lambda tx: tx.models.save(known, model.to_files()))
    first = request_training(graph, SYSTEM, "mentor", NOON)
    cancel_job(graph, SYSTEM, first, NOON)
    run_training(graph, first, NOON, expire_after_days=14)

    assert request_due_trainings(graph, 7, 200, NOON + timedelta(days=6)) == []
    [job_id] = request_due_trainings(graph, 7, 200, NOON + timedelta(days=7))
    assert job_of(graph, job_id).payload["cause"] == "week"

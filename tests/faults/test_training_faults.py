"""A worker dies in the middle of a training: what serves goes on ranking, and the training is completed later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from graph.entities import Actor
from graph.entities.job import Job
from matching.matcher import Matcher
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.models import make_model, put
from tests.support.processes import wait_until
from tests.support.stack import Stack
from webapp.operations.models.choose_model import promote_model
from webapp.operations.models.train_model import request_training, run_training
from webapp.operations.models.training_lease import LEASE

pytestmark = pytest.mark.faults
NOW = datetime.now(UTC)
SYSTEM = Actor.system()
ANSWERS = 60


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    started = Stack(tmp_path, parts=("web", "worker"))
    started.wait_ready()
    yield started
    started.stop()


def look(stack: Stack, job_id: str) -> Job:
    return stack.graph.read(lambda tx: tx.jobs.get(job_id, visible_to=SYSTEM))


def plant_answers(city: City) -> str:
    """Requests answered on different days; gives a need that is still open."""
    for number in range(ANSWERS):
        proposal = city.asked_proposal(to=city.supervisor(), need=city.need(city.startup()))
        on = NOW.date() - timedelta(days=100 - number)
        answer(city, proposal.id, on, "accepted" if number % 3 else "declined")
    return city.need(city.startup()).id


def answer(city: City, proposal_id: str, on: date, state: str) -> None:
    run_raw(
        city.graph,
        "MATCH (p:Proposal {id: $id}) SET p.kind = 'mentor', p.state = $state, p.seeker_decision = 'accepted', "
        "p.provider_decision = $state, p.proposed_on = $on, p.decided_on = $on",
        id=proposal_id,
        state=state,
        on=on,
    )


def test_a_worker_killed_in_the_middle_of_a_training_harms_nothing_that_serves(stack: Stack, tmp_path: Path) -> None:
    graph = stack.graph
    need_id = plant_answers(City(graph, NOW))
    promote_model(graph, SYSTEM, put(graph, make_model()), NOW)
    job_id = request_training(graph, SYSTEM, "mentor", NOW)
    stack.send("train_model", job_id)
    wait_until(lambda: look(stack, job_id).step in ("judge", "fit"), 120)

    stack.kill("worker")

    assert not look(stack, job_id).is_finished
    assert Matcher(graph, tmp_path / "index", expire_after_days=14).propose(need_id, at=NOW).model.id == "model-1"
    stack.start("worker")
    assert run_training(graph, job_id, NOW, expire_after_days=14) == "running"
    assert run_training(graph, job_id, datetime.now(UTC) + LEASE, expire_after_days=14) == "done"
    states = graph.read(lambda tx: [model.state for model in tx.models.list_newest("mentor")])
    assert sorted(states) in (["rejected", "serving"], ["retired", "serving"])

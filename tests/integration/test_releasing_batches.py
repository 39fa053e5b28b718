"""A batch is released whole or not at all, taken back, refilled where somebody declines, finished."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.domain.states.batches import BatchState
from graph.errors import NotFoundError, StateChangedError
from tests.support.batches import Cohort
from tests.support.city import City
from tests.support.cleaning import run_raw
from webapp.operations.batches.release_batch import (
    ReleaseBlockedError,
    release_batch,
    request_release,
    undo_release,
)
from webapp.operations.batches.settings import cancel_batch, finish_batch
from webapp.operations.batches.solve_batch import request_solving
from webapp.operations.requests.accept_proposal import accept_proposal
from webapp.operations.requests.decline_proposal import decline_proposal

pytestmark = pytest.mark.both_servers


@pytest.fixture
def cohort(city: City, tmp_path: Path) -> Cohort:
    return Cohort(city, tmp_path)


def test_a_release_asks_everybody_once_and_is_taken_back_until_somebody_answered(cohort: Cohort) -> None:
    batch_id = cohort.open()
    cohort.solve(batch_id)
    draft = cohort.drafts(batch_id)["best-total"]

    job = cohort.release(batch_id, draft)
    release_batch(cohort.worker, job.id)

    assert job.result["asked"] == 3
    assert cohort.states(batch_id) == ["asked"] * 3
    told = run_raw(cohort.graph, "MATCH (m:Outbox {kind: 'tell_asked'}) RETURN count(m) AS n")
    assert told == [{"n": 3}], "each once, however often the job is run"
    assert undo_release(cohort.graph, cohort.actor, batch_id, cohort.moment) == 3
    assert cohort.states(batch_id) == []
    assert cohort.batch(batch_id).state is BatchState.DRAFTED
    cohort.release(batch_id, draft)
    answer = cohort.graph.read(lambda tx: tx.batches.list_answers(batch_id))[0]
    accept_proposal(cohort.graph, cohort.supervisor(answer.pair[1]).actor, answer.id, cohort.moment)
    with pytest.raises(StateChangedError):
        undo_release(cohort.graph, cohort.actor, batch_id, cohort.moment)
    assert cohort.states(batch_id) == ["accepted", "asked", "asked"]


def test_what_came_between_stops_the_whole_release_and_solving_anew_mends_it(cohort: Cohort, city: City) -> None:
    batch_id = cohort.open(cohort.settings(most=3))
    cohort.solve(batch_id)
    draft = cohort.drafts(batch_id)["best-total"]
    startup, person = min(draft.base.pairs)
    city.conflict(cohort.supervisor(person), next(one for one in cohort.startups if one.id == startup))

    with pytest.raises(ReleaseBlockedError) as blocked:
        request_release(cohort.graph, cohort.actor, batch_id, draft.id, 0, "Hello", cohort.moment)

    assert blocked.value.problems == [(startup, person, "conflict")]
    assert cohort.states(batch_id) == []
    cohort.solve(batch_id, draft_id=draft.id, price=1.0, is_fresh=True)
    again = cohort.drafts(batch_id)["best-total"]
    assert len(draft.base.pairs - again.base.pairs) == 1, "nothing else moved"
    assert cohort.release(batch_id, again).result["asked"] == 3


def test_what_comes_between_asking_for_a_release_and_the_worker_is_told_by_the_job(cohort: Cohort, city: City) -> None:
    batch_id = cohort.open()
    cohort.solve(batch_id)
    draft = cohort.drafts(batch_id)["best-total"]
    startup, person = min(draft.base.pairs)
    job_id = request_release(cohort.graph, cohort.actor, batch_id, draft.id, 0, "Hello", cohort.moment)
    city.conflict(cohort.supervisor(person), next(one for one in cohort.startups if one.id == startup))

    release_batch(cohort.worker, job_id)

    assert cohort.job(job_id).result["problems"] == [[startup, person, "conflict"]]
    assert cohort.states(batch_id) == []
    assert cohort.batch(batch_id).state is BatchState.DRAFTED


def test_a_declined_place_is_filled_by_solving_what_is_free_and_what_was_accepted_stays(cohort: Cohort) -> None:
    batch_id = cohort.open(cohort.settings(most=3))
    cohort.solve(batch_id)
    cohort.release(batch_id, cohort.drafts(batch_id)["best-total"])
    yes, no, _waits = cohort.graph.read(lambda tx: tx.batches.list_answers(batch_id))
    accept_proposal(cohort.graph, cohort.supervisor(yes.pair[1]).actor, yes.id, cohort.moment)
    decline_proposal(
        cohort.graph, cohort.supervisor(no.pair[1]).actor, no.id, cohort.moment, reason="wrong_field"
    )  # fmt: skip
    with pytest.raises(StateChangedError):
        finish_batch(cohort.graph, cohort.actor, batch_id, cohort.moment)

    cohort.solve(batch_id)
    again = cohort.drafts(batch_id)["best-total"]
    assert yes.pair in again.base.locked
    assert no.pair not in again.base.pairs
    assert cohort.release(batch_id, again).result["asked"] == 1

    assert cohort.states(batch_id) == ["accepted", "asked", "asked", "declined"]
    for one in cohort.graph.read(lambda tx: tx.batches.list_answers(batch_id)):
        if one.state == "asked":
            accept_proposal(cohort.graph, cohort.supervisor(one.pair[1]).actor, one.id, cohort.moment)
    finish_batch(cohort.graph, cohort.actor, batch_id, cohort.moment)
    assert cohort.batch(batch_id).state is BatchState.FINISHED


def test_nobody_sees_or_changes_the_batch_of_another_incubator(cohort: Cohort, city: City) -> None:
    batch_id, stranger = cohort.open(), city.incubator("Another")
    for call in (cancel_batch, finish_batch, undo_release, request_solving):
        with pytest.raises(NotFoundError):
            call(city.graph, stranger.actor, batch_id, cohort.moment)
    cancel_batch(city.graph, cohort.actor, batch_id, cohort.moment)
    with pytest.raises(StateChangedError):
        cohort.solve(batch_id)

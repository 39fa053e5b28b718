"""A batch from its opening to its end: solved, edited by several at once, released whole or not at all, refilled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from graph.domain.states.batches import BatchState
from graph.entities.batch import Edit, Load, Settings, Wanting
from graph.errors import ForbiddenError, StateChangedError
from matching.batches.editing import Refusal, standing_of
from tests.support.batches import Cohort
from tests.support.city import City
from webapp.operations.batches.edit_draft import DraftChangedError, EditRefusedError, edit_draft, step_draft
from webapp.operations.batches.settings import SettingsError, Wrong, change_batch
from webapp.operations.batches.solve_batch import cancel_solving, request_solving, solve_batch

pytestmark = pytest.mark.both_servers


@pytest.fixture
def cohort(city: City, tmp_path: Path) -> Cohort:
    return Cohort(city, tmp_path)


def faults(cohort: Cohort, settings: Settings) -> list[tuple[Wrong, str]]:
    with pytest.raises(SettingsError) as caught:
        cohort.open(settings)
    return caught.value.faults


def test_settings_that_no_batch_can_have_are_refused_with_whom_they_are_about(cohort: Cohort, city: City) -> None:
    good, one, person = cohort.settings(), cohort.startups[0].id, cohort.people[0].id
    stranger = city.startup("Elsewhere")
    need = city.need(stranger)

    assert faults(cohort, replace(good, name=" ")) == [(Wrong.NAME, "")]
    assert faults(cohort, replace(good, answer_by=cohort.moment.date() - timedelta(days=1))) == [(Wrong.DAY, "")]
    assert faults(cohort, replace(good, startups={})) == [(Wrong.NO_STARTUP, "")]
    assert faults(cohort, replace(good, supervisors={})) == [(Wrong.NO_SUPERVISOR, "")]
    crossed = {**good.supervisors, person: Load(3, 2)}
    assert faults(cohort, replace(good, supervisors=crossed)) == [(Wrong.LOAD, person)]
    many = {**good.startups, one: replace(good.startups[one], wants=99)}
    assert faults(cohort, replace(good, startups=many)) == [(Wrong.WANTED, one)]
    foreign = {**good.startups, stranger.id: Wanting(need.id, 1)}
    assert faults(cohort, replace(good, startups=foreign)) == [(Wrong.STRANGER, stranger.id)]
    with pytest.raises(ForbiddenError):
        request_solving(city.graph, cohort.startups[0].actor, cohort.open(), cohort.moment)


def test_each_objective_leaves_a_draft_and_solving_again_gives_the_same(cohort: Cohort) -> None:
    batch_id = cohort.open()

    job = cohort.solve(batch_id)
    first = cohort.drafts(batch_id)
    cohort.solve(batch_id)
    second = cohort.drafts(batch_id)

    assert job.is_done
    assert cohort.batch(batch_id).state is BatchState.DRAFTED
    assert sorted(first) == ["best-total", "fairest", "stable"]
    assert all(len(draft.base.pairs) == 3 and draft.found["is_solved"] for draft in first.values())
    assert {one: draft.base for one, draft in first.items()} == {one: draft.base for one, draft in second.items()}
    solve_batch(cohort.worker, job.id)
    assert len(cohort.graph.read(lambda tx: tx.batches.list_runs(batch_id))) == 2, "a job that is over does nothing"


def test_a_job_that_was_cancelled_leaves_the_batch_as_it_was(cohort: Cohort) -> None:
    batch_id = cohort.open()
    job_id = request_solving(cohort.graph, cohort.actor, batch_id, cohort.moment)
    assert request_solving(cohort.graph, cohort.actor, batch_id, cohort.moment) == job_id, "one at a time"

    cancel_solving(cohort.graph, cohort.actor, batch_id, cohort.moment)
    solve_batch(cohort.worker, job_id)

    assert cohort.job(job_id).is_finished
    assert cohort.batch(batch_id).state is BatchState.OPEN
    assert cohort.solve(batch_id).is_done, "and can be solved anew"


def test_a_conflict_keeps_two_apart_and_too_few_places_are_told_with_what_mends_them(
    cohort: Cohort, city: City
) -> None:
    city.conflict(cohort.people[0], cohort.startups[0])
    batch_id = cohort.open(cohort.settings(wants=2, most=1))

    cohort.solve(batch_id)

    apart = (cohort.startups[0].id, cohort.people[0].id)
    assert cohort.run(batch_id).frozen.left_out[apart] == "conflict"
    for draft in cohort.drafts(batch_id).values():
        assert apart not in draft.base.pairs
    best = cohort.drafts(batch_id)["best-total"].found
    assert not best["is_solved"]
    assert sum(one["by"] for one in best["why"]) == 3, "six are wanted, three places are there"
    assert {change["kind"] for mend in best["mends"] for change in mend} >= {"raise_most", "lower_demand"}


def test_edits_are_undone_and_done_again_and_locks_hold_when_solved_again(cohort: Cohort) -> None:
    batch_id = cohort.open(cohort.settings(most=3))
    cohort.solve(batch_id)
    draft = cohort.drafts(batch_id)["best-total"]
    startup, had = min(draft.base.pairs)
    other = next(one.id for one in cohort.people if one.id != had)

    def edit(revision: int, **what: str) -> int:
        made = Edit(**{"startup_id": startup, **what})  # type: ignore[arg-type]
        return edit_draft(cohort.graph, cohort.actor, batch_id, draft.id, made, revision, cohort.moment).revision

    def now() -> frozenset[tuple[str, str]]:
        kept = cohort.graph.read(lambda tx: tx.batches.get_draft(draft.id, batch_id))
        return standing_of(kept).pairs

    revision = edit(0, do="swap", out=had, into=other)
    assert (startup, other) in now()
    assert (startup, had) not in now()
    revision = edit(revision, do="lock", out=other)
    with pytest.raises(EditRefusedError) as refused:
        edit(revision, do="swap", out=other, into=had)
    assert refused.value.why is Refusal.LOCKED
    for which, expected in (("undo_all", had), ("redo_all", other), ("undo", other), ("redo", other)):
        revision = step_draft(
            cohort.graph, cohort.actor, batch_id, draft.id, which, revision, cohort.moment
        ).revision  # fmt: skip
        assert (startup, expected) in now(), which
    revision = edit(revision, do="forbid", out=had)
    cohort.solve(batch_id, draft_id=draft.id)

    for again in cohort.drafts(batch_id).values():
        assert (startup, other) in again.base.pairs
        assert (startup, had) not in again.base.pairs


def test_a_price_keeps_what_is_not_worth_changing(cohort: Cohort) -> None:
    batch_id = cohort.open(cohort.settings(most=3))
    cohort.solve(batch_id)
    draft = cohort.drafts(batch_id)["stable"]

    cohort.solve(batch_id, draft_id=draft.id, price=1.0)

    assert cohort.drafts(batch_id)["best-total"].base.pairs == draft.base.pairs


def test_of_two_curators_at_once_the_second_is_told_what_the_first_changed(
    cohort: Cohort, at_once: Callable[..., list[object]]
) -> None:
    batch_id = cohort.open()
    cohort.solve(batch_id)
    draft = cohort.drafts(batch_id)["fairest"]
    made = [Edit("lock", *pair) for pair in sorted(draft.base.pairs)]

    results = at_once(
        edit_draft, [(cohort.graph, cohort.actor, batch_id, draft.id, one, 0, cohort.moment) for one in made]
    )

    assert sum(result is DraftChangedError for result in results) == len(made) - 1
    with pytest.raises(DraftChangedError) as told:
        edit_draft(cohort.graph, cohort.actor, batch_id, draft.id, made[0], 0, cohort.moment)
    assert [one.do for one in told.value.changes] == ["lock"]
    settings = replace(cohort.settings(), name="Summer")
    change_batch(cohort.graph, cohort.actor, batch_id, settings, 1, cohort.moment)
    with pytest.raises(StateChangedError):
        change_batch(cohort.graph, cohort.actor, batch_id, settings, 1, cohort.moment)

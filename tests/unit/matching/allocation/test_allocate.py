"""Drafts of small cohorts beside all that there are, and beside a linear program of another solver."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from matching.allocation.allocate import Draft, Objective, allocate
from matching.allocation.cohort import Cohort, Floats, Mask
from matching.allocation.shortage import ChangeKind, Mend
from matching.allocation.stable import check_stability
from tests.unit.matching.allocation.made import cohorts, drafts, make_cohort

_EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _linear_best(cohort: Cohort, gain: Floats) -> float | None:
    """The best total by HiGHS, as a linear program; None where there is no draft."""
    count = len(gain)
    if not count:
        return None if cohort.demand.any() or cohort.least.any() else 0.0
    of_project = coo_array((np.ones(count), (cohort.project, np.arange(count))), (len(cohort.demand), count))
    of_expert = coo_array((np.ones(count), (cohort.expert, np.arange(count))), (len(cohort.most), count))
    bounds = np.stack([cohort.fixed.astype(float), np.ones(count)], axis=1)
    found = linprog(
        -gain, A_ub=vstack([of_expert, -of_expert]).tocsr(), b_ub=np.concatenate([cohort.most, -cohort.least]),
        A_eq=of_project.tocsr(), b_eq=cohort.demand, bounds=bounds, method="highs",
    )  # fmt: skip
    return float(-found.fun) if found.status == 0 else None


def _keeps_the_rules(cohort: Cohort, chosen: Mask) -> bool:
    return bool((cohort.loads(chosen) <= cohort.most).all() and (cohort.served(chosen) <= cohort.demand).all())


def _changed(cohort: Cohort, mend: Mend) -> Cohort:
    """The cohort with the changes of a set."""
    places = {one: at for at, one in enumerate(cohort.project_ids)} | {
        one: at for at, one in enumerate(cohort.expert_ids)
    }
    numbers = {
        ChangeKind.RAISE_MOST: cohort.most.copy(), ChangeKind.LOWER_LEAST: cohort.least.copy(),
        ChangeKind.LOWER_DEMAND: cohort.demand.copy(),
    }  # fmt: skip
    scores = dict(zip(zip(cohort.project.tolist(), cohort.expert.tolist(), strict=True), cohort.score, strict=True))
    fixed = {pair for pair, is_fixed in zip(scores, cohort.fixed, strict=True) if is_fixed}
    for change in mend.changes:
        if change.kind in numbers:
            assert change.to is not None
            numbers[change.kind][places[change.id]] = change.to
        elif change.kind is ChangeKind.FREE_PAIR:
            fixed.remove((places[change.id], places[change.other_id]))
        else:
            scores[places[change.id], places[change.other_id]] = 0.0
    made = make_cohort(
        scores, numbers[ChangeKind.LOWER_DEMAND].tolist(), numbers[ChangeKind.RAISE_MOST].tolist(),
        numbers[ChangeKind.LOWER_LEAST].tolist(),
    )  # fmt: skip
    return replace(made, fixed=np.array([pair in fixed for pair in sorted(scores)], dtype=bool))


@given(cohorts())
@_EXAMPLES
def test_the_best_total_is_that_of_a_linear_program_also_where_changes_cost(cohort: Cohort) -> None:
    for price in (0.0, 0.7):
        draft = allocate(cohort, Objective.BEST_TOTAL, change_price=price)
        gain = cohort.score + price * cohort.previous
        best = _linear_best(cohort, gain)
        assert draft.is_solved == (best is not None)
        assert _keeps_the_rules(cohort, draft.chosen)
        if best is not None:
            assert gain[draft.chosen].sum() == pytest.approx(best, abs=1e-6)
            assert draft.chosen[cohort.fixed].all()
            assert (cohort.served(draft.chosen) == cohort.demand).all()
            assert (cohort.loads(draft.chosen) >= cohort.least).all()


@given(cohorts(projects=3, experts=4))
@_EXAMPLES
def test_the_fairest_draft_is_the_leximin_of_all_that_keep_the_total(cohort: Cohort) -> None:
    for max_loss in (0.0, 0.03, 0.3, 1.0):
        draft = allocate(cohort, Objective.FAIREST, max_loss=max_loss)
        if not draft.is_solved:
            assert not len(drafts(cohort))
            continue
        every = drafts(cohort)
        totals = every @ cohort.score
        near = every[totals >= totals.max() - max_loss * abs(totals.max()) - 1e-9]
        wanting = cohort.demand > 0
        best = max(tuple(np.sort(cohort.sums(one)[wanting]).round(6)) for one in near)
        assert tuple(np.sort(cohort.sums(draft.chosen)[wanting]).round(6)) == best
        assert draft.proof["optimal"] is True
        assert cohort.score[draft.chosen].sum() >= totals.max() - max_loss * abs(totals.max()) - 1e-6


@given(cohorts())
@_EXAMPLES
def test_no_pair_blocks_a_stable_draft_and_one_that_was_broken_is_noticed(cohort: Cohort) -> None:
    draft = allocate(cohort, Objective.STABLE)
    assert draft.is_solved
    assert _keeps_the_rules(cohort, draft.chosen)
    loosened = replace(cohort, fixed=cohort.fixed & draft.chosen)
    assert not len(check_stability(loosened, draft.chosen))
    free = np.flatnonzero(draft.chosen & ~cohort.fixed)
    if len(free):
        broken = draft.chosen.copy()
        broken[free[0]] = False
        assert free[0] in check_stability(loosened, broken)


@given(cohorts())
@_EXAMPLES
def test_what_cannot_be_met_is_served_as_far_as_possible_and_each_way_to_mend_it_mends_it(cohort: Cohort) -> None:
    for objective in (Objective.BEST_TOTAL, Objective.FAIREST):
        draft = allocate(cohort, objective)
        if draft.is_solved:
            assert not draft.why
            continue
        assert draft.why
        assert _keeps_the_rules(cohort, draft.chosen)
        assert draft.mends
        for mend in draft.mends:
            mended = _changed(cohort, mend)
            assert len(drafts(mended))
        lowering = [mend for mend in draft.mends if all(one.kind is ChangeKind.LOWER_DEMAND for one in mend.changes)]
        missing = int((cohort.demand - cohort.served(draft.chosen)).sum())
        assert all(mend.size == missing for mend in lowering)


def test_fairness_leaves_nobody_without_where_places_are_scarce() -> None:
    scores = {(project, expert): 1.0 - project / 10 for project in range(3) for expert in range(4)}
    cohort = make_cohort(scores, [3, 3, 3], [1, 1, 1, 1])
    pure, fair = (allocate(cohort, one) for one in (Objective.BEST_TOTAL, Objective.FAIREST))
    assert cohort.served(pure.chosen).tolist() == [3, 1, 0]
    assert sorted(cohort.served(fair.chosen).tolist()) == [1, 1, 2]
    assert [(short.who, short.by) for short in fair.why] == [("p0", 1), ("p1", 2), ("p2", 2)]


def test_who_is_short_is_told_with_those_who_want_the_same_experts() -> None:
    scores = {(0, 0): 1.0, (1, 0): 0.5, (2, 1): 0.5}
    draft = allocate(make_cohort(scores, [1, 1, 1], [1, 2]), Objective.BEST_TOTAL)
    (short,) = draft.why
    assert (short.who, short.by, short.rivals, short.experts) == ("p1", 1, ("p0",), ("e0",))
    assert {mend.changes[0].kind for mend in draft.mends} == {
        ChangeKind.RAISE_MOST, ChangeKind.ADD_PAIR, ChangeKind.LOWER_DEMAND,
    }  # fmt: skip


def test_the_same_cohort_gives_the_same_draft() -> None:
    seed = np.random.default_rng(7)
    scores = {(project, expert): round(float(seed.random()), 1) for project in range(20) for expert in range(12)}
    cohort = make_cohort(scores, [2] * 20, [4] * 12)

    def told(draft: Draft) -> list[int]:
        return np.flatnonzero(draft.chosen).tolist()

    for objective in Objective:
        assert told(allocate(cohort, objective)) == told(allocate(cohort, objective))

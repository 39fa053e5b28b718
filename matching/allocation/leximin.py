"""Exact leximin, level by level, as integer programs for CP-SAT.

Level k raises the k-th smallest sum as far as possible while the k - 1 below it keep theirs: at least P - j + 1
projects stand at level j or above, for each j up to k (the ordered outcomes of Ogryczak and Sliwinski, On solving
linear programs with the ordered weighted averaging objective, 2003; with counts, as sums are those of whole experts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from matching.allocation.cohort import Cohort, Floats, Mask
from matching.allocation.flow import scaled

_SEED = 0
_DIGITS = 1e6
_MOST_PAIRS = 1_000
_MOST_PROJECTS = 40
_WORK = 1.0  # deterministic seconds of CP-SAT: the same answer on every machine


@dataclass(frozen=True)
class Levels:
    """A draft, how many of its smallest sums no draft betters, and what the next one cannot exceed."""

    chosen: Mask
    proved: int
    next_at_most: float | None


def prove_levels(cohort: Cohort, gain: Floats, least_total: float, chosen: Mask) -> Levels:
    """Prove the levels of a draft from the lowest up; of a small cohort, improve it where it is not the best.

    A level is proved where it meets its bound: no sum exceeds that of the project's own best experts, so no k-th
    smallest sum exceeds the k-th smallest of these. Where it does not, integer programs decide for cohorts of at most
    1,000 pairs and 40 projects, within a fixed amount of work. `gain` (n,) and `least_total`: what bounds the total.
    """
    wanting = np.flatnonzero(cohort.demand > 0)
    bounds = np.sort(own_limits(cohort)[wanting])
    tolerance = _tolerance(cohort)
    is_small = len(cohort.score) <= _MOST_PAIRS and len(wanting) <= _MOST_PROJECTS
    work, levels = _WORK, list[float]()
    for place, bound in enumerate(bounds):
        reached = np.sort(cohort.sums(chosen)[wanting])[place]
        if reached < bound - tolerance:
            if not is_small or work <= 0:
                return Levels(chosen, place, float(bound))
            program = _Program(cohort, gain, least_total, wanting.tolist(), levels)
            found, at_most = program.solve(chosen, work)
            work -= program.work
            if found is not None:
                chosen = found
            reached = np.sort(cohort.sums(chosen)[wanting])[place]
            if reached < at_most - tolerance:
                return Levels(chosen, place, float(min(bound, at_most)))
        levels.append(float(reached))
    return Levels(chosen, len(bounds), None)


def own_limits(cohort: Cohort) -> Floats:
    """The sum of each project's own best experts, were it alone, with the fixed ones among them: shape (P,)."""
    limits = np.zeros(len(cohort.project_ids))
    for place, demand in enumerate(cohort.demand):
        pairs = slice(cohort.starts[place], cohort.starts[place + 1])
        fixed, score = cohort.fixed[pairs], cohort.score[pairs]
        free = max(int(demand) - int(fixed.sum()), 0)
        limits[place] = score[fixed].sum() + np.sort(score[~fixed])[::-1][:free].sum()
    return limits


def _tolerance(cohort: Cohort) -> float:
    """Two sums closer than this count as one: the programs have integer scores of six digits."""
    return (1.0 + float(cohort.demand.max(initial=0))) / scaled(cohort.score, _DIGITS).unit


class _Program:
    """The integer program of one level above those that are settled."""

    def __init__(
        self, cohort: Cohort, gain: Floats, least_total: float, wanting: Sequence[int], levels: Sequence[float]
    ) -> None:
        self._solver = pywraplp.Solver.CreateSolver("SAT")
        self._cohort, self._wanting = cohort, wanting
        scores = scaled(cohort.score, _DIGITS)
        self._score, self._unit = scores.values.tolist(), scores.unit
        self._most = int(np.abs(scores.values).max(initial=0)) * (int(cohort.demand.max(initial=0)) + 1) * 2 + 1
        self._pairs = [self._solver.IntVar(int(fixed), 1, "") for fixed in cohort.fixed]
        self._add_counts()
        self._add_total(gain, least_total)
        slack = int(cohort.demand.max(initial=0)) + 1
        for place, level in enumerate(levels):
            self._add_level(place, int(np.floor(level * self._unit)) - slack)
        self._add_level(len(levels), None)
        self.work = 0.0

    def solve(self, chosen: Mask, work: float) -> tuple[Mask | None, float]:
        """The draft of the highest level, None where none was found in time; and what the level cannot exceed."""
        solver = self._solver
        solver.SetHint(self._pairs, [float(one) for one in chosen])
        solver.SetSolverSpecificParametersAsString(
            f"num_workers:1,random_seed:{_SEED},max_deterministic_time:{work:.3f}"
        )
        status = solver.Solve()
        # What a solved program cost is not told; a fixed part of the whole for each keeps the sum within bounds.
        self.work = work if status != pywraplp.Solver.OPTIMAL else _WORK / 20
        at_most = solver.Objective().BestBound() / self._unit
        if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
            return None, np.inf
        return np.array([pair.solution_value() > 0.5 for pair in self._pairs], dtype=bool), at_most

    def _add_counts(self) -> None:
        cohort, solver = self._cohort, self._solver
        demands = [solver.RowConstraint(int(one), int(one), "") for one in cohort.demand]
        loads = [solver.RowConstraint(*map(int, ends), "") for ends in zip(cohort.least, cohort.most, strict=True)]
        for pair, project, expert in zip(self._pairs, cohort.project, cohort.expert, strict=True):
            demands[project].SetCoefficient(pair, 1)
            loads[expert].SetCoefficient(pair, 1)

    def _add_total(self, gain: Floats, least_total: float) -> None:
        gains = scaled(gain)
        least = float(np.floor(least_total * gains.unit)) - len(gain)
        total = self._solver.RowConstraint(least, self._solver.infinity(), "")
        for pair, value in zip(self._pairs, gains.values.tolist(), strict=True):
            total.SetCoefficient(pair, value)

    def _add_level(self, place: int, level: int | None) -> None:
        """All but `place` projects stand at this level, or, where it is None, at the one that is raised."""
        solver, count = self._solver, len(self._wanting)
        enough = solver.RowConstraint(count - place, count, "")
        raised = None if level is not None else solver.IntVar(-self._most, self._most, "")
        for project in self._wanting:
            stands = solver.BoolVar("")
            enough.SetCoefficient(stands, 1)
            # sum - level + 4 most x (1 - stands) >= 0
            row = solver.RowConstraint((level or 0) - 4 * self._most, solver.infinity(), "")
            for pair in range(self._cohort.starts[project], self._cohort.starts[project + 1]):
                row.SetCoefficient(self._pairs[pair], self._score[pair])
            row.SetCoefficient(stands, -4 * self._most)
            if raised is not None:
                row.SetCoefficient(raised, -1)
        if raised is not None:
            solver.Maximize(raised)

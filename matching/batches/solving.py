"""Solve a batch: the same cohort by each objective, with what is proved, who is short and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from graph.entities.batch import Base, Frozen, PairId, Settings
from matching.allocation.allocate import Draft, Objective, allocate
from matching.allocation.cohort import Cohort
from matching.allocation.shortage import ChangeKind, Mend

_ALONE_FOR_FILES = {ChangeKind.ADD_PAIR}
"""A pair without a fit is one that a rule keeps apart: no curator mends that."""


@dataclass(frozen=True)
class Conditions:
    """What stands before solving: pairs that stay, pairs that are kept apart, and an earlier draft of which each pair
    that is given up costs `price`, in units of fit."""

    fixed: frozenset[PairId] = frozenset()
    forbidden: frozenset[PairId] = frozenset()
    previous: frozenset[PairId] = frozenset()
    price: float = 0.0


@dataclass(frozen=True)
class Solved:
    """A draft by one objective, and what is known of it as JSON: `is_solved`, `proof`, `why`, `mends`."""

    objective: str
    base: Base
    found: dict[str, Any]


def solve(
    settings: Settings, frozen: Frozen, conditions: Conditions, report: Callable[[int, int], None] = lambda *_: None
) -> list[Solved]:
    """A draft by each objective; the same input gives the same drafts. `report` is told how many are done."""
    cohort = cohort_of(settings, frozen, conditions)
    found = []
    for number, objective in enumerate(Objective):
        report(number, len(Objective))
        draft = allocate(cohort, objective, max_loss=settings.max_loss, change_price=conditions.price)
        found.append(Solved(objective.value, _base(cohort, draft, conditions), _found(draft)))
    return found


def cohort_of(settings: Settings, frozen: Frozen, conditions: Conditions) -> Cohort:
    """What is to be solved as arrays. A pair that stays is among them whatever its fit, and whoever wants nobody."""
    projects, experts = sorted(settings.startups), sorted(settings.supervisors)
    row = {one: number for number, one in enumerate(projects)}
    column = {one: number for number, one in enumerate(experts)}

    def within(pairs: Collection[PairId]) -> set[PairId]:
        return {(one, who) for one, who in pairs if one in row and who in column}

    fixed = within(conditions.fixed)
    apart = within(conditions.forbidden) - fixed
    pairs = sorted((within(frozen.fit.keys()) - apart) | fixed)
    infinite = np.full(len(pairs), np.inf)
    return Cohort(
        project_ids=tuple(projects),
        expert_ids=tuple(experts),
        demand=_whole([settings.startups[one].wants for one in projects]),
        least=_whole([settings.supervisors[one].least for one in experts]),
        most=_whole([settings.supervisors[one].most for one in experts]),
        project=_whole([row[one] for one, _ in pairs]),
        expert=_whole([column[who] for _, who in pairs]),
        score=np.array([frozen.fit.get(pair, 0.0) for pair in pairs], dtype=np.float64),
        fixed=np.array([pair in fixed for pair in pairs], dtype=np.bool_),
        previous=np.array([pair in conditions.previous for pair in pairs], dtype=np.bool_),
        wish_of_project=infinite,
        wish_of_expert=infinite,
        forbidden=_whole([(row[one], column[who]) for one, who in sorted(apart & frozen.fit.keys())]).reshape(-1, 2),
    )


def _whole(numbers: list[Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.array(numbers, dtype=np.int64)


def _base(cohort: Cohort, draft: Draft, conditions: Conditions) -> Base:
    chosen = np.flatnonzero(draft.chosen)
    pairs = frozenset((cohort.project_ids[cohort.project[at]], cohort.expert_ids[cohort.expert[at]]) for at in chosen)
    return Base(pairs, conditions.fixed & pairs, conditions.forbidden)


def _found(draft: Draft) -> dict[str, Any]:
    return {
        "is_solved": draft.is_solved,
        "proof": dict(draft.proof),
        "why": [asdict(one) for one in draft.why],
        "mends": [[asdict(change) for change in mend.changes] for mend in draft.mends if _is_ours(mend)],
    }


def _is_ours(mend: Mend) -> bool:
    return bool(mend.changes) and not any(change.kind in _ALONE_FOR_FILES for change in mend.changes)

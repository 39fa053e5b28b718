"""What is to be allocated, as arrays: projects, experts and the pairs that may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Cohort:
    """P projects, E experts and n pairs, each in the order of their ids, so that ties fall the same way every time.

    `demand` (P,): experts that a project wants. `least`, `most` (E,): projects that an expert takes. A pair is
    `project` (n,) and `expert` (n,), places in the lists of ids, sorted by both; `score` (n,) in the unit of the file,
    also negative. Only these pairs may be chosen: those without a score and the forbidden ones are not among them.
    `fixed` (n,): pairs that must be chosen. `previous` (n,): pairs of an earlier draft. `wish_of_project`,
    `wish_of_expert` (n,): the rank that each side gave the other, 1 the best, infinite where it said nothing.
    `forbidden` (m, 2): project and expert of pairs that have a score and are kept apart.
    """

    project_ids: tuple[str, ...]
    expert_ids: tuple[str, ...]
    demand: Ints
    least: Ints
    most: Ints
    project: Ints
    expert: Ints
    score: Floats
    fixed: Mask
    previous: Mask
    wish_of_project: Floats
    wish_of_expert: Floats
    forbidden: Ints

    @cached_property
    def starts(self) -> Ints:
        """Where the pairs of each project begin: shape (P + 1,)."""
        return np.searchsorted(self.project, np.arange(len(self.project_ids) + 1))

    def sums(self, chosen: Mask) -> Floats:
        """The summed score of each project in a draft: shape (P,)."""
        return np.bincount(self.project[chosen], self.score[chosen], len(self.project_ids)).astype(np.float64)

    def served(self, chosen: Mask) -> Ints:
        """How many experts each project has in a draft: shape (P,)."""
        return np.bincount(self.project[chosen], minlength=len(self.project_ids))

    def loads(self, chosen: Mask) -> Ints:
        """How many projects each expert has in a draft: shape (E,)."""
        return np.bincount(self.expert[chosen], minlength=len(self.expert_ids))

    def worst_off(self, chosen: Mask) -> float | None:
        """The least sum among the projects that want somebody; None where none does."""
        wanting = self.demand > 0
        return float(self.sums(chosen)[wanting].min()) if wanting.any() else None

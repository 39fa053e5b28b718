"""Who is short of what where a cohort cannot be served, and the smallest sets of changes that mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from matching.allocation.cohort import Cohort, Ints, Mask


class Want(StrEnum):
    """What somebody is short of."""

    EXPERTS = "experts"
    PROJECTS = "projects"
    PLACES = "places"


class ChangeKind(StrEnum):
    """What can be changed in the files of a cohort."""

    RAISE_MOST = "raise_most"
    LOWER_LEAST = "lower_least"
    LOWER_DEMAND = "lower_demand"
    ADD_PAIR = "add_pair"
    ALLOW_PAIR = "allow_pair"
    FREE_PAIR = "free_pair"


@dataclass(frozen=True)
class Change:
    """One change: of somebody's number (`to`), or of a pair (`other_id`)."""

    kind: ChangeKind
    id: str
    other_id: str = ""
    to: int | None = None
    by: int = 1


@dataclass(frozen=True)
class Shortage:
    """Who is short, of what, by how much. `rivals`: projects that want the same experts; `experts`: these, all full."""

    who: str
    short_of: Want
    by: int
    rivals: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mend:
    """Changes of one kind, or of as few kinds as will do, that make the cohort solvable; none of fewer would."""

    changes: tuple[Change, ...]

    @property
    def size(self) -> int:
        """How many places, pairs or units of demand are changed."""
        return sum(change.by for change in self.changes)


def overfull(cohort: Cohort) -> tuple[list[Shortage], Mask]:
    """Fixed pairs beyond a demand or a most load: who has them, and which pairs, the least scored, are too many."""
    found: list[Shortage] = []
    freed = np.zeros(len(cohort.fixed), dtype=bool)
    for ids, side, places, want in (
        (cohort.expert_ids, cohort.expert, cohort.most, Want.PLACES),
        (cohort.project_ids, cohort.project, cohort.demand, Want.PLACES),
    ):
        held = np.bincount(side[cohort.fixed & ~freed], minlength=len(ids))
        for one in np.flatnonzero(held > places).tolist():
            over = int(held[one] - places[one])
            own = np.flatnonzero(cohort.fixed & ~freed & (side == one))
            freed[own[np.argsort(cohort.score[own], kind="stable")[:over]]] = True
            found.append(Shortage(ids[one], want, over))
    return found, freed


def shortages(cohort: Cohort, chosen: Mask) -> list[Shortage]:
    """What a draft of the most demand leaves unserved: by project with its rivals, then by expert below the least."""
    missing = cohort.demand - cohort.served(chosen)
    held = [np.flatnonzero(chosen & ~cohort.fixed & (cohort.expert == one)) for one in range(len(cohort.expert_ids))]
    found = []
    for project in np.flatnonzero(missing > 0).tolist():
        rivals, experts = _bottleneck(cohort, chosen, held, project)
        names = tuple(cohort.project_ids[one] for one in rivals)
        full = tuple(cohort.expert_ids[one] for one in experts)
        found.append(Shortage(cohort.project_ids[project], Want.EXPERTS, int(missing[project]), names, full))
    below = cohort.least - cohort.loads(chosen)
    few = np.flatnonzero(below > 0).tolist()
    return [*found, *(Shortage(cohort.expert_ids[one], Want.PROJECTS, int(below[one])) for one in few)]


def _bottleneck(cohort: Cohort, chosen: Mask, held: Sequence[Ints], project: int) -> tuple[list[int], list[int]]:
    """Whom alternating paths from a short project reach: experts that are all full, and the projects that have them.

    By Koenig's theorem these experts are what is scarce: together the projects want more places than they have.
    """
    projects, experts, queue = {project}, set[int](), [project]
    while queue:
        here = queue.pop()
        pairs = np.arange(cohort.starts[here], cohort.starts[here + 1])
        for expert in cohort.expert[pairs[~chosen[pairs]]].tolist():
            if expert in experts:
                continue
            experts.add(expert)
            for other in cohort.project[held[expert]].tolist():
                if other not in projects:
                    projects.add(other)
                    queue.append(other)
    return sorted(projects - {project}), sorted(experts)

"""One cohort, by one objective: the draft, what is proved of it, and what stands against serving everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
import ortools

from matching.allocation.cohort import Cohort, Floats, Mask
from matching.allocation.fairest import fairest
from matching.allocation.flow import largest_total, most_served, reduced, scaled
from matching.allocation.mends import smallest_mends
from matching.allocation.shortage import Change, ChangeKind, Mend, Shortage, overfull, shortages
from matching.allocation.stable import check_stability, deferred_acceptance

Proof = Mapping[str, str | int | float | None]


class Objective(StrEnum):
    """What a draft is to be best at."""

    BEST_TOTAL = "best-total"
    FAIREST = "fairest"
    STABLE = "stable"


@dataclass(frozen=True)
class Draft:
    """`chosen` (n,) of the cohort's pairs. `is_solved`: every demand and every least load is met, or, of a stable
    draft, nobody blocks it. `proof`: how it was found, and how far from the best it can be."""

    objective: Objective
    chosen: Mask
    is_solved: bool
    proof: Proof
    why: list[Shortage] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)


def allocate(cohort: Cohort, objective: Objective, *, max_loss: float = 0.03, change_price: float = 0.0) -> Draft:
    """Choose the pairs of a cohort. `max_loss`: the share of the best total that the fairest draft may lose.

    `change_price`: what each pair of the previous draft that is given up costs, in the unit of the scores; it counts
    for the best total and in the total that bounds the fairest.
    """
    if objective is Objective.STABLE:
        return _stable(cohort)
    gain = cohort.score + change_price * cohort.previous
    best = largest_total(cohort, gain)
    if best is not None:
        return _solved(cohort, objective, gain, best, max_loss)
    why, freed = overfull(cohort)
    loosened = replace(cohort, fixed=cohort.fixed & ~freed)
    best = most_served(loosened, gain, evenly=objective is Objective.FAIREST)
    why += shortages(loosened, best)
    partial = _solved(reduced(loosened, best), objective, gain, best, max_loss)
    freeing = tuple(
        Change(ChangeKind.FREE_PAIR, cohort.project_ids[cohort.project[pair]], cohort.expert_ids[cohort.expert[pair]])
        for pair in np.flatnonzero(freed)
    )
    mends = [Mend((*freeing, *mend.changes)) for mend in smallest_mends(loosened)]
    return replace(partial, is_solved=False, why=why, mends=mends)


def _solved(cohort: Cohort, objective: Objective, gain: Floats, best: Mask, max_loss: float) -> Draft:
    """A draft of a cohort that has one; `best` is that of the best total."""
    solver = f"OR-tools {ortools.__version__}"
    # Rounding a gain moves it by half a unit at most, so no draft of as many pairs is better by more than this.
    total_at_most = float(gain[best].sum()) + int(best.sum()) / scaled(gain).unit
    if objective is Objective.BEST_TOTAL:
        found: Proof = {
            "method": "min-cost flow", "solver": solver, "optimal": True, "total_at_most": total_at_most,
        }  # fmt: skip
        return Draft(objective, best, is_solved=True, proof=found)
    levels = fairest(cohort, gain, best, max_loss)
    wanting = np.sort(cohort.sums(levels.chosen)[cohort.demand > 0])
    gap = None if levels.next_at_most is None else float(levels.next_at_most - wanting[levels.proved])
    found = {
        "method": "leximin by chains of exchanges from the best total", "solver": solver, "seed": 0,
        "optimal": levels.next_at_most is None, "best_total": float(gain[best].sum()), "max_loss": max_loss,
        "levels_proved": levels.proved, "levels": len(wanting), "next_level_at_most": levels.next_at_most, "gap": gap,
    }  # fmt: skip
    return Draft(objective, levels.chosen, is_solved=True, proof=found)


def _stable(cohort: Cohort) -> Draft:
    """Never infeasible: who gets fewer than they want is told, and is no reason against the draft."""
    why, freed = overfull(cohort)
    loosened = replace(cohort, fixed=cohort.fixed & ~freed)
    chosen = deferred_acceptance(loosened)
    blocking = check_stability(loosened, chosen)
    proof: Proof = {"method": "deferred acceptance, projects propose", "blocking_pairs": len(blocking)}
    return Draft(
        Objective.STABLE, chosen, is_solved=not len(blocking), proof=proof, why=why + shortages(loosened, chosen)
    )

"""Who beyond an incubator's pool answers a need well: by name who is in no pool, of the others' pools only how many."""

from __future__ import annotations

import numpy as np

from matching.ranking.rank import Ranked
from matching.results import FLOORS, Outside

STEP = 5
"""People of other pools are counted in steps of so many, so that no one of them is told from a count."""


def outside_of(ranked: Ranked, incubator_id: str, limit: int) -> Outside:
    """The best `limit` who may be proposed, are in no pool and fit well, and about how many such others' pools have."""
    index = ranked.query.index
    fits = np.zeros(index.count, dtype=np.bool_)
    fits[ranked.rows[ranked.fit.values >= FLOORS["good"]]] = True
    in_pool = index.has_any("pools")
    in_own = index.carry_any("pools", [index.books.pools.find(incubator_id)])
    elsewhere = int((ranked.eligible & fits & in_pool & ~in_own).sum())
    return Outside(ranked.among(fits & ~in_pool).proposals(limit), elsewhere // STEP * STEP)

"""What hardly ever ends well is left out while somebody else is left: other amounts and stages of investors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.domain.eligibility import NearRule
from graph.domain.kinds import Kind
from matching.features.query import RankingQuery

Mask = NDArray[np.bool_]


def near_rules(kind: Kind, query: RankingQuery, eligible: Mask) -> dict[NearRule, Mask]:
    """By rule, (providers,) whom it leaves out; none where nobody would be left."""
    if not kind.invests:
        return {}
    found = {NearRule.OUTSIDE_TICKET: _outside_ticket(query), NearRule.OTHER_STAGES: _other_stages(query)}
    left = eligible & ~np.logical_or.reduce(list(found.values()))
    return found if left.any() else {}


def _outside_ticket(query: RankingQuery) -> Mask:
    """Who is known to put in other amounts at a time."""
    amount, index = query.seeker.need.amount, query.index
    if not amount:
        return np.zeros(index.count, dtype=np.bool_)
    return np.asarray((amount < index.ticket_min) | (amount > index.ticket_max), dtype=np.bool_)


def _other_stages(query: RankingQuery) -> Mask:
    """Who names stages, all of them two or more away."""
    wanted, have = query.seeker.stages, query.index.stages
    near = wanted | wanted << 1 | wanted >> 1
    return np.asarray((wanted != 0) & (have != 0) & ((have & near) == 0), dtype=np.bool_)

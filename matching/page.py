"""The page of one need: the best by fit with room for newcomers and chance; the order of fit stays readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.facts import facts_of, is_new
from matching.ranking import Ranked
from matching.rerank import Place, Policy, rerank
from matching.results import Explanation, Proposal

LISTED = 40
"""How many a need's list shows at most; an explanation looks for its place among as many."""
# So many of the best by fit may come onto the list.
_CANDIDATES = 200


def proposals_of_page(ranked: Ranked, limit: int, policy: Policy, on: date) -> tuple[Proposal, ...]:
    """The list as the policy lays it for this need and day."""
    rows, places = _lay(ranked, limit, policy, on)
    chosen = rows[[place.candidate for place in places]]
    if len(chosen) == 0:
        return ()
    found = []
    for number, (row, place, sums) in enumerate(zip(chosen, places, ranked.sums_of(chosen), strict=True), start=1):
        proposal = ranked.proposal(int(row), number, facts_of(ranked.pairs, int(row)), sums)
        found.append(_placed(proposal, place))
    return tuple(found)


def on_page(ranked: Ranked, explanation: Explanation, policy: Policy, on: date) -> Explanation:
    """An explanation with the place that its provider has on the page, which may differ from the one by fit."""
    rows, places = _lay(ranked, LISTED, policy, on)
    own = ranked.pairs.index.row_of(explanation.proposal.provider_id)
    for number, place in enumerate(places, start=1):
        if int(rows[place.candidate]) == own:
            proposal = _placed(replace(explanation.proposal, position=number), place)
            return replace(explanation, proposal=proposal, position=number, by_fit_position=place.by_fit)
    return explanation


def _lay(ranked: Ranked, limit: int, policy: Policy, on: date) -> tuple[NDArray[np.int64], list[Place]]:
    pairs = ranked.pairs
    rows = ranked.best(max(_CANDIDATES, limit))
    score = np.asarray([ranked.score_of(int(row)) for row in rows])
    new = np.asarray([is_new(pairs, int(row)) for row in rows], dtype=np.bool_)
    houses = [_houses(ranked, int(row)) for row in rows]
    need = pairs.seeker.need.id or pairs.seeker.startup.id
    return rows, rerank(score, new, houses, policy, key=f"{need}|{on.isoformat()}", limit=limit)


def _houses(ranked: Ranked, row: int) -> frozenset[str]:
    """A provider's pools, but for those of the startup's own incubator: to have many of these is no lack of choice."""
    part, at = ranked.pairs.index.locate(row)
    names = ranked.pairs.index.books.pools.names
    return frozenset(names[code] for code in part.pools[at].tolist() if code not in ranked.pairs.seeker.pools)


def _placed(proposal: Proposal, place: Place) -> Proposal:
    return replace(
        proposal, by_fit_position=place.by_fit, why_shown=place.why, shown_probability=round(place.probability, 6)
    )

"""The page of one need: the best by fit with room for newcomers and chance; the order of fit stays readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.explanation.facts import facts_of, is_new
from matching.ranking.exposure import held_back, price_of, shown_lately
from matching.ranking.rank import Ranked
from matching.ranking.rerank import FIT, Place, Policy, rerank
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
    worth = _worth(ranked, rows, score, policy)
    order = np.argsort(-worth, kind="stable")
    new = np.asarray([is_new(pairs, int(row)) for row in rows], dtype=np.bool_)
    houses = [_houses(ranked, int(row)) for row in rows[order]]
    need = pairs.seeker.need.id or pairs.seeker.startup.id
    places = rerank(worth[order], new[order], houses, policy, key=f"{need}|{on.isoformat()}", limit=limit)
    return rows, in_order_of_fit(places, order, policy.page)


def _worth(ranked: Ranked, rows: NDArray[np.int64], score: NDArray[np.float64], policy: Policy) -> NDArray[np.float64]:
    """The scores less what being shown costs, where showings are more uneven than the policy allows."""
    pairs = ranked.pairs
    if policy.uneven >= 1:
        return score
    shown = shown_lately(pairs.history, pairs.index.count, pairs.seeker.startup.id, pairs.today)
    alive = shown[pairs.index.alive]
    price = price_of(alive, policy.uneven)
    return held_back(score, shown[rows], float(alive.mean()) if len(alive) else 0.0, price)


def in_order_of_fit(places: list[Place], order: NDArray[np.int64], page: int) -> list[Place]:
    """Places of candidates laid in `order`, with their own numbers; on each page who is there for fit stands by fit."""
    named = [replace(place, candidate=int(order[place.candidate])) for place in places]
    named = [replace(place, by_fit=place.candidate + 1) for place in named]
    laid: list[Place] = []
    for start in range(0, len(named), page):
        part = named[start : start + page]
        by_fit = iter(sorted((place for place in part if place.why == FIT), key=lambda place: place.by_fit))
        laid += [next(by_fit) if place.why == FIT else place for place in part]
    return laid


def _houses(ranked: Ranked, row: int) -> frozenset[str]:
    """A provider's employer and pools, but for those of the startup's own incubator: to have many of these is no lack
    of choice."""
    index = ranked.pairs.index
    part, at = index.locate(row)
    pools = [code for code in part.pools[at].tolist() if code not in ranked.pairs.seeker.pools]
    employer = int(index.employers[row])
    own = [index.books.employers.names[employer]] if employer >= 0 else []
    return frozenset([*own, *(index.books.pools.names[code] for code in pools)])


def _placed(proposal: Proposal, place: Place) -> Proposal:
    return replace(
        proposal, by_fit_position=place.by_fit, why_shown=place.why, shown_probability=round(place.probability, 6)
    )

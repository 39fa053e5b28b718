"""The page of one need: re-ranked for exploration and exposure, displayed in order of fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.explanation.facts import is_new
from matching.ranking.exposure import held_back, price_of, shown_lately
from matching.ranking.rank import Ranked
from matching.ranking.rerank import AIRING, FIT, Policy, Slot, rerank
from matching.results import FLOORS, Explanation, RankedProvider

STANDING = 3
"""So many of the best by fit come first on every list."""
LISTED = 40
"""How many a need's list shows at most; an explanation looks for its place among as many."""
_BEYOND_ALL = 100.0
# So many of the best by fit may come onto the list.
_CANDIDATES = 200


def proposals_of_page(ranked: Ranked, limit: int, policy: Policy, on: date) -> tuple[RankedProvider, ...]:
    """The list as the policy lays it for this need and day."""
    rows, slots = _lay(ranked, limit, policy, on)
    chosen = rows[[slot.candidate for slot in slots]]
    if len(chosen) == 0:
        return ()
    found = []
    for number, (row, slot, sums) in enumerate(zip(chosen, slots, ranked.sums_of(chosen), strict=True), start=1):
        proposal = ranked.proposal(int(row), number, ranked.facts(int(row)), sums)
        found.append(_in_slot(proposal, slot))
    return tuple(found)


def on_page(ranked: Ranked, explanation: Explanation, policy: Policy, on: date) -> Explanation:
    """An explanation with the place that its provider has on the page, which may differ from the one by fit."""
    rows, slots = _lay(ranked, LISTED, policy, on)
    own = ranked.query.index.row_of(explanation.proposal.provider_id)
    for number, slot in enumerate(slots, start=1):
        if int(rows[slot.candidate]) == own:
            proposal = _in_slot(replace(explanation.proposal, position=number), slot)
            return replace(explanation, proposal=proposal, position=number, by_fit_position=slot.by_fit)
    return explanation


def _lay(ranked: Ranked, limit: int, policy: Policy, on: date) -> tuple[NDArray[np.int64], list[Slot]]:
    query = ranked.query
    rows = ranked.best(max(_CANDIDATES, limit))
    score = np.asarray([ranked.score_of(int(row)) for row in rows])
    worth = _worth(ranked, rows, score, policy)
    # Whoever fits best stands first, however often they were shown and whoever stands beside them.
    worth[:STANDING] = _BEYOND_ALL + score[:STANDING]
    order = np.argsort(-worth, kind="stable")
    new = np.asarray([is_new(query, int(row)) for row in rows], dtype=np.bool_)
    organisations = [_organisations(ranked, int(row)) for row in rows[order]]
    need = query.seeker.need.id or query.seeker.startup.id
    slots = rerank(worth[order], new[order], organisations, policy, key=f"{need}|{on.isoformat()}", limit=limit)
    return rows, [_marked(slot, at, policy.page) for at, slot in enumerate(in_order_of_fit(slots, order, policy.page))]


def _marked(slot: Slot, at: int, page: int) -> Slot:
    """Who stands on a page that their fit alone would not have brought them to stands there as one less often shown."""
    last = (at // page + 1) * page
    return replace(slot, why=AIRING) if slot.why == FIT and slot.by_fit > last else slot


def _worth(ranked: Ranked, rows: NDArray[np.int64], score: NDArray[np.float64], policy: Policy) -> NDArray[np.float64]:
    """The scores less what being shown costs, where showings are more uneven than the policy allows."""
    query = ranked.query
    if policy.uneven >= 1:
        return score.copy()
    shown = shown_lately(query.history, query.index.count, query.seeker.startup.id, query.today)
    alive = shown[query.index.alive]
    price = price_of(alive, policy.uneven)
    worth = held_back(score, shown[rows], float(alive.mean()) if len(alive) else 0.0, price)
    return np.maximum(worth, of_next_band(np.asarray([ranked.fit_of(int(row)) for row in rows]), score))


def of_next_band(fits: NDArray[np.float64], score: NDArray[np.float64]) -> NDArray[np.float64]:
    """(rows,) the best score of those whose fit has a lesser word: nobody falls behind them for being shown often."""
    bands = np.searchsorted(sorted(FLOORS.values()), fits, side="right")
    return np.asarray([score[bands < band].max(initial=-np.inf) for band in bands], dtype=np.float64)


def in_order_of_fit(slots: list[Slot], order: NDArray[np.int64], page: int) -> list[Slot]:
    """Places of candidates laid in `order`, with their own numbers; on each page who is there for fit stands by fit."""
    named = [replace(slot, candidate=int(order[slot.candidate])) for slot in slots]
    named = [replace(slot, by_fit=slot.candidate + 1) for slot in named]
    laid: list[Slot] = []
    for start in range(0, len(named), page):
        part = named[start : start + page]
        by_fit = iter(sorted((slot for slot in part if slot.why == FIT), key=lambda slot: slot.by_fit))
        laid += [next(by_fit) if slot.why == FIT else slot for slot in part]
    return laid


def _organisations(ranked: Ranked, row: int) -> frozenset[str]:
    """A provider's employer and pools, but for those of the startup's own incubator: to have many of these is no lack
    of choice."""
    index = ranked.query.index
    part, at = index.locate(row)
    pools = [code for code in part.pools[at].tolist() if code not in ranked.query.seeker.pools]
    employer = int(index.employers[row])
    own = [index.books.employers.names[employer]] if employer >= 0 else []
    return frozenset([*own, *(index.books.pools.names[code] for code in pools)])


def _in_slot(proposal: RankedProvider, slot: Slot) -> RankedProvider:
    return replace(
        proposal, by_fit_position=slot.by_fit, why_shown=slot.why, shown_probability=round(slot.probability, 6)
    )

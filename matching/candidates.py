"""Who may be proposed, and for each who may not: the first rule that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.features.query import RankingQuery

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Rule:
    """One hard rule: its code, and whom it forbids."""

    code: str
    forbids: Callable[[RankingQuery], Mask]


def _listed(code: str) -> Callable[[RankingQuery], Mask]:
    def forbids(query: RankingQuery) -> Mask:
        mask = np.zeros(query.index.count, dtype=np.bool_)
        rows = query.availability.forbidden.get(code)
        if rows is not None:
            mask[rows[rows >= 0]] = True
        return mask

    return forbids


def _paused(query: RankingQuery) -> Mask:
    return query.index.paused_until > query.today


def _no_free_place(query: RankingQuery) -> Mask:
    # An unknown number of places (NaN) forbids nothing.
    return query.availability.taken >= query.index.capacity


def _outside_pool(query: RankingQuery) -> Mask:
    """Reserved by an incubator for its own startups, and this startup is not one of them."""
    reserved = query.index.has_any("reserved_for")
    if not reserved.any():
        return reserved
    return reserved & ~query.index.carry_any("reserved_for", query.seeker.pools)


def _language(query: RankingQuery) -> Mask:
    if not query.seeker.languages:
        return np.zeros(query.index.count, dtype=np.bool_)
    have = query.index.languages
    mask: Mask = (have != 0) & (have & query.seeker.languages == 0)
    return mask


_ALL = (
    Rule("outside_pool", _outside_pool),
    Rule("conflict", _listed("conflict")),
    Rule("already_engaged", _listed("already_engaged")),
    Rule("already_asked", _listed("already_asked")),
    Rule("dismissed", _listed("dismissed")),
    Rule("declined_before", _listed("declined_before")),
    Rule("paused", _paused),
    Rule("no_free_place", _no_free_place),
    Rule("language", _language),
)
RULES: dict[str, Rule] = {rule.code: rule for rule in _ALL}
# What the seeker itself did or is waiting for; `include_hidden` shows these people all the same.
OWN_DECISIONS = ("already_asked", "dismissed", "declined_before")


def excluded_by(query: RankingQuery, codes: tuple[str, ...]) -> NDArray[np.int8]:
    """For each provider the place in `codes` of the first rule that forbids it; -1 where none does."""
    result = np.full(query.index.count, -1, dtype=np.int8)
    for place, code in enumerate(codes):
        free = result < 0
        result[free & RULES[code].forbids(query)] = place
    return result

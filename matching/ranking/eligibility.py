"""Who may be proposed: the rules of eligibility as masks over all providers of an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.domain.eligibility import RULES, Decision, RuleCode, bearing_of
from graph.domain.kinds import Kind
from matching.features.query import Availability, RankingQuery
from matching.index.provider_index import ProviderIndex

Mask = NDArray[np.bool_]
Fact = NDArray[np.int8] | int


@dataclass(frozen=True)
class AllPairs:
    """The facts of one seeker and every provider (graph.domain.eligibility.Facts), made when a rule first reads them.

    `pools`: codes of the incubators that the seeker is with. Each array has the shape (providers,); a fact that is the
    same for all of them is one number, which costs a rule nothing.
    """

    index: ProviderIndex
    availability: Availability
    pools: Sequence[int]
    wanted_languages: int
    today: int

    @cached_property
    def reserving(self) -> Fact:
        reserving = self.index.has_any("reserved_for")
        return reserving.view(np.int8) if reserving.any() else 0

    @cached_property
    def reserving_seeker(self) -> Fact:
        if not self.pools or isinstance(self.reserving, int):
            return 0
        return self.index.carry_any("reserved_for", self.pools).view(np.int8)

    @property
    def conflicts(self) -> Fact:
        return self._marked(RuleCode.CONFLICT)

    @property
    def engaged(self) -> Fact:
        return self._marked(RuleCode.ALREADY_ENGAGED)

    @property
    def asked(self) -> Fact:
        return self._marked(RuleCode.ALREADY_ASKED)

    @property
    def dismissed(self) -> Fact:
        return self._marked(RuleCode.DISMISSED)

    @property
    def declined(self) -> Fact:
        return self._marked(RuleCode.DECLINED_BEFORE)

    @property
    def paused_until(self) -> NDArray[np.int32]:
        return self.index.paused_until

    @property
    def taken(self) -> NDArray[np.float32]:
        return self.availability.taken

    @property
    def capacity(self) -> NDArray[np.float32]:
        return self.availability.places(self.index.capacity)

    @property
    def languages(self) -> NDArray[np.int64] | int:
        # Where none is wanted, what they speak decides nothing.
        return self.index.languages if self.wanted_languages else 0

    @property
    def reach(self) -> NDArray[np.int8]:
        return self.index.reach

    def _marked(self, code: RuleCode) -> Fact:
        rows = self.availability.marked.get(code)
        if rows is None or not len(rows):
            return 0
        marked = np.zeros(self.index.count, dtype=np.int8)
        marked[rows[rows >= 0]] = 1
        return marked


def excluded_by(query: RankingQuery, codes: Sequence[RuleCode]) -> NDArray[np.int8]:
    """For each provider the place in `codes` of the first rule that forbids it; -1 where none does."""
    seeker = query.seeker
    facts = AllPairs(query.index, query.availability, seeker.pools, seeker.languages, query.today)
    result = np.full(query.index.count, -1, dtype=np.int8)
    for place, code in enumerate(codes):
        forbidden = RULES[code].forbids(facts)
        if np.any(forbidden):
            result[(result < 0) & forbidden] = place
    return result


def outside_pool(index: ProviderIndex, incubator_ids: Iterable[str]) -> Mask:
    """Whom a startup with these incubators may not see: kept by pools for the startups of others."""
    pools = [code for code in map(index.books.pools.find, incubator_ids) if code >= 0]
    nothing = Availability(np.zeros(index.count, dtype=np.float32))
    forbidden = RULES[RuleCode.OUTSIDE_POOL].forbids(AllPairs(index, nothing, pools, 0, 0))
    return np.broadcast_to(forbidden, index.count)


def make_availability(
    kind: Kind,
    index: ProviderIndex,
    need_id: str,
    today: date,
    taken: Mapping[str, int],
    decisions: Sequence[Decision],
    conflicting: Sequence[str],
    holders: Sequence[str] = (),
) -> Availability:
    """What changes by the minute, as arrays."""
    places = np.zeros(index.count, dtype=np.float32)
    rows = _rows(index, list(taken))
    known = rows >= 0
    places[rows[known]] = np.asarray(list(taken.values()), dtype=np.float32)[known]
    marked: dict[RuleCode, list[str]] = {RuleCode.CONFLICT: list(conflicting)}
    for decision in decisions:
        code = bearing_of(decision, need_id, today)
        if code is not None:
            marked.setdefault(code, []).append(decision.provider_id)
    by_rule = {code: _rows(index, ids) for code, ids in marked.items()}
    return Availability(places, by_rule, _rows(index, list(holders)), kind.default_capacity)


def _rows(index: ProviderIndex, ids: list[str]) -> NDArray[np.int64]:
    if not ids:
        return np.zeros(0, dtype=np.int64)
    return index.rows_of(np.asarray([profile_id.encode() for profile_id in ids], dtype=np.bytes_))

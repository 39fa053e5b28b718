"""Facts about a provider's past work and who chose them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.features.query import RankingQuery
from matching.history.decisions import decisions_of, proposals_of
from matching.results import Label

# Of past proposals.
Numbers = NDArray[np.int64]
# Fewer decisions tell nothing, and one startup's choice is its own affair.
ENOUGH = 5
# A mean rating is shown only when it rests on at least this many ratings: nobody's answer can be read from it.
LEAST_RATINGS = 5


@dataclass(frozen=True)
class Guided:
    """Startups guided before on one tag, and how many of them ended well."""

    tag: Label
    count: int
    well: int


@dataclass(frozen=True)
class Chosen:
    """How many startups chose somebody: those in a field, or those that chose another one too; `tag` names which."""

    tag: Label
    count: int


def guided_of(query: RankingQuery, row: int) -> Guided | None:
    """Past engagements with the most telling of the seeker's tags that any of them had."""
    history, table = query.history, query.history.table
    mine = proposals_of(history, row)
    mine = mine[history.guided[mine]]
    if len(mine) == 0:
        return None
    weights = query.tag_weights
    per_tag: dict[int, list[int]] = {}
    for at in mine:
        for code in table.tags[int(at)]:
            if code in query.seeker.tag_shares and code < len(weights):
                per_tag.setdefault(int(code), []).append(int(at))
    if not per_tag:
        return None
    information = query.index.information
    code = max(per_tag, key=lambda tag: (float(information[tag]) + len(per_tag[tag]), query.index.tags.keys[tag]))
    rows = np.asarray(per_tag[code])
    startups = len(set(table.seeker_ids[rows].tolist()))
    well = len(set(table.seeker_ids[rows[history.done_well[rows]]].tolist()))
    return Guided(query.index.tags.labels[code], startups, well)


class PastFacts:
    """What a learned model's reasons tell of a provider; worked out when a sentence asks for it."""

    def __init__(self, query: RankingQuery, row: int) -> None:
        self._pairs, self._row = query, row

    @cached_property
    def engaged(self) -> int:
        """How many startups worked with the provider."""
        return self._startups(self._worked)

    @cached_property
    def at_stage(self) -> int:
        """How many of them were at the need's stage."""
        stages = self._pairs.history.table.stages[self._worked]
        return self._startups(self._worked[(stages & self._pairs.seeker.stages) > 0])

    @cached_property
    def in_region(self) -> int:
        """How many of them were in the startup's region."""
        region = (self._pairs.seeker.startup.region or "").encode()
        return self._startups(self._worked[self._pairs.history.table.regions[self._worked] == region]) if region else 0

    @cached_property
    def decided(self) -> int:
        """How often startups decided on the provider."""
        return self.chosen + int(decisions_of(self._pairs.history).passed[self._mine].sum())

    @cached_property
    def chosen(self) -> int:
        """How often they decided for the provider."""
        return len(self._wanted)

    @cached_property
    def kind_decided(self) -> int:
        """How often startups decided on people of the provider's category; 0 where it has none."""
        return self.kind_chosen + self._of_kind(decisions_of(self._pairs.history).passed)

    @cached_property
    def kind_chosen(self) -> int:
        """How often they decided for them."""
        return self._of_kind(decisions_of(self._pairs.history).wanted)

    @cached_property
    def with_yours(self) -> Chosen | None:
        """Whom of those whom this startup chose most other startups chose together with the provider."""
        query, row = self._pairs, self._row
        history, decisions, seekers = query.history, decisions_of(query.history), query.history.table.seeker_ids
        own = decisions.of_seeker(query.seeker.startup.id)
        yours = np.unique(history.rows[own[decisions.wanted[own]]])
        theirs = np.unique(seekers[self._wanted])
        theirs = theirs[theirs != query.seeker.startup.id.encode()]
        both = np.flatnonzero(decisions.wanted & np.isin(seekers, theirs) & np.isin(history.rows, yours[yours != row]))
        if len(both) == 0:
            return None
        once = np.unique(np.column_stack([history.rows[both], np.searchsorted(theirs, seekers[both])]), axis=0)
        rows, counts = np.unique(once[:, 0], return_counts=True)
        best = int(np.argmax(counts))
        part, at = query.index.locate(int(rows[best]))
        return Chosen(Label(part.id_of(at), part.names[at], part.names_zh[at]), int(counts[best]))

    @cached_property
    def in_field(self) -> Chosen | None:
        """For which of the seeker's own tags most other startups chose the provider."""
        query, table = self._pairs, self._pairs.history.table
        own = query.seeker.startup.id.encode()
        mine = self._wanted[table.seeker_ids[self._wanted] != own]
        by_tag: dict[int, set[bytes]] = {}
        for at in mine:
            for code in table.tags[int(at)]:
                if int(code) in query.seeker.own_tags:
                    by_tag.setdefault(int(code), set()).add(bytes(table.seeker_ids[at]))
        if not by_tag:
            return None
        tags = query.index.tags
        best = max(by_tag, key=lambda code: (len(by_tag[code]), tags.keys[code]))
        return Chosen(tags.labels[best], len(by_tag[best]))

    def _of_kind(self, said: NDArray[np.bool_]) -> int:
        categories, rows = self._pairs.index.categories, self._pairs.history.rows
        category = categories[self._row]
        return int((categories[rows[said]] == category).sum()) if category >= 0 else 0

    @cached_property
    def _mine(self) -> Numbers:
        return proposals_of(self._pairs.history, self._row)

    @cached_property
    def _wanted(self) -> Numbers:
        return self._mine[decisions_of(self._pairs.history).wanted[self._mine]]

    @cached_property
    def _worked(self) -> Numbers:
        return self._mine[self._pairs.history.guided[self._mine]]

    def _startups(self, numbers: Numbers) -> int:
        return len(np.unique(self._pairs.history.table.seeker_ids[numbers]))

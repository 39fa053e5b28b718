"""Seekers, providers and engagements before a cut-off as arrays, for the one-sided features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.domain.answers import Answer
from graph.entities.profile import InteractionRecord, ProfileRecord
from matching.features.engagements.engagement_arrays import Days, Engagements, Rows
from matching.features.engagements.seeker_state import SeekerStates, State
from matching.features.engagements.segments import Segments, Sparse, cross

YEAR = 365.25
_MOST_PROVIDERS = 4000


class Population:
    """Everybody and all engagements of one kind, at any time: what snapshots are cut from.

    Seekers and providers are rows in the order of their ids.
    """

    def __init__(
        self,
        seekers: Sequence[ProfileRecord],
        provider_ids: Sequence[str],
        interactions: Sequence[InteractionRecord],
    ) -> None:
        self.seekers = sorted(seekers, key=lambda record: record.id.encode())
        self.provider_ids = sorted(provider_ids, key=str.encode)
        self.seeker_rows = {record.id: row for row, record in enumerate(self.seekers)}
        self.provider_rows = {provider: row for row, provider in enumerate(self.provider_ids)}
        self.segments = Segments.of(self.seekers)
        self.events = self._events(interactions)

    def before(self, day: date, established: Established) -> PopulationSnapshot:
        """What was there when a day began."""
        return PopulationSnapshot(self, day.toordinal(), established)

    def _events(self, interactions: Sequence[InteractionRecord]) -> Engagements:
        rows = [
            (
                self.seeker_rows[record.seeker_id],
                self.provider_rows[record.provider_id],
                day.toordinal(),
                record.amount if record.amount and record.amount > 0 else np.nan,
            )
            for record in interactions
            if (day := record.decided_on or record.proposed_on) is not None
            and is_engaged(record)
            and record.seeker_id in self.seeker_rows
            and record.provider_id in self.provider_rows
        ]
        table = np.asarray(sorted(rows, key=lambda row: (row[2], row[0], row[1])), dtype=np.float64).reshape(-1, 4)
        whole = table[:, :3].astype(np.int64)
        return Engagements(whole[:, 0], whole[:, 1], whole[:, 2], table[:, 3])


@dataclass(frozen=True)
class Established:
    """Who counts as established: at least so many seekers before, the last one within so many months."""

    least: int = 1
    months: int = 0

    def holds(self, counts: Rows, last: Days, day: int) -> NDArray[np.bool_]:
        """Which providers are."""
        enough = counts >= self.least
        return enough & (last > months_before(day, self.months)) if self.months else enough


def is_engaged(record: InteractionRecord) -> bool:
    """Whether both sides said yes."""
    return record.seeker_decision == record.provider_decision == Answer.ACCEPTED


def months_before(day: int, months: int) -> int:
    """The ordinal of the day so many months earlier."""
    moment = date.fromordinal(day)
    month = moment.year * 12 + moment.month - 1 - months
    first = date(month // 12, month % 12 + 1, 1).toordinal()
    return first + min(moment.day, 28) - 1


@dataclass(frozen=True)
class SeekerBatch:
    """m seekers as they stand on the snapshot's day.

    `past` (m, columns) the providers they have; `segments` by family (m, segments), each row's weights;
    `state` by name (m,).
    """

    past: Sparse
    segments: Mapping[str, Sparse]
    state: Mapping[str, NDArray[np.float64]]

    @property
    def count(self) -> int:
        return int(self.past.shape[0])

    @property
    def closed(self) -> NDArray[np.bool_]:
        """(m, columns): whom the seeker has already, and nobody."""
        found = np.asarray(self.past.toarray() > 0)
        found[:, -1] = True
        return found


class PopulationSnapshot:
    """A population on one day. Columns are the established providers (at most a few thousand, the most active), and
    after them `nobody`, who never engaged and stands for all the others."""

    def __init__(self, population: Population, day: int, established: Established) -> None:
        self.population, self.day = population, day
        self.all_events = population.events.where(population.events.days < day)
        first = first_of_each_pair(self.all_events, len(population.provider_ids))
        self.pool = self._pool(first, established)
        self.column_of = np.full(len(population.provider_ids), -1, dtype=np.int64)
        self.column_of[self.pool] = np.arange(len(self.pool))
        inside = first.where(self.column_of[first.providers] >= 0)
        self.events = Engagements(inside.seekers, self.column_of[inside.providers], inside.days, inside.amounts)
        self.seeker_states = SeekerStates.of(self.all_events, len(population.seekers))
        self.before_events = self.seeker_states.before(self.events.seekers, self.events.days)
        static = population.segments.families
        self.families = self._with_state(static, self.seeker_states.at(day))
        of_events = {name: matrix[self.events.seekers] for name, matrix in static.items()}
        self.event_families = self._with_state(of_events, self.before_events)

    def _with_state(self, static: Mapping[str, Sparse], state: State) -> dict[str, Sparse]:
        """Families of profiles, families of states, and the two crossed where newcomers may differ from the rest."""
        moving = self.seeker_states.families(state)
        crossed = {f"{name}_rounds": cross(static[name], moving["rounds"]) for name in ("country", "field")}
        return {**static, **moving, **crossed}

    @property
    def size(self) -> int:
        """How many columns there are: the established providers and nobody."""
        return len(self.pool) + 1

    @property
    def nobody(self) -> int:
        """The column of those who are not established."""
        return len(self.pool)

    @cached_property
    def past(self) -> Sparse:
        """(all seekers, columns) who has whom."""
        shape = (len(self.population.seekers), self.size)
        ones = np.ones(len(self.events.days), dtype=np.float32)
        return sparse.csr_matrix((ones, (self.events.seekers, self.events.providers)), shape=shape)

    def view(self, rows: Rows) -> SeekerBatch:
        """Seekers by their rows."""
        state = self.seeker_states.at(self.day)
        return SeekerBatch(
            past=self.past[rows],
            segments={name: matrix[rows] for name, matrix in self.families.items()},
            state={name: values[rows] for name, values in state.items()},
        )

    def decay(self, half_life: float | None) -> NDArray[np.float32]:
        """The weight of each event: halved every so many years; 1 without a half-life."""
        if half_life is None:
            return np.ones(len(self.events.days), dtype=np.float32)
        return np.exp2(-(self.day - self.events.days) / (half_life * YEAR)).astype(np.float32)

    def by_provider(self, weights: NDArray[np.float32] | None = None) -> NDArray[np.float64]:
        """The number (or weight) of each provider's events, (columns,)."""
        return np.bincount(self.events.providers, weights=weights, minlength=self.size).astype(np.float64)

    def _pool(self, first: Engagements, established: Established) -> Rows:
        n = len(self.population.provider_ids)
        counts = np.bincount(first.providers, minlength=n)
        last = np.zeros(n, dtype=np.int64)
        np.maximum.at(last, self.all_events.providers, self.all_events.days)
        mask = established.holds(counts, last, self.day) & (counts > 0)
        rows = np.flatnonzero(mask)
        if len(rows) > _MOST_PROVIDERS:
            rows = np.sort(rows[np.lexsort((rows, -last[rows], -counts[rows]))][:_MOST_PROVIDERS])
        return rows


def first_of_each_pair(events: Engagements, providers: int) -> Engagements:
    """The first event of each pair, in order of time."""
    _, first = np.unique(events.seekers * providers + events.providers, return_index=True)
    mask = np.zeros(len(events.days), dtype=np.bool_)
    mask[first] = True
    return events.where(mask)

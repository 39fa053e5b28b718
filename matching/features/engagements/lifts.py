"""Segment lifts: how much more often a provider engages in a segment than everybody does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.features.engagements.population import YEAR, PopulationSnapshot, SeekerBatch

Block = NDArray[np.float32]
# The prior counts as much as so many engagements.
_PRIOR = 3.0
_RARE = 1e-5
# Half-lives in years by family; None: nothing fades.
_STATIC = ("country", "region", "field", "country_field", "stage")
_STATE = ("rounds", "pause", "amount", "country_rounds", "field_rounds")
_FADING = (1.5, None)
_STATE_HALF_LIFE = 3.0
_SHORT = 0.5


@dataclass(frozen=True)
class SegmentTable:
    """One number per segment and provider; `missing` for a seeker without a segment of the family."""

    family: str
    values: Block
    share: NDArray[np.float64]

    def of(self, view: SeekerBatch) -> Block:
        """(m, n): the mean over each seeker's segments, NaN for those without any."""
        members = view.segments[self.family]
        found = np.asarray(members @ self.values, dtype=np.float32)
        found[np.diff(members.indptr) == 0] = np.nan
        return found


class Lifts:
    """Columns of kind `lift_*`: log of a provider's (decayed) share in the segment over the segment's share of all,
    smoothed by the prior: log((c + a s) / (C + a) / s). `count_*`: log1p of the decayed count itself; `last_*`: years
    since the provider's last engagement there, NaN for none. `share_*`: log of the segment's share of all.
    `naive_bayes*`: log of recent activity plus the lifts of country and field."""

    def __init__(self, snapshot: PopulationSnapshot) -> None:
        self.tables: dict[str, SegmentTable] = {}
        for family in _STATIC:
            for half_life in _FADING:
                self._add(snapshot, family, half_life)
            self._add_counts(snapshot, family)
        for family in _STATE:
            self._add(snapshot, family, _STATE_HALF_LIFE)
        year, all_time = snapshot.by_provider(snapshot.decay(1.0)), snapshot.by_provider()
        self.activity = {
            "naive_bayes": np.log(year + 0.1).astype(np.float32),
            "naive_bayes_all": np.log(all_time + 0.1).astype(np.float32),
        }

    def columns(self, view: SeekerBatch) -> Iterator[tuple[str, Block]]:
        """Each column as an (m, n) block."""
        found = {name: table.of(view) for name, table in self.tables.items()}
        yield from found.items()
        for family in _STATIC:
            yield f"share_{family}", self._share(view, family)
        for name, activity in self.activity.items():
            fading = "1.5" if name == "naive_bayes" else "all"
            lifts = (found[f"lift_{family}_{fading}"] for family in ("country", "field"))
            yield name, activity[np.newaxis, :] + sum(np.nan_to_num(lift) for lift in lifts)

    def _add(self, snapshot: PopulationSnapshot, family: str, half_life: float | None) -> None:
        counts, share = counts_by_segment(snapshot, family, snapshot.decay(half_life))
        totals = counts.sum(axis=0)
        lift = np.log((counts + _PRIOR * share[:, None]) / (totals + _PRIOR)[None, :] / share[:, None])
        self.tables[f"lift_{family}_{half_life or 'all'}"] = SegmentTable(family, lift.astype(np.float32), share)

    def _add_counts(self, snapshot: PopulationSnapshot, family: str) -> None:
        for half_life in (_SHORT, 1.5, None):
            counts, share = counts_by_segment(snapshot, family, snapshot.decay(half_life))
            self.tables[f"count_{family}_{half_life or 'all'}"] = SegmentTable(
                family, np.log1p(counts).astype(np.float32), share
            )
        members = snapshot.event_families[family].tocoo()
        last = np.zeros((members.shape[1], snapshot.size))
        np.maximum.at(last, (members.col, snapshot.events.providers[members.row]), snapshot.events.days[members.row])
        years = np.where(last > 0, (snapshot.day - last) / YEAR, 30.0).astype(np.float32)
        self.tables[f"last_{family}"] = SegmentTable(family, years, share)

    def _share(self, view: SeekerBatch, family: str) -> Block:
        table = self.tables[f"lift_{family}_1.5"]
        members = view.segments[family]
        column = np.asarray(members @ np.log(table.share), dtype=np.float32)
        column[np.diff(members.indptr) == 0] = np.nan
        return np.broadcast_to(column[:, np.newaxis], (view.count, table.values.shape[1]))


def counts_by_segment(
    snapshot: PopulationSnapshot, family: str, weights: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(segments, established) weighted counts of engagements, and each segment's share of all."""
    members = snapshot.event_families[family]
    made = sparse.csr_matrix(
        (weights, (np.arange(len(weights)), snapshot.events.providers)), shape=(len(weights), snapshot.size)
    )
    counts = np.asarray((members.T @ made).todense(), dtype=np.float64)
    share = counts.sum(axis=1) / max(counts.sum(), 1e-9)
    return counts, np.maximum(share, _RARE)

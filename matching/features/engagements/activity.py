"""Provider activity and typical behaviour, and seeker state: one-sided columns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matching.features.engagements.lifts import counts_by_segment
from matching.features.engagements.population import YEAR, PopulationSnapshot, SeekerBatch, months_before

Block = NDArray[np.float32]
_HALF_LIVES = (0.5, 1.0, 2.0, 5.0, None)
_MONTHS = (3, 6, 12)


class Activity:
    """Columns of the provider: `activity_*` (log1p of decayed engagements), `months_*` (engagements of late),
    `idle` and `known_for` (years since the last and the first), `usual_amount` (mean log), `usual_round` (mean number
    of the seeker's earlier rounds), `follows` (share of seekers that had a round before), `company` (mean log of how
    many came in on the same day), `narrow_*` (Herfindahl index of their segments).
    Of the seeker: its state (seeker_state.py), `heat_*` (how much happens in its
    segments), `popular_friends`. Of both: `amount_gap` in logs."""

    def __init__(self, snapshot: PopulationSnapshot) -> None:
        counts = np.maximum(snapshot.by_provider(), 1e-9)
        self.provider = {
            f"activity_{half_life or 'all'}": np.log1p(snapshot.by_provider(snapshot.decay(half_life)))
            for half_life in _HALF_LIVES
        }
        for months in _MONTHS:
            late = snapshot.events.days >= months_before(snapshot.day, months)
            self.provider[f"months_{months}"] = snapshot.by_provider(late.astype(np.float32))
        self.provider |= self._dates(snapshot) | self._habits(snapshot, counts)
        for family in ("country", "field"):
            by_segment, _ = counts_by_segment(snapshot, family, snapshot.decay(3.0))
            share = by_segment / np.maximum(by_segment.sum(axis=0), 1e-9)
            self.provider[f"narrow_{family}"] = (share**2).sum(axis=0)
        self.heat = self._heat(snapshot)
        self.popularity = np.asarray(snapshot.past.sum(axis=0)).ravel()

    def columns(self, view: SeekerBatch) -> Iterator[tuple[str, Block]]:
        """Each column as an (m, n) block."""
        shape = (view.count, len(self.popularity))
        for name, values in self.provider.items():
            yield name, np.broadcast_to(values.astype(np.float32), shape)
        for name, values in view.state.items():
            yield f"seeker_{name}", _of_seeker(values, shape)
        for name, heat in self.heat.items():
            members = view.segments[name]
            warm = np.asarray(members @ heat)
            yield f"heat_{name}", _of_seeker(np.where(np.diff(members.indptr) > 0, warm, np.nan), shape)
        have = np.asarray(view.past.sum(axis=1)).ravel()
        friends = np.log1p(view.past @ self.popularity / np.maximum(have, 1))
        yield "popular_friends", _of_seeker(friends, shape)
        gap = np.abs(view.state["amount"][:, None] - self.provider["usual_amount"][None, :])
        yield "amount_gap", gap.astype(np.float32)

    def _heat(self, snapshot: PopulationSnapshot) -> dict[str, NDArray[np.float64]]:
        """By segment, log1p of the engagements of the last twelve months."""
        late = (snapshot.events.days >= months_before(snapshot.day, 12)).astype(np.float32)
        return {name: np.log1p(counts_by_segment(snapshot, name, late)[0].sum(axis=1)) for name in ("country", "field")}

    def _dates(self, snapshot: PopulationSnapshot) -> dict[str, NDArray[np.float64]]:
        first, last = np.full(snapshot.size, snapshot.day), np.zeros(snapshot.size, dtype=np.int64)
        np.minimum.at(first, snapshot.events.providers, snapshot.events.days)
        np.maximum.at(last, snapshot.events.providers, snapshot.events.days)
        return {
            "idle": np.where(last > 0, (snapshot.day - last) / YEAR, np.nan),
            "known_for": (snapshot.day - first) / YEAR,
        }

    def _habits(self, snapshot: PopulationSnapshot, counts: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        events, rounds = snapshot.events, snapshot.before_events["rounds"]
        _, place, sizes = np.unique(
            np.stack([events.seekers, events.days]), axis=1, return_inverse=True, return_counts=True
        )
        company = np.log(sizes[place.ravel()])
        known = ~np.isnan(events.amounts)
        amounts = np.where(known, np.log(events.amounts, where=known, out=np.zeros(len(known))), 0)

        def mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.bincount(events.providers, weights=values, minlength=snapshot.size) / counts

        with_amount = np.bincount(events.providers, weights=known, minlength=snapshot.size)
        summed = np.bincount(events.providers, weights=amounts, minlength=snapshot.size)
        return {
            "usual_amount": np.where(with_amount > 0, summed / np.maximum(with_amount, 1), np.nan),
            "usual_round": mean(rounds),
            "follows": mean((rounds > 0).astype(np.float64)),
            "company": mean(company),
        }


def _of_seeker(values: NDArray[np.float64], shape: tuple[int, int]) -> Block:
    return np.broadcast_to(values.astype(np.float32)[:, np.newaxis], shape)

"""Collaborative filtering on engagements: EASE, co-occurrence and truncated SVD, with side columns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits

from matching.features.engagements.population import YEAR, PopulationSnapshot, SeekerBatch
from matching.features.engagements.segments import Sparse

Block = NDArray[np.float32]
_SIDE = ("country", "field", "country_field")
_SIDE_WEIGHT = 0.5
_FACTORS = 64


class Ease:
    """Item-item weights in closed form (Steck 2019, "Embarrassingly shallow autoencoders"), with the seekers' segments
    as further columns, so that somebody without any engagement is covered too.

    `ridge`: the regularisation; `half_life`: years after which a seeker's row counts half.
    """

    def __init__(self, snapshot: PopulationSnapshot, ridge: float, half_life: float | None = None) -> None:
        seekers = np.unique(snapshot.events.seekers)
        rows = _with_side(snapshot.view(seekers))
        if half_life:
            latest = np.zeros(snapshot.past.shape[0])
            age = (snapshot.day - snapshot.events.days) / (half_life * YEAR)
            np.maximum.at(latest, snapshot.events.seekers, np.exp2(-age))
            rows = sparse.diags(np.sqrt(latest[seekers]).astype(np.float32)) @ rows
        gram = np.asarray((rows.T @ rows).todense(), dtype=np.float64)
        gram[np.diag_indices_from(gram)] += ridge
        inverse = np.linalg.inv(gram)
        weights = -inverse[:, : snapshot.size] / np.diag(inverse)[: snapshot.size]
        weights[np.arange(snapshot.size), np.arange(snapshot.size)] = 0
        self.weights = weights.astype(np.float32)

    def scores(self, view: SeekerBatch) -> Block:
        """(m, n) affinities."""
        return np.asarray(_with_side(view) @ self.weights, dtype=np.float32)


class Factors:
    """Truncated SVD of the same matrix with columns scaled by their frequency to the power -1/4."""

    def __init__(self, snapshot: PopulationSnapshot) -> None:
        rows = _with_side(snapshot.view(np.unique(snapshot.events.seekers)))
        counts = np.maximum(np.asarray(rows.sum(axis=0)).ravel(), 1)
        self.scale = sparse.diags((1 / counts**0.25).astype(np.float32))
        rank = min(_FACTORS, min(rows.shape) - 1)
        self.size = snapshot.size
        if rank < 1:
            self.axes = np.zeros((1, rows.shape[1]), dtype=np.float32)
        else:
            _, _, axes = randomized_svd((rows @ self.scale).astype(np.float32), rank, n_iter=4, random_state=0)
            self.axes = np.asarray(axes, dtype=np.float32)

    def scores(self, view: SeekerBatch) -> Block:
        """(m, n) of the seekers' rows made again from the factors."""
        rows = _with_side(view) @ self.scale
        return np.asarray((rows @ self.axes.T) @ self.axes[:, : self.size], dtype=np.float32)


class Cooccurrence:
    """Columns `ease*`, `factors`, and of shared seekers: `together` (their number over the seeker's providers),
    `together_recent` (decayed), `together_cosine`, `together_half` (over the root of the popularity), `same_round`
    (came in on the same day), `came_later` (came in after the seeker's providers did), `nearest` (the largest cosine);
    `two_steps`: paths seeker - provider - other seeker - provider."""

    def __init__(self, snapshot: PopulationSnapshot) -> None:
        with threadpool_limits(limits=2):
            self.ease = {
                "ease": Ease(snapshot, 50.0),
                "ease_loose": Ease(snapshot, 10.0),
                "ease_recent": Ease(snapshot, 20.0, 2.0),
                "ease_latest": Ease(snapshot, 10.0, 1.0),
            }
            self.factors = Factors(snapshot)
        self.past = snapshot.past
        shared = _shared(snapshot.past)
        popular = np.sqrt(np.maximum(np.asarray(snapshot.past.sum(axis=0)).ravel(), 1))
        recent = snapshot.past.copy()
        recent.data = _aligned(snapshot, np.sqrt(snapshot.decay(2.0)))
        self.pairs = {
            "together": shared,
            "together_recent": _shared(recent),
            "together_cosine": shared / popular[:, None] / popular[None, :],
            "together_half": shared / popular[None, :],
            "same_round": _same_round(snapshot),
            "came_later": _came_later(snapshot),
        }
        self.pairs = {name: matrix.astype(np.float32) for name, matrix in self.pairs.items()}

    def columns(self, view: SeekerBatch) -> Iterator[tuple[str, Block]]:
        """Each column as an (m, n) block."""
        for name, ease in self.ease.items():
            yield name, ease.scores(view)
        yield "factors", self.factors.scores(view)
        for name, matrix in self.pairs.items():
            yield name, np.asarray(view.past @ matrix, dtype=np.float32)
        yield "nearest", self._nearest(view)
        alike = view.past @ self.past.T
        yield "two_steps", np.asarray((alike @ self.past).todense(), dtype=np.float32)

    def _nearest(self, view: SeekerBatch) -> Block:
        cosine, past = self.pairs["together_cosine"], view.past
        found = np.zeros((view.count, cosine.shape[0]), dtype=np.float32)
        for row in np.flatnonzero(np.diff(past.indptr)):
            found[row] = cosine[past.indices[past.indptr[row] : past.indptr[row + 1]]].max(axis=0)
        return found


def _with_side(view: SeekerBatch) -> Sparse:
    blocks = [view.past, *(view.segments[family] * np.float32(_SIDE_WEIGHT) for family in _SIDE)]
    return sparse.hstack(blocks, format="csr")


def _shared(past: Sparse) -> NDArray[np.float32]:
    shared = np.asarray((past.T @ past).todense(), dtype=np.float32)
    np.fill_diagonal(shared, 0)
    return shared


def _aligned(snapshot: PopulationSnapshot, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights of events in the order of `snapshot.past`'s data."""
    shape = snapshot.past.shape
    made = sparse.csr_matrix((weights, (snapshot.events.seekers, snapshot.events.providers)), shape=shape)
    return np.asarray(made.data, dtype=np.float32)


def _same_round(snapshot: PopulationSnapshot) -> NDArray[np.float32]:
    events = snapshot.events
    _, rounds = np.unique(np.stack([events.seekers, events.days]), axis=1, return_inverse=True)
    ones = np.ones(len(events.days), dtype=np.float32)
    shape = (int(rounds.max(initial=-1)) + 1, snapshot.size)
    return _shared(sparse.csr_matrix((ones, (rounds.ravel(), events.providers)), shape=shape))


def _came_later(snapshot: PopulationSnapshot) -> NDArray[np.float32]:
    """[i, j]: with how many seekers j engaged after i had."""
    events = snapshot.events
    found = np.zeros((snapshot.size, snapshot.size), dtype=np.float32)
    order = np.argsort(events.seekers, kind="stable")
    for at in np.split(order, np.flatnonzero(np.diff(events.seekers[order])) + 1):
        if len(at) > 1:
            columns, days = events.providers[at], events.days[at]
            found[np.ix_(columns, columns)] += days[None, :] > days[:, None]
    return found

"""Predicts a seeker's next engagement from positive-only engagement data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from matching.features.engagements.columns import Collective, retrieve
from matching.features.engagements.engagement_arrays import Engagements, Rows
from matching.features.engagements.population import Established, Population, first_of_each_pair, months_before
from matching.results import Fact, tell

Matrix = NDArray[np.float32]
Progress = Callable[[Fact], None]
NEGATIVES = 24
WINDOWS = 3
MONTHS = 12
# OpenMP threads spin at barriers: beside other work two take far longer than one.
_THREADS = 1


@dataclass(frozen=True)
class Sample:
    """Candidates: features (rows, columns) and whether they engaged in the window; `candidates` counts also those not
    drawn."""

    names: tuple[str, ...]
    matrix: Matrix
    engaged: NDArray[np.bool_]
    candidates: int


def new_pairs(population: Population, collective: Collective, until: int) -> Engagements:
    """The pairs that engage for the first time from the snapshot's day to the day before `until`, established only."""
    snapshot, n = collective.snapshot, len(population.provider_ids)
    first = first_of_each_pair(population.events, n)
    inside = first.where((first.days >= snapshot.day) & (first.days < until))
    columns = snapshot.column_of[inside.providers]
    known = columns >= 0
    return Engagements(inside.seekers[known], columns[known], inside.days[known], inside.amounts[known])


def sample(collective: Collective, hits: Engagements, negatives: int, rng: np.random.Generator) -> Sample:
    """Candidates of the seekers of hits: those engaged and `negatives` times as many of the others, drawn evenly.

    A seeker none of whose engagements was retrieved gives others too: the model must know such seekers.
    """
    names: tuple[str, ...] = ()
    matrices, labels, candidates_seen = [], [], 0
    for rows, view, columns in collective.blocks(np.unique(hits.seekers)):
        candidates = retrieve(columns, view.closed)
        engaged = hit_mask(hits, rows, candidates.shape)
        candidates_seen += int(candidates.sum())
        at, to = np.nonzero(_drawn(candidates, engaged, negatives, rng))
        names = tuple(columns)
        matrices.append(gathered(columns, at, to))
        labels.append(engaged[at, to])
    return Sample(names, np.concatenate(matrices), np.concatenate(labels), candidates_seen)


def hit_mask(hits: Engagements, rows: Rows, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """(m, established): which pairs of these seekers (sorted rows) are hits."""
    found = np.zeros(shape, dtype=np.bool_)
    mine = np.isin(hits.seekers, rows)
    found[np.searchsorted(rows, hits.seekers[mine]), hits.providers[mine]] = True
    return found


def gathered(columns: Mapping[str, Matrix], at: Rows, to: Rows) -> Matrix:
    """(pairs, columns): the columns at some places of their blocks."""
    matrix = np.empty((len(at), len(columns)), dtype=np.float32)
    for place, column in enumerate(columns.values()):
        matrix[:, place] = column[at, to]
    return matrix


def _drawn(
    candidates: NDArray[np.bool_], engaged: NDArray[np.bool_], negatives: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    chosen = candidates & engaged
    for row, hits in enumerate(chosen.sum(axis=1)):
        others = np.flatnonzero(candidates[row] & ~engaged[row])
        wanted = min(len(others), negatives * max(int(hits), 1))
        chosen[row, rng.choice(others, wanted, replace=False)] = True
    return chosen


class EngagementModel(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Boosted trees over the columns of `Collective`, several fits with different seeds averaged in log-odds.

    Trained on the candidates of the `windows` windows of `months` months before the cut-off: what each window's start
    knew against who engaged in it.
    """

    def __init__(
        self, windows: int = WINDOWS, months: int = MONTHS, negatives: int = NEGATIVES, fits: int = 3, seed: int = 0
    ) -> None:
        self.windows = windows
        self.months = months
        self.negatives = negatives
        self.fits = fits
        self.seed = seed

    def fit(
        self, population: Population, cutoff: date, established: Established, progress: Progress = lambda _: None
    ) -> Self:
        """Learn from what happened before the cut-off."""
        samples = list(self._samples(population, cutoff, established, progress))
        self.names_: tuple[str, ...] = samples[0].names if samples else ()
        matrix = np.concatenate([part.matrix for part in samples]) if samples else np.zeros((0, 0), np.float32)
        engaged = np.concatenate([part.engaged for part in samples]) if samples else np.zeros(0, np.bool_)
        self.pairs_, self.engaged_ = len(engaged), int(engaged.sum())
        # Odds among the few drawn are higher than among all candidates.
        drawn, seen = self.pairs_ - self.engaged_, sum(part.candidates for part in samples) - self.engaged_
        self.shift_ = float(np.log(drawn / seen)) if drawn and seen > 0 else 0.0
        # A column that never varies tells nothing (and none of its values may be known at all).
        self.kept_ = np.flatnonzero([_varies(column) for column in matrix.T])
        self.estimators_: list[HistGradientBoostingClassifier] = []
        if 0 < self.engaged_ < self.pairs_:
            for fit in range(self.fits):
                progress(tell("fitting_trees", fit=fit + 1, fits=self.fits, count=self.pairs_))
                with threadpool_limits(limits=_THREADS, user_api="openmp"):
                    self.estimators_.append(_trees(self.seed + fit).fit(matrix[:, self.kept_], engaged))
        return self

    def odds(self, matrix: Matrix) -> NDArray[np.float64]:
        """Log-odds of candidates, (rows,)."""
        if not self.estimators_:
            return np.zeros(len(matrix))
        kept = matrix[:, self.kept_]
        with threadpool_limits(limits=_THREADS, user_api="openmp"):
            each = [estimator.decision_function(kept) for estimator in self.estimators_]
        found: NDArray[np.float64] = np.mean(each, axis=0) + self.shift_
        return found

    def _samples(
        self, population: Population, cutoff: date, established: Established, progress: Progress
    ) -> Sequence[Sample]:
        rng = np.random.default_rng(self.seed)
        found = []
        for window in range(1, self.windows + 1):
            start = months_before(cutoff.toordinal(), self.months * window)
            end = months_before(cutoff.toordinal(), self.months * (window - 1))
            snapshot = population.before(date.fromordinal(start), established)
            if snapshot.nobody < 2 or len(snapshot.events.days) < 2:
                break
            first, last = str(date.fromordinal(start)), str(date.fromordinal(end))
            progress(tell("learning_between", first=first, last=last, count=snapshot.nobody))
            collective = Collective(snapshot)
            hits = new_pairs(population, collective, end)
            if len(hits.days):
                found.append(sample(collective, hits, self.negatives, rng))
            del collective
        return found


def _varies(column: Matrix) -> bool:
    known = column[~np.isnan(column)]
    return len(known) > 0 and bool((known != known[0]).any())


def _trees(seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_leaf_nodes=7,
        learning_rate=0.05,
        max_iter=200,
        max_features=1 / 3,
        early_stopping=False,
        random_state=seed,
    )

"""Ranking metrics, one value per seeker, and their bootstrap intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Values = NDArray[np.float64]
METRICS = ("recall_at_20", "ndcg_at_10", "ndcg_at_20", "mrr", "mutual_accept_at_5")
_RESAMPLES = 1000


@dataclass(frozen=True)
class Interval:
    """A mean with its 95% bootstrap interval."""

    value: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """Rounded for reading."""
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


def per_seeker(ranks: Rows, seekers: Rows, hits_of: Rows) -> dict[str, Values]:
    """Metrics of each seeker.

    `ranks` (hits,) the place of each hit in its seeker's list from 0, or a large number where it is not on it;
    `seekers` (hits,) the seeker of each hit, 0..m-1; `hits_of` (m,) how many hits each seeker has, none 0.
    """
    m = len(hits_of)

    def summed(values: NDArray[Any]) -> Values:
        return np.bincount(seekers, weights=values, minlength=m).astype(np.float64)

    gains = 1 / np.log2(ranks + 2.0)
    first = np.full(m, np.inf)
    np.minimum.at(first, seekers, ranks + 1.0)
    return {
        "recall_at_20": summed(ranks < 20) / hits_of,
        "ndcg_at_10": summed(gains * (ranks < 10)) / _ideal(hits_of, 10),
        "ndcg_at_20": summed(gains * (ranks < 20)) / _ideal(hits_of, 20),
        "mrr": 1 / first,
        "mutual_accept_at_5": summed(ranks < 5) / 5,
    }


def _ideal(hits_of: Rows, length: int) -> Values:
    best = np.cumsum(1 / np.log2(np.arange(length) + 2.0))
    found: Values = best[np.minimum(hits_of, length) - 1]
    return found


def interval(values: Values, seed: int = 0) -> Interval:
    """The mean over seekers and its interval by the percentile bootstrap (Efron 1979)."""
    if len(values) == 0:
        return Interval(float("nan"), float("nan"), float("nan"))
    rng = np.random.default_rng(seed)
    means = np.asarray([values[rng.integers(0, len(values), len(values))].mean() for _ in range(_RESAMPLES)])
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(values.mean()), float(low), float(high))


def intervals(metrics: Mapping[str, Values]) -> dict[str, dict[str, float]]:
    """Every metric with its interval."""
    return {name: interval(values).to_json() for name, values in metrics.items()}

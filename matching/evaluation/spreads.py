"""Raters who use more or less of the scale: a model with a spread of their own, taken only where it predicts better.

y_ij = mu + b_j + a_j (f_i + e_ij)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import pi

import numpy as np
from numpy.typing import NDArray

from matching.evaluation.ratings import Estimates, Ratings, Values, estimate

FOLDS = 5
SEVERITY, SPREAD = "severity", "severity_and_spread"
_FEWEST_RATINGS = 100
_SHRINKING = 8.0
_LEAST, _MOST = 0.5, 2.0
_LEAST_SQUARE = 1e-6
_SEED = 20_261_129


@dataclass(frozen=True)
class Evaluated:
    """Estimates, by which model, and by how much the spreads gain in held-out log-likelihood a rating (None: few)."""

    estimates: Estimates
    model: str
    gain: float | None


def evaluate(ratings: Ratings) -> Evaluated:
    """The scores by the model that predicts held-out ratings better; the simpler one unless the gain is certain."""
    simple = estimate(ratings)
    if len(ratings.scores) < _FEWEST_RATINGS:
        return Evaluated(simple, SEVERITY, None)
    gains = np.concatenate(list(_gains(ratings)))
    gain, error = float(gains.mean()), float(gains.std() / np.sqrt(len(gains)))
    if gain < 2 * error:
        return Evaluated(simple, SEVERITY, gain)
    return Evaluated(_with_spreads(ratings, simple, plug_in=False)[0], SPREAD, gain)


def _gains(ratings: Ratings) -> Iterator[Values]:
    """By how much each held-out rating is likelier under the model with spreads."""
    fold_of = np.random.default_rng(_SEED).permutation(len(ratings.scores)) % FOLDS
    for fold in range(FOLDS):
        held = fold_of == fold
        known, hidden = _part(ratings, ~held), _part(ratings, held)
        simple = estimate(known, plug_in=True)
        weighed, spreads = _with_spreads(known, simple, plug_in=True)
        yield _log_density(hidden, weighed, spreads) - _log_density(hidden, simple, np.ones(ratings.n_raters))


def _with_spreads(ratings: Ratings, simple: Estimates, *, plug_in: bool) -> tuple[Estimates, Values]:
    """(the model in which who scatters weighs less, the spread of each rater beside the usual one)."""
    known = simple.score[ratings.supervisors] + simple.severity[ratings.raters]
    squares = ratings.weights * (ratings.scores - known) ** 2
    counts = np.bincount(ratings.raters, minlength=ratings.n_raters)
    usual = max(float(squares.mean()), _LEAST_SQUARE)
    own = np.bincount(ratings.raters, squares, minlength=ratings.n_raters) / np.maximum(counts, 1) / usual
    spreads = np.exp(np.log(np.maximum(own, _LEAST_SQUARE)) / 2 * counts / (counts + _SHRINKING))
    spreads = np.clip(spreads, _LEAST, _MOST)
    weighed = replace(ratings, weights=ratings.weights / spreads[ratings.raters] ** 2)
    return estimate(weighed, plug_in=plug_in), spreads


def _log_density(ratings: Ratings, fitted: Estimates, spreads: Values) -> Values:
    mean = fitted.score[ratings.supervisors] + fitted.severity[ratings.raters]
    noise = fitted.sd_rest**2 * spreads[ratings.raters] ** 2 / ratings.weights
    variance = noise + fitted.sd[ratings.supervisors] ** 2
    return np.asarray(-0.5 * (np.log(2 * pi * variance) + (ratings.scores - mean) ** 2 / variance), dtype=np.float64)


def _part(ratings: Ratings, rows: NDArray[np.bool_]) -> Ratings:
    return replace(
        ratings, supervisors=ratings.supervisors[rows], raters=ratings.raters[rows], scores=ratings.scores[rows],
        weights=ratings.weights[rows],
    )  # fmt: skip

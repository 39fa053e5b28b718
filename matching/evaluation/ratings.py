"""Corrected scores of supervisors from ratings: a mixed model with the severity of raters, fitted by REML.

    y_ij = mu + f_i + b_j + e_ij,   f ~ N(0, s_f^2),  b ~ N(0, s_b^2),  e ~ N(0, s^2 / w_ij)

f_i is what the supervisor i is above the mean, b_j how lenient the rater j is, w_ij a weight that falls with age. The
method is that of NIPS 2014 (after Ge, Welling and Ghahramani; Platt and Burges); variances by restricted maximum
likelihood (Patterson and Thompson 1971), solved by Henderson's equations with the raters eliminated.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

Values = NDArray[np.float64]
Places = NDArray[np.int64]

INTERVAL = 1.959964
_LEAST_RATIO, _MOST_RATIO = 1e-3, 30.0
_BOUNDS = (log(_LEAST_RATIO), log(_MOST_RATIO))
_LEAST_VARIANCE = 1e-9
_FACTORS_SUPERVISOR = np.array([0.05, 0.4, 0.7, 0.85, 1.0, 1.15, 1.35, 1.7, 2.4, 3.4])
_FACTORS_RATER = np.array([0.05, 0.6, 1.0, 1.4, 2.2])
# Where no difference is seen at all, the grid still reaches to differences that the ratings may hide.
_LEAST_CENTRE = 0.35
_LARGEST_FOR_GRID = 1500


@dataclass(frozen=True)
class Ratings:
    """n ratings: places of who was rated and who rated, scores (1 to 5), weights (1: today's)."""

    supervisors: Places
    raters: Places
    scores: Values
    weights: Values
    n_supervisors: int
    n_raters: int


@dataclass(frozen=True)
class Estimates:
    """Mean, standard deviations, and of each supervisor the score mu + f with its posterior sd."""

    mean: float
    sd_supervisor: float
    sd_rater: float
    sd_rest: float
    score: Values
    sd: Values
    severity: Values


@dataclass(frozen=True)
class _Solution:
    log_likelihood: float
    variance: float
    effects: Values
    inverse: Values
    severity: Values


def estimate(ratings: Ratings, *, plug_in: bool = False) -> Estimates:
    """Fit the model; unless `plug_in`, averaged over the likelihood of the variances, which intervals then take in."""
    system = _System(ratings)
    best = system.best_ratios()
    at_best = system.solve(*best)
    solutions, share = [at_best], np.ones(1)
    if not plug_in and ratings.n_supervisors <= _LARGEST_FOR_GRID:
        grid = [(*pair, width) for pair, width in _grid(best)]
        solutions = [system.solve(ratio_f, ratio_b) for ratio_f, ratio_b, _ in grid]
        top = max(one.log_likelihood for one in solutions)
        share = np.array(
            [width * np.exp(one.log_likelihood - top) for one, (*_, width) in zip(solutions, grid, strict=True)]
        )
        share /= share.sum()
    means = np.array([one.effects[0] + one.effects[1:] for one in solutions])
    within = np.array([one.variance * _variance_of_sums(one.inverse) for one in solutions])
    score = share @ means
    sd = np.sqrt(share @ (within + (means - score) ** 2))
    rest = float(np.sqrt(at_best.variance))
    mean = float(share @ np.array([one.effects[0] for one in solutions]))
    return Estimates(mean, rest * best[0], rest * best[1], rest, score, sd, at_best.severity)


def _grid(best: Values) -> list[tuple[tuple[float, float], float]]:
    """Pairs of ratios around the best with the width of each: all ratios alike likely before the ratings are seen."""
    sides = []
    for ratio, factors in zip(best, (_FACTORS_SUPERVISOR, _FACTORS_RATER), strict=True):
        points = max(float(ratio), _LEAST_CENTRE) * factors
        sides.append(list(zip(points, np.gradient(points), strict=True)))
    return [((left, right), width * other) for left, width in sides[0] for right, other in sides[1]]


class _System:
    """Henderson's equations for [mu, f]; the raters' block is diagonal and eliminated."""

    def __init__(self, ratings: Ratings) -> None:
        self._ratings = ratings
        by_rater = _one_hot(ratings.raters, ratings.n_raters)
        self._design = _design(ratings)
        weighted = self._design.multiply(ratings.weights[:, None]).tocsr()
        self._squares = (weighted.T @ self._design).toarray()
        self._cross = (weighted.T @ by_rater).tocsr()
        self._right = np.asarray(weighted.T @ ratings.scores)
        self._of_raters = np.asarray(by_rater.T @ (ratings.weights * ratings.scores))
        self._weight_of_raters = np.asarray(by_rater.T @ ratings.weights)

    def best_ratios(self) -> Values:
        """s_f/s and s_b/s at which the restricted likelihood is greatest."""

        def loss(point: Values) -> float:
            return -self.solve(*np.exp(np.clip(point, *_BOUNDS)), with_inverse=False).log_likelihood

        options = {"xatol": 1e-3, "fatol": 1e-4, "maxiter": 120}
        found = minimize(loss, np.log([0.7, 0.5]), method="Nelder-Mead", options=options)
        return np.asarray(np.exp(np.clip(found.x, *_BOUNDS)), dtype=np.float64)

    def solve(self, ratio_f: float, ratio_b: float, *, with_inverse: bool = True) -> _Solution:
        """Effects at given ratios, with the restricted log-likelihood up to a constant."""
        ratings, n = self._ratings, len(self._ratings.scores)
        raters = self._weight_of_raters + ratio_b**-2
        shared = self._cross.multiply(1 / raters[None, :]).tocsr()
        system = self._squares - (shared @ self._cross.T).toarray()
        system[np.arange(1, len(system)), np.arange(1, len(system))] += ratio_f**-2
        factor = cho_factor(system, lower=True, check_finite=False)
        effects = cho_solve(factor, self._right - shared @ self._of_raters, check_finite=False)
        severity = (self._of_raters - self._cross.T @ effects) / raters
        rest = ratings.scores - self._design @ effects - severity[ratings.raters]
        penalty = effects[1:] @ effects[1:] / ratio_f**2 + severity @ severity / ratio_b**2
        variance = max(float(ratings.weights @ rest**2 + penalty) / max(n - 1, 1), _LEAST_VARIANCE)
        log_det = 2 * float(np.log(np.diag(factor[0])).sum()) + float(np.log(raters).sum())
        priors = 2 * ratings.n_supervisors * log(ratio_f) + 2 * ratings.n_raters * log(ratio_b)
        likelihood = -0.5 * ((n - 1) * log(variance) + log_det + priors)
        inverse = cho_solve(factor, np.eye(len(system)), check_finite=False) if with_inverse else np.empty((0, 0))
        return _Solution(likelihood, variance, effects, inverse, severity)


def _design(ratings: Ratings) -> sparse.csr_matrix:
    ones = sparse.csr_matrix(np.ones((len(ratings.scores), 1)))
    return sparse.hstack([ones, _one_hot(ratings.supervisors, ratings.n_supervisors)], format="csr")


def _one_hot(places: Places, size: int) -> sparse.csr_matrix:
    rows = np.arange(len(places))
    return sparse.csr_matrix((np.ones(len(places)), (rows, places)), shape=(len(places), size))


def _variance_of_sums(inverse: Values) -> Values:
    """The variance of mu + f_i, in units of s^2."""
    return np.asarray(inverse[0, 0] + np.diag(inverse)[1:] + 2 * inverse[0, 1:], dtype=np.float64)

"""Estimators of the heads: logistic regression for few answers, gradient-boosted trees for many."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

from matching.models.artifact import log_odds
from matching.models.card import HEADS
from matching.models.onnx import LinearColumns, linear_to_onnx, trees_to_onnx

Matrix = NDArray[np.float32]
Values = NDArray[np.float64]
# What the starting rules' log-odds of the head itself are held near: so much for each standard deviation of theirs (as
# much as they say, within bounds), and how firmly. Everything else is held near nothing: few answers then leave the
# rules' order as it was.
EFFECT, FIRMNESS = (0.5, 1.0), 20.0
# What all answers together let expect (expected_answers.py) is log-odds already, shrunk as far as answers are few: its
# weight is held near 1.
EXPECTED_FIRMNESS = 50.0
# What lies further out than all but so large a share of what was seen, on either side, counts as that.
_OUTER = 0.005
# A column that hardly differed was never seen to matter: it counts as if it had differed by so much at least.
_LEAST_SCALE = 0.1
# How many steps of a column the trees tell apart, and of how many rows these are taken.
_STEPS, _MOST_FOR_STEPS = 255, 200_000


class Linear:
    """Logistic regression over standardised columns; a missing one takes the mean and tells by a weight of its own.

    Every column is bounded to what was seen while learning (winsorised at its outer quantiles): beyond that a straight
    line says nothing that anybody ever answered.

    Ridge towards the starting rules and, where there is such a column, the answer to expect: the mode under a normal
    prior whose mean is what they say of this head.
    """

    def __init__(self, strength: float, head: int = 0, expected: int | None = None) -> None:
        """`head`: whose log-odds by the rules count, of the last three columns; `expected`: the column to expect."""
        self.strength, self.head, self.expected = strength, head, expected

    def fit(self, matrix: Matrix, answers: Values, weights: Values) -> Linear:
        """Learn; fractional answers count as yes and no in their shares."""
        missing = np.isnan(matrix)
        self.bounds = _outer_quantiles(matrix, missing)
        matrix = np.clip(matrix, *self.bounds)
        known = np.maximum((~missing).sum(axis=0), 1)
        self.fill = (np.where(missing, 0, matrix).sum(axis=0) / known).astype(np.float32)
        filled = np.where(missing, self.fill, matrix).astype(np.float64)
        self.centre, scale = filled.mean(axis=0), filled.std(axis=0)
        self.scale = np.where(scale > 1e-6, np.maximum(scale, _LEAST_SCALE), np.inf)
        # A column hardly ever missing (or known) says nothing by being so.
        share = missing.mean(axis=0)
        self.told = (share > 0.02) & (share < 0.98)
        self._share = share
        own = len(self.fill) - len(HEADS) + self.head
        columns = self._columns(filled, missing)
        means, firmness = np.zeros(columns.shape[1]), np.full(columns.shape[1], 1 / self.strength)
        means[own], firmness[own] = effect(scale[own]), FIRMNESS
        if self.expected is not None and np.isfinite(self.scale[self.expected]):
            means[self.expected], firmness[self.expected] = self.scale[self.expected], EXPECTED_FIRMNESS
        self.weights, self.intercept = _ridge(columns, answers, weights, means, firmness)
        return self

    def to_onnx(self) -> bytes:
        """As a file."""
        size = len(self.fill)
        weights = self.weights[:size] / self.scale
        absent = np.zeros(size)
        absent[self.told] = self.weights[size:]
        intercept = self.intercept - weights @ self.centre - absent @ self._share
        columns = LinearColumns(self.fill, *self.bounds, weights.astype(np.float32), absent.astype(np.float32))
        return linear_to_onnx(columns, float(intercept))

    def odds(self, matrix: Matrix) -> Values:
        """Log-odds of yes."""
        missing = np.isnan(matrix)
        filled = np.where(missing, self.fill, np.clip(matrix, *self.bounds)).astype(np.float64)
        return np.asarray(self._columns(filled, missing) @ self.weights + self.intercept)

    def _columns(self, filled: Values, missing: NDArray[np.bool_]) -> Values:
        return np.hstack([(filled - self.centre) / self.scale, missing[:, self.told] - self._share[self.told]])


def _outer_quantiles(matrix: Matrix, missing: NDArray[np.bool_]) -> tuple[Matrix, Matrix]:
    """(lowest, highest) of each column but for the outermost few; 0 where nothing is known."""
    known = np.where(missing.all(axis=0), np.float32(0), matrix)
    low, high = np.nanquantile(known, [_OUTER, 1 - _OUTER], axis=0).astype(np.float32)
    return low, high


def effect(spread: float) -> float:
    """What one standard deviation of the starting rules' log-odds is thought to move, before any answer."""
    return float(np.clip(spread, *EFFECT)) if spread > 1e-6 else 0.0


def _ridge(columns: Values, answers: Values, weights: Values, means: Values, firmness: Values) -> tuple[Values, float]:
    """Weights and intercept of least log loss, each weight held near its mean."""

    def loss(found: Values) -> tuple[float, Values]:
        odds, apart = columns @ found[:-1] + found[-1], found[:-1] - means
        wrong = weights * (1 / (1 + np.exp(-odds)) - answers)
        value = weights @ (np.logaddexp(0, odds) - answers * odds) + firmness @ apart**2 / 2
        return float(value), np.append(columns.T @ wrong + firmness * apart, wrong.sum())

    share = float(np.clip(weights @ answers / weights.sum(), 0.01, 0.99))
    start = np.append(means, np.log(share / (1 - share)))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x[:-1], float(found.x[-1])


class Trees:
    """Boosted small trees, for when labels are many."""

    def fit(self, matrix: Matrix, answers: Values, weights: Values) -> Trees:
        """Learn."""
        # scikit-learn cannot bin a column without a single value; a constant one is never split on.
        empty = np.isnan(matrix).all(axis=0)
        known = np.where(empty, np.float32(0), matrix) if empty.any() else matrix
        x, y, w = _doubled(known, answers, weights)
        alike = bool((w == w[0]).all())
        self.model = HistGradientBoostingClassifier(
            max_leaf_nodes=7, learning_rate=0.05, max_iter=200, max_features=0.33, early_stopping=False, random_state=0
        )
        with threadpool_limits(
            limits=1
        ):  # threads that wait for each other on a busy machine cost more than they bring
            self.model.fit(x if alike else _stepped(x), y, None if alike else w)
        return self

    def to_onnx(self) -> bytes:
        """As a file."""
        return trees_to_onnx(self.model)

    def odds(self, matrix: Matrix) -> Values:
        """Log-odds of yes."""
        return log_odds(self.model.predict_proba(matrix)[:, 1])


Estimator = Linear | Trees


def _stepped(columns: Matrix) -> Matrix:
    """Columns in at most as many steps as the trees tell apart, each step by its middle.

    Of weighted rows scikit-learn looks for every step's edge anew, which takes longer than all the trees; where a
    column has few values, it looks for none.
    """
    stepped = columns.copy()
    few = columns[:: max(1, len(columns) // _MOST_FOR_STEPS)]
    middles = (np.arange(_STEPS) + 0.5) / _STEPS
    for at in range(columns.shape[1]):
        known = few[~np.isnan(few[:, at]), at]
        if len(np.unique(known)) > _STEPS:
            values = np.unique(np.quantile(known, middles, method="nearest"))
            edges = (values[1:] + values[:-1]) / 2
            stepped[:, at] = np.where(np.isnan(columns[:, at]), np.nan, values[np.searchsorted(edges, columns[:, at])])
    return stepped


def _doubled(columns: Any, answers: Values, weights: Values) -> tuple[Any, NDArray[np.int64], Values]:
    """Fractional answers as two rows that share their weight."""
    if np.isin(answers, (0.0, 1.0)).all():
        return columns, answers.astype(np.int64), weights
    yes, no = answers > 0, answers < 1
    x = np.vstack([columns[yes], columns[no]])
    y = np.concatenate([np.ones(yes.sum(), dtype=np.int64), np.zeros(no.sum(), dtype=np.int64)])
    return x, y, np.concatenate([(weights * answers)[yes], (weights * (1 - answers))[no]])

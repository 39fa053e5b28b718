"""What heads are learned with: a logistic regression for few answers, small boosted trees for many."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from matching.learned.model import HEADS, log_odds
from matching.learned.onnx import linear_to_onnx, trees_to_onnx

Matrix = NDArray[np.float32]
Values = NDArray[np.float64]
# The starting rules' own columns are penalised less than the others: few answers change them little.
_TRUST = 5.0


class Linear:
    """Logistic regression over standardised columns; a missing one takes the mean and tells by a weight of its own."""

    def __init__(self, strength: float) -> None:
        self.strength = strength

    def fit(self, matrix: Matrix, answers: Values, weights: Values) -> Linear:
        """Learn; fractional answers count as yes and no in their shares."""
        missing = np.isnan(matrix)
        known = np.maximum((~missing).sum(axis=0), 1)
        self.fill = (np.where(missing, 0, matrix).sum(axis=0) / known).astype(np.float32)
        filled = np.where(missing, self.fill, matrix).astype(np.float64)
        self.centre, scale = filled.mean(axis=0), filled.std(axis=0)
        self.scale = np.where(scale > 1e-6, scale, np.inf)
        self.scale[-len(HEADS) :] /= _TRUST
        # A column hardly ever missing (or known) says nothing by being so.
        share = missing.mean(axis=0)
        self.told = (share > 0.02) & (share < 0.98)
        columns = np.hstack([(filled - self.centre) / self.scale, missing[:, self.told] - share[self.told]])
        x, y, w = _doubled(columns, answers, weights)
        self.model = LogisticRegression(C=self.strength, max_iter=500).fit(x, y, w)
        self._share = share
        return self

    def to_onnx(self) -> bytes:
        """As a file."""
        size = len(self.fill)
        weights = self.model.coef_[0, :size] / self.scale
        absent = np.zeros(size)
        absent[self.told] = self.model.coef_[0, size:]
        intercept = self.model.intercept_[0] - weights @ self.centre - absent @ self._share
        return linear_to_onnx(self.fill, weights.astype(np.float32), absent.astype(np.float32), float(intercept))

    def odds(self, matrix: Matrix) -> Values:
        """Log-odds of yes."""
        missing = np.isnan(matrix)
        filled = np.where(missing, self.fill, matrix).astype(np.float64)
        columns = np.hstack([(filled - self.centre) / self.scale, missing[:, self.told] - self._share[self.told]])
        return log_odds(self.model.predict_proba(columns)[:, 1])


class Trees:
    """Boosted small trees, for when labels are many."""

    def fit(self, matrix: Matrix, answers: Values, weights: Values) -> Trees:
        """Learn."""
        # scikit-learn cannot bin a column without a single value; a constant one is never split on.
        empty = np.isnan(matrix).all(axis=0)
        known = np.where(empty, np.float32(0), matrix) if empty.any() else matrix
        x, y, w = _doubled(known, answers, weights)
        self.model = HistGradientBoostingClassifier(
            max_leaf_nodes=7, learning_rate=0.05, max_iter=200, max_features=0.33, early_stopping=False, random_state=0
        )
        with threadpool_limits(
            limits=1
        ):  # threads that wait for each other on a busy machine cost more than they bring
            self.model.fit(x, y, w)
        return self

    def to_onnx(self) -> bytes:
        """As a file."""
        return trees_to_onnx(self.model)

    def odds(self, matrix: Matrix) -> Values:
        """Log-odds of yes."""
        return log_odds(self.model.predict_proba(matrix)[:, 1])


Estimator = Linear | Trees


def _doubled(columns: Any, answers: Values, weights: Values) -> tuple[Any, NDArray[np.int64], Values]:
    """Fractional answers as two rows that share their weight."""
    if np.isin(answers, (0.0, 1.0)).all():
        return columns, answers.astype(np.int64), weights
    yes, no = answers > 0, answers < 1
    x = np.vstack([columns[yes], columns[no]])
    y = np.concatenate([np.ones(yes.sum(), dtype=np.int64), np.zeros(no.sum(), dtype=np.int64)])
    return x, y, np.concatenate([(weights * answers)[yes], (weights * (1 - answers))[no]])

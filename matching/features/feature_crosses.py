"""Ridge regression on feature crosses: persons, their attributes, and all products of the two sides'."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

Column = NDArray[np.float64]
Columns = NDArray[np.int64]
# How far (in log-odds) people are thought to differ: one person of either side, kinds of people, what one person thinks
# of kinds of people, what kinds think of kinds. Known before any answer; answers move each as far as they can carry.
PERSON, KIND, OWN_PREFERENCE, SHARED_PREFERENCE = 0.9, 0.3, 0.3, 0.4


@dataclass(frozen=True)
class Fitted:
    """Weights of the crosses that occurred among the answers (`columns`, ascending); others say nothing."""

    columns: Columns
    weights: Column
    plain: Column

    def odds(self, crosses: sparse.csr_matrix, plain: Column) -> Column:
        """Log-odds as a difference from the mean of all."""
        return np.asarray(_among(crosses, self.columns) @ self.weights + plain @ self.plain)


def cross_features(
    seeker: sparse.csr_matrix, provider: sparse.csr_matrix, left: sparse.csr_matrix, right: sparse.csr_matrix
) -> sparse.csr_matrix:
    """One row a pair: the two persons (rows with a single one), their attributes, and what these make together."""
    parts = [
        PERSON * seeker,
        PERSON * provider,
        KIND * left,
        KIND * right,
        OWN_PREFERENCE * row_products(seeker, right),
        OWN_PREFERENCE * row_products(provider, left),
        SHARED_PREFERENCE * row_products(left, right),
    ]
    return sparse.hstack(parts, format="csr")


def fit(crosses: sparse.csr_matrix, plain: Column, said: NDArray[np.bool_]) -> Fitted:
    """Logistic ridge: the mode of a mixed model whose spreads are known. Both answers must occur."""
    columns = np.unique(crosses.indices).astype(np.int64)
    table = sparse.hstack([_among(crosses, columns), sparse.csr_matrix(plain)], format="csr")
    with threadpool_limits(limits=1):
        model = LogisticRegression(C=1.0, max_iter=200, tol=1e-3).fit(table, said)
    weights = model.coef_[0]
    return Fitted(columns, weights[: len(columns)], weights[len(columns) :])


def row_products(left: sparse.csr_matrix, right: sparse.csr_matrix) -> sparse.csr_matrix:
    """Row by row every product of an entry of `left` and one of `right`."""
    counts = np.diff(left.indptr), np.diff(right.indptr)
    row = np.repeat(np.arange(left.shape[0]), counts[0])
    each = counts[1][row]
    first = np.repeat(np.arange(left.nnz), each)
    within = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    second = right.indptr[row[first]] + within
    columns = left.indices[first].astype(np.int64) * right.shape[1] + right.indices[second]
    starts = np.concatenate([[0], np.cumsum(counts[0] * counts[1])])
    shape = (left.shape[0], left.shape[1] * right.shape[1])
    return sparse.csr_matrix((left.data[first] * right.data[second], columns, starts), shape=shape)


def one_hot(rows: NDArray[np.int64], size: int) -> sparse.csr_matrix:
    """A row with a single one for each number."""
    return sparse.csr_matrix((np.ones(len(rows)), rows, np.arange(len(rows) + 1)), shape=(len(rows), size))


def _among(table: sparse.csr_matrix, columns: Columns) -> sparse.csr_matrix:
    """Only these columns (sorted), numbered anew."""
    if len(columns) == 0:
        return sparse.csr_matrix((table.shape[0], 0))
    at = np.minimum(np.searchsorted(columns, table.indices), len(columns) - 1)
    known = columns[at] == table.indices
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    return sparse.csr_matrix((table.data[known], (rows[known], at[known])), shape=(table.shape[0], len(columns)))

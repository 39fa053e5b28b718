"""How well a ranking of people for judged questions agrees with the judges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_BEST = 3


@dataclass(frozen=True)
class Agreement:
    """Of each question: `ndcg_5`, `ndcg_10` (gain 2^grade - 1), and whether a three stands among the first five."""

    ndcg_5: Values
    ndcg_10: Values
    has_best: NDArray[np.bool_]


def agreement(scores: Values, grades: NDArray[np.int64]) -> Agreement:
    """(questions, people) scores beside grades 0 to 3; ties go by the order of people."""
    orders = np.argsort(-scores, axis=1, kind="stable")
    ranked = np.take_along_axis(grades, orders, axis=1)
    return Agreement(_ndcg(ranked, 5), _ndcg(ranked, 10), (ranked[:, :5] == _BEST).any(axis=1))


def _ndcg(ranked: NDArray[np.int64], places: int) -> Values:
    """Järvelin and Kekäläinen 2002; 1 where nobody is of any use."""
    discounts = 1 / np.log2(np.arange(2, places + 2))
    ideal = -np.sort(-ranked, axis=1)[:, :places]
    found = (2.0 ** ranked[:, :places] - 1) @ discounts[: ranked.shape[1]]
    best = (2.0**ideal - 1) @ discounts[: ranked.shape[1]]
    return np.where(best > 0, found / np.maximum(best, 1e-9), 1.0)

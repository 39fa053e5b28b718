"""Compares heads with the baseline on held-out answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from matching.models.card import HEADS
from matching.training.heads import Head, auc

Values = NDArray[np.float64]
Figures = dict[str, dict[str, float]]
_ROUNDS = 200


def compared(heads: Mapping[str, Head], truth: Mapping[str, tuple[Values, Values]]) -> tuple[Figures, Figures]:
    """(the model's figures, the starting rules'): AUC and Brier score of each head that was learned.

    `truth`: for each head the answers of all cases (NaN where there is none) and the starting rules' chances.
    """
    learned: Figures = {}
    rules: Figures = {}
    for at, name in enumerate(HEADS):
        head = heads[name]
        if len(head.held) == 0:
            continue
        answers, baseline = truth[name]
        rows = np.flatnonzero(~np.isnan(answers))[head.held_rows]
        for figures, scores in ((learned, head.held), (rules, baseline[rows, at])):
            figures[f"{name}_auc"] = with_interval(auc, answers[rows], scores)
            figures[f"{name}_brier"] = with_interval(brier, answers[rows], scores)
    return learned, rules


def brier(answers: Values, chances: Values) -> float:
    """The mean squared error of chances."""
    return float(np.mean((answers - chances) ** 2))


def with_interval(measure: Callable[[Values, Values], float], answers: Values, scores: Values) -> dict[str, float]:
    """A figure with its 95% bootstrap interval over answers; the same answers give the same interval."""
    rng = np.random.default_rng(0)
    value = measure(answers, scores)
    found = []
    for _ in range(_ROUNDS):
        rows = rng.integers(0, len(answers), len(answers))
        found.append(measure(answers[rows], scores[rows]))
    known = [one for one in found if not np.isnan(one)] or [value]
    low, high = np.quantile(known, [0.025, 0.975])
    return {"value": round(value, 4), "low": round(float(low), 4), "high": round(float(high), 4)}

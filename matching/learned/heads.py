"""One chance from features: chosen on held-out cases, calibrated there, and blended with the starting rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

from matching.learned.estimators import Estimator, Linear, Trees
from matching.learned.model import log_odds, with_baseline

Matrix = NDArray[np.float32]
Values = NDArray[np.float64]
# With fewer labels, or fewer of the rarer answer, trees are not tried.
LEAST_FOR_TREES, LEAST_RARE_FOR_TREES = 500, 50
LEAST_TO_LEARN = 8
# From so many labels on one answer alone is taken for what the data hold, not for a lack of them.
_LEAST_FOR_CONSTANT = 20
_N0 = (5.0, 15.0, 40.0, 100.0, 300.0, 1000.0, 3000.0)
# What was learned must beat the starting rules by so many standard errors before it counts for much.
_DOUBT = 1.5
_STRENGTHS = (0.001, 0.01, 0.1)
_NEUTRAL = {"slope": 1.0, "shift": 0.0, "base_slope": 1.0, "base_shift": 0.0, "constant": 0.5}


@dataclass(frozen=True)
class Split:
    """Rows to learn from and rows held out; all rows' columns as they are when nobody sees the held-out answers."""

    train: NDArray[np.int64]
    held: NDArray[np.int64]
    matrix: Matrix
    baseline: Values


@dataclass(frozen=True)
class Labelled:
    """Cases of one head with their answers, 0 to 1."""

    matrix: Matrix
    baseline: Values
    answers: Values
    weights: Values
    splits: Sequence[Split]


@dataclass(frozen=True)
class Head:
    """What the card says of a head, and its file; `held` are the chances it gave to held-out cases."""

    info: dict[str, Any]
    content: bytes | None
    held_rows: NDArray[np.int64]
    held: Values


K = TypeVar("K")


def learn_head(name: str, labelled: Labelled) -> Head:
    """The head that did best on held-out cases; the starting rules alone where there is too little to learn from."""
    n, positives = len(labelled.answers), float(labelled.answers.sum())
    rare = min(positives, n - positives)
    info: dict[str, Any] = {"n": n, "positives": round(positives, 2), "n0": 0.0, "weight": 0.0, **_NEUTRAL}
    nothing = np.zeros(0)
    if n >= _LEAST_FOR_CONSTANT and rare == 0:
        note = f"All {n} answers are the same: this chance is the same for everybody."
        info |= {"estimator": "constant", "constant": (positives + 1) / (n + 2), "note": note}
        return Head(info, None, np.zeros(0, dtype=np.int64), nothing)
    if n < LEAST_TO_LEARN or rare < 2 or not labelled.splits:
        info |= {"estimator": "baseline", "note": f"Only {n} answers: the starting rules alone."}
        return Head(info, None, np.zeros(0, dtype=np.int64), nothing)
    return _learn(name, labelled, info, rare)


def _learn(name: str, labelled: Labelled, info: dict[str, Any], rare: float) -> Head:
    at = {"seeker": 0, "provider": 1, "outcome": 2}[name]
    rows = np.concatenate([split.held for split in labelled.splits])
    base = np.concatenate([log_odds(split.baseline)[split.held, at] for split in labelled.splits])
    truth, weights = labelled.answers[rows], labelled.weights[rows]
    makers: dict[str, Callable[[], Estimator]] = {f"logistic, C={c}": _linear(c) for c in _STRENGTHS}
    if len(labelled.answers) >= LEAST_FOR_TREES and rare >= LEAST_RARE_FOR_TREES:
        makers["boosted trees"] = Trees
    found = {title: _held_out(make, labelled) for title, make in makers.items()}
    calibrated = {title: platt(odds, truth, weights) for title, odds in found.items()}
    losses = {title: _loss(_line(odds, calibrated[title]), truth, weights) for title, odds in found.items()}
    best = _simplest({title: _losses(_line(odds, calibrated[title]), truth) for title, odds in found.items()})
    slope, shift = calibrated[best]
    base_slope, base_shift = platt(base, truth, weights)
    learned, rules = slope * found[best] + shift, base_slope * base + base_shift
    n_learned = float(np.mean([len(split.train) for split in labelled.splits]))
    n0 = _choose_n0(learned, rules, n_learned, truth)
    weight = len(labelled.answers) / (len(labelled.answers) + n0)
    told = ", ".join(f"{title} {loss:.4f}" for title, loss in losses.items())
    note = f"Log loss on {len(rows)} held-out answers: {told}; starting rules {_loss(rules, truth, weights):.4f}."
    info |= {"estimator": best, "n0": n0, "weight": weight, "note": note}
    info |= {"slope": slope, "shift": shift, "base_slope": base_slope, "base_shift": base_shift}
    columns = with_baseline(labelled.matrix, log_odds(labelled.baseline))
    final = makers[best]().fit(columns, labelled.answers, labelled.weights)
    held = 1 / (1 + np.exp(-_mixed(learned, rules, n_learned, n0)))
    return Head(info, final.to_onnx(), rows, held)


def _linear(strength: float) -> Callable[[], Estimator]:
    return lambda: Linear(strength)


def _line(odds: Values, line: tuple[float, float]) -> Values:
    return line[0] * odds + line[1]


def _mixed(learned: Values, rules: Values, n: float, n0: float) -> Values:
    weight = n / (n + n0)
    return weight * learned + (1 - weight) * rules


def _choose_n0(learned: Values, rules: Values, n: float, truth: Values) -> float:
    """The largest n0 (the most of the starting rules) that cannot be told from the best one."""
    each = {value: _losses(_mixed(learned, rules, n, value), truth) for value in sorted(_N0, reverse=True)}
    return _simplest(each, errors=_DOUBT)


def _simplest(losses: dict[K, Values], errors: float = 1.0) -> K:
    """The first (the simplest) that cannot be told from the best: by so many standard errors of their difference."""
    best = min(losses, key=lambda name: float(losses[name].mean()))
    for name, values in losses.items():
        worse = values - losses[best]
        if worse.mean() <= errors * worse.std() / np.sqrt(len(worse)):
            return name
    return best


def _losses(odds: Values, answers: Values) -> Values:
    return np.asarray(np.logaddexp(0, odds) - answers * odds)


def _held_out(make: Callable[[], Estimator], labelled: Labelled) -> Values:
    parts = []
    for split in labelled.splits:
        answers = labelled.answers[split.train]
        columns = with_baseline(split.matrix, log_odds(split.baseline))
        if answers.min() == answers.max():
            parts.append(np.full(len(split.held), log_odds(answers.mean())))
        else:
            fitted = make().fit(columns[split.train], answers, labelled.weights[split.train])
            parts.append(fitted.odds(columns[split.held]))
    return np.concatenate(parts)


def platt(odds: Values, answers: Values, weights: Values) -> tuple[float, float]:
    """(slope, shift) that make log-odds calibrated (Platt 1999), held near (1, 0) where there are few answers."""

    def loss(line: Values) -> float:
        z = line[0] * odds + line[1]
        fit = weights @ (np.logaddexp(0, z) - answers * z)
        return float(fit + 2.0 * (line[0] - 1) ** 2 + 0.05 * line[1] ** 2)

    found = minimize(loss, np.asarray([1.0, 0.0]), method="L-BFGS-B", bounds=[(0.05, 3.0), (-6.0, 6.0)])
    return float(found.x[0]), float(found.x[1])


def auc(answers: Values, scores: Values) -> float:
    """Area under the curve; NaN where only one answer occurs."""
    yes = answers >= 0.5
    n, rest = int(yes.sum()), int((~yes).sum())
    if not n or not rest:
        return float("nan")
    # By ranks (Mann and Whitney): the same number as scikit-learn's, without its checks, which cost bootstraps dearly.
    return float((rankdata(scores)[yes].sum() - n * (n + 1) / 2) / (n * rest))


def _loss(odds: Values, answers: Values, weights: Values) -> float:
    return float(weights @ _losses(odds, answers) / weights.sum())

"""Model selection, Platt calibration and shrinkage to the baseline for one head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

from matching.models.artifact import log_odds, with_baseline
from matching.training.estimators import FIRMNESS, Estimator, Linear, Trees, effect

Matrix = NDArray[np.float32]
Values = NDArray[np.float64]
# With fewer labels, or fewer of the rarer answer, trees are not tried.
LEAST_FOR_TREES, LEAST_RARE_FOR_TREES = 500, 50
LEAST_TO_LEARN = 8
# From so many labels on one answer alone is taken for what the data hold, not for a lack of them.
_LEAST_FOR_CONSTANT = 20
# Before held-out answers speak, what was learned counts n / (n + this) against the starting rules.
_EXPECTED_N0 = 300.0
_WEIGHTS = np.linspace(0.01, 0.99, 99)
# How firmly the slope of what was learned is held at 1.
_HELD = 2.0
_LEAST_SPREAD = 0.02
_STRENGTHS = (0.001, 0.01, 0.1)
# More rows than these decide between estimators no better, they only take longer.
_MOST_TRIED = 30_000
# Of more than these an even sample is learned: half of a million made pairs gives an AUC of .764, all .766, in half the
# time and a good part less memory (tests/bench/bench_learning.py).
_MOST_LEARNED = 500_000
_NEUTRAL = {"slope": 1.0, "shift": 0.0, "base_slope": 1.0, "base_shift": 0.0, "constant": 0.5}


def note_on(code: str, **params: object) -> dict[str, object]:
    """What a card says of how a head was learned: a fact as plain data."""
    return {"code": code, "params": params}


NO_ANSWERS: dict[str, Any] = {
    "n": 0, "positives": 0.0, "n0": 0.0, "weight": 0.0, "estimator": "baseline", **_NEUTRAL,
    "notes": [note_on("chosen_look_alike")],
}  # fmt: skip


@dataclass(frozen=True)
class Split:
    """Rows to learn from and rows held out; all rows' columns as they are when nobody sees the held-out answers."""

    train: NDArray[np.int64]
    held: NDArray[np.int64]
    matrix: Matrix
    baseline: Values


@dataclass(frozen=True)
class Labelled:
    """Cases of one head with their answers, 0 to 1; `expected`: the column of the answer to expect, if there is one."""

    matrix: Matrix
    baseline: Values
    answers: Values
    weights: Values
    splits: Sequence[Split]
    expected: int | None = None


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
        notes = [note_on("answers_alike", count=n)]
        info |= {"estimator": "constant", "constant": (positives + 1) / (n + 2), "notes": notes}
        return Head(info, None, np.zeros(0, dtype=np.int64), nothing)
    if n < LEAST_TO_LEARN or rare < 2 or not labelled.splits:
        info |= {"estimator": "baseline", "notes": [note_on("few_answers", count=n)]}
        return Head(info, None, np.zeros(0, dtype=np.int64), nothing)
    return _learn(name, replace(labelled, splits=[_thinned(split) for split in labelled.splits]), info, rare)


def _learn(name: str, labelled: Labelled, info: dict[str, Any], rare: float) -> Head:
    at = {"seeker": 0, "provider": 1, "outcome": 2}[name]
    rows = np.concatenate([split.held for split in labelled.splits])
    base = np.concatenate([log_odds(split.baseline)[split.held, at] for split in labelled.splits])
    # Weights shape what is learned; a chance is that of an answer as it comes.
    truth = labelled.answers[rows]
    makers: dict[str, Callable[[], Estimator]] = {
        f"logistic, C={c}": _linear(c, at, labelled.expected) for c in _STRENGTHS
    }
    if len(labelled.answers) >= LEAST_FOR_TREES and rare >= LEAST_RARE_FOR_TREES:
        makers["boosted trees"] = Trees
    found = {title: _held_out(make, labelled) for title, make in makers.items()}
    calibrated = {title: platt(odds, truth) for title, odds in found.items()}
    tried = {title: float(log_losses(_line(odds, calibrated[title]), truth).mean()) for title, odds in found.items()}
    best = _simplest({title: log_losses(_line(odds, calibrated[title]), truth) for title, odds in found.items()})
    slope, shift = calibrated[best]
    base_slope, base_shift = _rules(base, truth)
    learned, rules = slope * found[best] + shift, base_slope * base + base_shift
    # Answers are worth as many as the rarer ones among them allow.
    n = min(float(len(labelled.answers)), 2 * rare)
    n_learned = n * float(np.mean([len(split.train) for split in labelled.splits])) / len(labelled.answers)
    n0 = _choose_n0(learned, rules, n_learned, truth)
    weight = n / (n + n0)
    losses = [f"{title} {loss:.4f}" for title, loss in tried.items()]
    of_rules = float(log_losses(rules, truth).mean())
    notes = [note_on("log_losses", count=len(rows), losses=losses, rules=of_rules)]
    info |= {"estimator": best, "n0": n0, "weight": weight, "notes": notes}
    info |= {"slope": slope, "shift": shift, "base_slope": base_slope, "base_shift": base_shift}
    kept = _sample(np.arange(len(labelled.answers)), _MOST_LEARNED / len(labelled.answers))
    columns = with_baseline(labelled.matrix[kept], log_odds(labelled.baseline[kept]), np.float64)
    final = makers[best]().fit(columns, labelled.answers[kept], labelled.weights[kept])
    held = 1 / (1 + np.exp(-_mixed(learned, rules, n_learned / (n_learned + n0))))
    return Head(info, final.to_onnx(), rows, held)


def _thinned(split: Split) -> Split:
    """An even sample of a split of very many rows; learned from and held out in the same shares."""
    share = _MOST_TRIED / (len(split.train) + len(split.held))
    return replace(split, train=_sample(split.train, share), held=_sample(split.held, share))


def _sample(rows: NDArray[np.int64], share: float) -> NDArray[np.int64]:
    """So large a share of rows, ascending; the same rows each time."""
    if share >= 1:
        return rows
    return np.sort(np.random.default_rng(0).choice(rows, int(len(rows) * share), replace=False))


def _linear(strength: float, at: int, expected: int | None) -> Callable[[], Estimator]:
    return lambda: Linear(strength, at, expected)


def _rules(base: Values, answers: Values) -> tuple[float, float]:
    """(slope, shift) of the starting rules: held near what one standard deviation of theirs is thought to move."""
    spread = float(base.std())
    slope = effect(spread) / spread if spread > _LEAST_SPREAD else 1.0
    return platt(base, answers, FIRMNESS / 2 * max(spread, _LEAST_SPREAD) ** 2, slope)


def _line(odds: Values, line: tuple[float, float]) -> Values:
    return line[0] * odds + line[1]


def _mixed(learned: Values, rules: Values, weight: float) -> Values:
    return weight * learned + (1 - weight) * rules


def _choose_n0(learned: Values, rules: Values, n: float, truth: Values) -> float:
    """The n0 of the mean weight by Bayes: what held-out answers say of each, and a doubt that fades as n grows."""
    told = np.asarray([log_losses(_mixed(learned, rules, weight), truth).sum() for weight in _WEIGHTS])
    belief = (_EXPECTED_N0 / n - 1) * np.log(1 - _WEIGHTS) - told
    belief = np.exp(belief - belief.max())
    weight = float(belief @ _WEIGHTS / belief.sum())
    return n * (1 - weight) / weight


def _simplest(log_losses: dict[K, Values], errors: float = 1.0) -> K:
    """The first (the simplest) that cannot be told from the best: by so many standard errors of their difference."""
    best = min(log_losses, key=lambda name: float(log_losses[name].mean()))
    for name, values in log_losses.items():
        worse = values - log_losses[best]
        if worse.mean() <= errors * worse.std() / np.sqrt(len(worse)):
            return name
    return best


def log_losses(odds: Values, answers: Values) -> Values:
    """The log loss of each answer."""
    return np.asarray(np.logaddexp(0, odds) - answers * odds)


def _held_out(make: Callable[[], Estimator], labelled: Labelled) -> Values:
    parts = []
    for split in labelled.splits:
        answers = labelled.answers[split.train]
        if answers.min() == answers.max():
            parts.append(np.full(len(split.held), log_odds(answers.mean())))
        else:
            fitted = make().fit(_columns(split, split.train), answers, labelled.weights[split.train])
            parts.append(fitted.odds(_columns(split, split.held)))
    return np.concatenate(parts)


def _columns(split: Split, rows: NDArray[np.int64]) -> Matrix:
    return with_baseline(split.matrix[rows], log_odds(split.baseline[rows]))


def platt(odds: Values, answers: Values, held: float = _HELD, slope: float = 1.0) -> tuple[float, float]:
    """(slope, shift) that make log-odds calibrated (Platt 1999), held near (slope, 0) where there are few answers."""

    def loss(line: Values) -> float:
        z = line[0] * odds + line[1]
        fit = log_losses(z, answers).sum()
        return float(fit + held * (line[0] - slope) ** 2 + 0.05 * line[1] ** 2)

    found = minimize(
        loss, np.asarray([slope, 0.0]), method="L-BFGS-B", bounds=[(0.05, max(3.0, 2 * slope)), (-6.0, 6.0)]
    )
    return float(found.x[0]), float(found.x[1])


def auc(answers: Values, scores: Values) -> float:
    """Area under the curve; NaN where only one answer occurs."""
    yes = answers >= 0.5
    n, rest = int(yes.sum()), int((~yes).sum())
    if not n or not rest:
        return float("nan")
    # By ranks (Mann and Whitney): the same number as scikit-learn's, without its checks, which cost bootstraps dearly.
    return float((rankdata(scores)[yes].sum() - n * (n + 1) / 2) / (n * rest))

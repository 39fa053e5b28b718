"""The learned ranker: a trained model behind the baseline's interface, with contributions of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.models.artifact import TrainedModel
from matching.models.card import ModelError, UnusableCode
from matching.ranking.baseline_ranker import BaselineRanker, Scored

Matrix = NDArray[np.float32]
Vector = NDArray[np.float64]
# Orders of the groups over which each contribution is averaged, every one also backwards (antithetic, Mitchell et al.
# 2022: half the variance for nothing).
_ORDERS = 8
_SEED = 20261122
# So many are scored by the model; of more, those whom the starting rules put first. The others follow in their order.
_CLOSELY = 1000


@dataclass(frozen=True)
class LearnedScored(Scored):
    """Chances by the model, and the columns that they were made from beside what the starting rules filled in."""

    columns: Matrix
    average_columns: Matrix


class LearnedRanker:
    """Chances of a trained model; ranks, and says what moved each row against the average candidate."""

    def __init__(self, model: TrainedModel, baseline: BaselineRanker, names: Sequence[str]) -> None:
        """`names`: the columns that this program can give; raises ModelError where the model needs others."""
        lacking = [name for name in model.card.features if name not in names]
        if lacking:
            raise ModelError(UnusableCode.LACKING_FEATURES, features=tuple(lacking[:5]))
        self.model = model
        self.baseline = baseline
        self.names = tuple(names)
        self.columns = np.asarray([self.names.index(name) for name in model.card.features], dtype=np.int64)

    @property
    def id(self) -> str:
        """The model's id."""
        return self.model.card.id

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.card.name

    def score(self, matrix: Matrix, candidates: NDArray[np.bool_], expected: Mapping[str, float]) -> LearnedScored:
        """Chances and scores of all rows; averages are taken over the candidates only."""
        own = matrix[:, : len(self.baseline.names)]
        rules, known = self.baseline.score(own, candidates, expected), self.baseline.alone(own, candidates, expected)
        columns = np.ascontiguousarray(matrix[:, self.columns])
        chosen = _closely(rules.score, candidates)
        chances = rules.chances.copy()
        chances[chosen] = self.model.chances(columns[chosen], known.chances[chosen])
        score = _in_order(np.round(chances.prod(axis=1), 6), chosen, candidates)
        return LearnedScored(known.filled, known.average, chances, score, columns, _means(columns, candidates))

    def difference(self, scored: Scored, row: int) -> float:
        """The log-odds of a row's score less the average candidate's."""
        found = _learned(scored)
        own = self._odds(found.filled[[row]].astype(np.float64), found.columns[[row]])
        return float(own[0] - self._average_odds(found))

    def sums_of(self, scored: Scored, rows: NDArray[np.int64], groups: Mapping[str, tuple[str, ...]]) -> list[
        dict[str, float]
    ]:  # fmt: skip
        """What each group of features adds to the log-odds of the rows' scores over the average candidate's.

        Groups change over from the average candidate to the row one by one, in a few fixed orders and the same orders
        backwards; a group's part is its mean step (Shapley values by sampling, Štrumbelj and Kononenko 2010). Each
        order's steps add up to the whole difference, so their means do too.
        """
        found = _learned(scored)
        base, learned = self._places(groups)
        orders = _orders(len(groups))
        known, columns = self._steps(found, rows, [[(base[at], learned[at]) for at in order] for order in orders])
        odds = self._odds(known, columns).reshape(len(orders), len(groups), len(rows))
        before = np.concatenate([np.full((len(orders), 1, len(rows)), self._average_odds(found)), odds[:, :-1]], axis=1)
        total = np.zeros((len(rows), len(groups)))
        for order, moved in zip(orders, odds - before, strict=True):
            total[:, order] += moved.T
        means = total / len(orders)
        return [dict(zip(groups, map(float, line), strict=True)) for line in means]

    def _steps(
        self, scored: LearnedScored, rows: NDArray[np.int64], orders: Sequence[Sequence[tuple[list[int], list[int]]]]
    ) -> tuple[Vector, Matrix]:
        """The rows after each change of each order, one below the other: a call costs more than its rows."""
        shape = (len(orders), len(orders[0]), len(rows))
        known = np.empty((*shape, len(scored.average)))
        columns = np.empty((*shape, len(scored.average_columns)), dtype=np.float32)
        for at, order in enumerate(orders):
            known[at], columns[at] = scored.average, scored.average_columns
            for step, (base, learned) in enumerate(order):
                known[at, step:, :, base] = scored.filled[rows][:, base].T[:, np.newaxis]
                columns[at, step:, :, learned] = scored.columns[rows][:, learned].T[:, np.newaxis]
        return known.reshape(-1, known.shape[-1]), columns.reshape(-1, columns.shape[-1])

    def _places(self, groups: Mapping[str, tuple[str, ...]]) -> tuple[list[list[int]], list[list[int]]]:
        """The columns of each group among the starting rules' and among the model's; raises ValueError where a column
        belongs to none: what it moves would be told as another's."""
        own, model = self.baseline.names, self.model.card.features
        told = {name for members in groups.values() for name in members}
        astray = sorted({*own, *model} - told)
        if astray:
            raise ValueError(f"no group of features tells of {', '.join(astray)}")
        base = [[at for at, name in enumerate(own) if name in members] for members in groups.values()]
        learned = [[at for at, name in enumerate(model) if name in members] for members in groups.values()]
        return base, learned

    def _average_odds(self, scored: LearnedScored) -> float:
        return float(self._odds(scored.average[None, :], scored.average_columns[None, :])[0])

    def _odds(self, known: Vector, columns: Matrix) -> Vector:
        return _log_odds(self.model.chances(columns, self.baseline.chances(known)).prod(axis=1))


def _learned(scored: Scored) -> LearnedScored:
    if not isinstance(scored, LearnedScored):
        raise TypeError("what the starting rules scored is not for a learned ranker")
    return scored


def _closely(score: Vector, candidates: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The candidates whom the model looks at."""
    rows = np.flatnonzero(candidates)
    if len(rows) <= _CLOSELY:
        return rows if len(rows) else np.arange(len(score))[:_CLOSELY]
    return rows[np.argpartition(-score[rows], _CLOSELY)[:_CLOSELY]]


def _in_order(score: Vector, chosen: NDArray[np.int64], candidates: NDArray[np.bool_]) -> Vector:
    """Candidates whom the model did not look at come after all whom it did, in their own order."""
    rest = candidates.copy()
    rest[chosen] = False
    if rest.any() and len(chosen):
        highest, floor = float(score[rest].max()), float(score[chosen].min())
        score[rest] *= min(1.0, floor / highest) if highest > 0 else 1.0
    return score


def _means(columns: Matrix, candidates: NDArray[np.bool_]) -> Matrix:
    """The mean of what is known of each column; NaN where nothing is."""
    chosen = columns[candidates] if candidates.any() else columns
    known = ~np.isnan(chosen)
    sums = np.where(known, chosen, 0).sum(axis=0, dtype=np.float64)
    counts = known.sum(axis=0)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan).astype(np.float32)


def _orders(count: int) -> list[list[int]]:
    random = np.random.default_rng(_SEED)
    drawn = [[int(at) for at in random.permutation(count)] for _ in range(_ORDERS)]
    return [order for one in drawn for order in (one, one[::-1])]


def _log_odds(chance: Vector) -> Vector:
    clipped = np.clip(chance, 1e-12, 1 - 1e-12)
    return np.asarray(np.log(clipped) - np.log1p(-clipped))

"""Hand-weighted ranker: three logistic heads over named features; their product is the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Weight:
    """What one feature adds to the log-odds of each head per unit above `centre`, and why.

    `missing` stands in for NaN: a number; "average": as the average candidate, so that not knowing moves nothing;
    "expected": what history expects of somebody without any.
    """

    feature: str
    seeker: float
    provider: float
    outcome: float
    why: str
    missing: float | str = "average"
    centre: float = 0.0


# The one table. Seeker: would the startup want this person. Provider: would this person say yes. Outcome: would it
# end well. Weights are judgement, not learned; learned heads replace them as answers come in.
WEIGHTS = (
    Weight("shared_bits", 0.4, 0.15, 0.08, "a shared rare field is what founders look for first", 0.0),
    Weight("need_covered", 0.9, 0.3, 0.2, "covering all that was asked beats covering one part of it", 0.0),
    Weight("profile_share", 0.6, 0.3, 0.1, "who does little else knows it better than who names everything", 0.0),
    Weight("text_fit", 3.5, 1.0, 0.6, "what two texts say goes beyond the tags anybody thought of", 0.0),
    Weight("stage_fit", 0.6, 0.4, 0.3, "advice for another stage is advice for another company", centre=0.5),
    Weight("ticket_fit", 0.8, 1.6, 0.3, "who invests other sums will not invest this one", centre=0.5),
    Weight("place_fit", 0.4, 0.25, 0.2, "people who can meet do meet; distance forbids nothing", centre=0.5),
    Weight("same_pool", 0.2, 0.5, 0.2, "an incubator's own supervisors were hired for its startups"),
    Weight("category_fit", 1.2, 0.0, 0.3, "the need names the kind of person", centre=0.5),
    Weight("accept_rate", 0.3, 3.2, 0.0, "who said yes before says yes again; asking costs weeks", "expected", 0.5),
    Weight("answer_days", -0.3, -0.4, -0.1, "a slow answer is half a refusal (log of days)", "expected", 1.6),
    Weight("idle_years", 0.0, -0.4, 0.0, "who was not heard of for years may have moved on"),
    Weight("rating", 0.6, 0.0, 0.6, "startups' ratings, shrunk to the mean, so that few say little", "expected", 3.8),
    Weight("finished_share", 0.3, 0.0, 1.0, "what ended well before ends well again", "expected", 0.6),
    Weight("guided_alike", 0.6, 0.3, 0.4, "has guided startups with this very need"),
    Weight("refused_alike", -0.6, -4.0, -0.4, "said 'wrong field' to needs like this one"),
    Weight("free_share", 0.1, 0.5, 0.1, "somebody with room says yes more easily", centre=0.5),
    Weight("waiting", 0.0, -0.4, 0.0, "requests already waiting will be answered first (log of their number)"),
)
_CENTRES = {weight.feature: weight.centre for weight in WEIGHTS}
# Log-odds of each head where every feature stands at its centre: a stranger with nothing in common. Few would want
# them, some would say yes to anybody, most of what begins ends well enough.
INTERCEPTS = (-2.2, -0.7, 0.5)
# Judgement that no answer has confirmed is told with less certainty than it was weighed: all log-odds shrink by
# TEMPER and move by SHIFTS, so that the best of a city stays short of certain.
TEMPER = 0.55
SHIFTS = (-0.8, -0.4, -0.2)


@dataclass(frozen=True)
class Scored:
    """Everybody's chances. `filled` is the feature matrix without NaN; `average` its mean over the candidates."""

    filled: NDArray[np.float32]
    average: Vector
    chances: NDArray[np.float64]
    score: Vector


class BaselineRanker:
    """Scores a feature matrix by the table; learns nothing."""

    id = "baseline-2"
    name = "the starting rules; no learned model yet"

    def __init__(self, names: tuple[str, ...]) -> None:
        table = {weight.feature: weight for weight in WEIGHTS}
        self.names = names
        chosen = [table.get(name, Weight(name, 0.0, 0.0, 0.0, "not used")) for name in names]
        self.weights = np.asarray([[w.seeker, w.provider, w.outcome] for w in chosen]) * TEMPER
        self.missing = [weight.missing for weight in chosen]
        self.intercepts = (
            np.asarray(INTERCEPTS) * TEMPER + SHIFTS - np.asarray([weight.centre for weight in chosen]) @ self.weights
        )

    def score(
        self, matrix: NDArray[np.float32], candidates: NDArray[np.bool_], expected: Mapping[str, float]
    ) -> Scored:
        """Chances and scores of all rows; averages are taken over the candidates only."""
        filled, average = self._fill(matrix, candidates, expected)
        odds = filled @ self.weights.astype(np.float32) + self.intercepts.astype(np.float32)
        chances = 1 / (1 + np.exp(-odds.astype(np.float64)))
        # Rounded, so that the last bits of the sums (which depend on the number of threads) decide no order.
        return Scored(filled, average, chances, np.round(chances.prod(axis=1), 6))

    def contributions(self, scored: Scored, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """What each feature adds to the log-odds of the rows' scores over the average candidate's, (rows, features).

        The parts of each row add up to exactly that difference: every nonlinear step is replaced by its secant
        between the two candidates (the rescale rule of DeepLIFT, Shrikumar et al. 2017).
        """
        step = (scored.filled[rows].astype(np.float64) - scored.average)[:, :, np.newaxis] * self.weights
        base = scored.average @ self.weights + self.intercepts
        odds = base + step.sum(axis=1)
        to_log = _secant(odds, base, _log_chance(odds), _log_chance(base), 1 - _chance(base))
        logs, base_log = _log_chance(odds).sum(axis=1), float(_log_chance(base).sum())
        to_odds = _secant(logs, base_log, _log_odds(logs), float(_log_odds(base_log)), 1 / -np.expm1(base_log))
        parts: NDArray[np.float64] = (step * to_log[:, np.newaxis, :]).sum(axis=2) * to_odds[:, np.newaxis]
        return parts

    def sums_of(
        self, scored: Scored, rows: NDArray[np.int64], groups: Mapping[str, tuple[str, ...]]
    ) -> list[dict[str, float]]:
        """For each row what each group of features adds; `groups` names the features of each."""
        places = {group: [at for at, name in enumerate(self.names) if name in own] for group, own in groups.items()}
        parts = self.contributions(scored, rows)
        return [{group: float(line[at].sum()) for group, at in places.items()} for line in parts]

    def chances(self, filled: NDArray[np.float64]) -> NDArray[np.float64]:
        """The chances of rows without NaN."""
        return _chance(filled @ self.weights + self.intercepts)

    def difference(self, scored: Scored, row: int) -> float:
        """The log-odds of a row's score less the average candidate's."""
        base = scored.average @ self.weights + self.intercepts
        odds = scored.filled[row].astype(np.float64) @ self.weights + self.intercepts
        return float(_log_odds(_log_chance(odds).sum()) - _log_odds(_log_chance(base).sum()))

    def alone(
        self, matrix: NDArray[np.float32], candidates: NDArray[np.bool_], expected: Mapping[str, float]
    ) -> Scored:
        """The same where nobody else's values stand in for a missing one: what a model learned beside."""
        filled = np.where(np.isnan(matrix), self.instead(expected), matrix).astype(np.float32)
        average = (filled[candidates] if candidates.any() else filled).mean(axis=0, dtype=np.float64)
        chances = self.chances(filled.astype(np.float64))
        return Scored(filled, average, chances, np.round(chances.prod(axis=1), 6))

    def instead(self, expected: Mapping[str, float]) -> NDArray[np.float32]:
        """By feature: what stands in for a missing value whoever the others are."""
        values = []
        for name, missing in zip(self.names, self.missing, strict=True):
            centre = _CENTRES.get(name, 0.0)
            told = expected.get(name, centre) if missing == "expected" else centre
            values.append(told if isinstance(missing, str) else missing)
        return np.asarray(values, dtype=np.float32)

    def _fill(
        self, matrix: NDArray[np.float32], candidates: NDArray[np.bool_], expected: Mapping[str, float]
    ) -> tuple[NDArray[np.float32], Vector]:
        filled = matrix.copy(order="F")
        average = np.zeros(len(self.names))
        for at, (name, missing) in enumerate(zip(self.names, self.missing, strict=True)):
            column = filled[:, at]
            absent = np.isnan(column)
            known = column[candidates & ~absent]
            mean = float(known.mean(dtype=np.float64)) if len(known) else 0.0
            column[absent] = {"expected": expected.get(name, mean), "average": mean}.get(str(missing), missing)
            average[at] = column[candidates].mean(dtype=np.float64) if candidates.any() else mean
        return filled, average


def _chance(odds: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-odds)))


def _log_chance(odds: Vector) -> Vector:
    return -np.logaddexp(0, -odds)


def _log_odds(log: Vector | float) -> Vector:
    return np.asarray(log - np.log(-np.expm1(log)))


def _secant(x: Vector, x0: Vector | float, y: Vector, y0: Vector | float, slope: Vector | float) -> Vector:
    """(y - y0) / (x - x0), and the slope where the two points meet."""
    run = x - x0
    close = np.abs(run) < 1e-9
    return np.where(close, slope, (y - y0) / np.where(close, 1.0, run))

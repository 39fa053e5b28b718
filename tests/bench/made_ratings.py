"""Ratings with known truth: supervisors of some quality, raters of some severity and spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.evaluation.ratings import Ratings, Values


@dataclass(frozen=True)
class MadeRatings:
    """Ratings, the true quality of each supervisor, and the true standard deviations."""

    ratings: Ratings
    quality: Values


def make_ratings(
    seed: int, supervisors: int = 60, raters: int = 80, count: int = 400, *, differ: float = 0.4, severity: float = 0.5,
    rest: float = 0.6, spread: float = 0.0,
) -> MadeRatings:  # fmt: skip
    """`differ`, `severity`, `rest`: standard deviations; `spread`: of the logarithm of a rater's scatter."""
    chance = np.random.default_rng(seed)
    quality = 3.8 + chance.normal(0, differ, supervisors)
    harshness = chance.normal(0, severity, raters)
    who, by = chance.integers(0, supervisors, count), chance.integers(0, raters, count)
    scatter = np.exp(chance.normal(0, spread, raters)) if spread else np.ones(raters)
    scores = quality[who] + harshness[by] + scatter[by] * chance.normal(0, rest, count)
    return MadeRatings(Ratings(who, by, scores, np.ones(count), supervisors, raters), quality)

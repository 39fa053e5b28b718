"""Scores corrected for the severity of raters, beside plain means, on made ratings: distance from the truth, coverage.

.venv/bin/python -m tests.bench.bench_ratings
"""

from __future__ import annotations

import time

import numpy as np

from matching.evaluation.ratings import INTERVAL, Estimates, Ratings, Values, estimate
from matching.evaluation.spreads import evaluate
from tests.bench.made_ratings import make_ratings

SEEDS = range(10)
WORLDS = {
    "8 people, 16 ratings": {"supervisors": 8, "raters": 6, "count": 16},
    "20 people, 60 ratings": {"supervisors": 20, "raters": 20, "count": 60},
    "60 people, 400 ratings": {},
    "the same, raters alike": {"severity": 0.0},
    "the same, raters scatter": {"spread": 0.5, "count": 800},
}


def plain_means(ratings: Ratings) -> Values:
    """The mean of each supervisor's ratings, of all ratings where there is none."""
    counts = np.bincount(ratings.supervisors, minlength=ratings.n_supervisors)
    sums = np.bincount(ratings.supervisors, ratings.scores, minlength=ratings.n_supervisors)
    return np.where(counts > 0, sums / np.maximum(counts, 1), ratings.scores.mean())


def main() -> None:
    """Print the table."""
    print(
        f"{'ratings':<28}{'plain mean':>11}{'severity':>10}{'chosen':>8}{'spreads in':>11}{'covered':>9}{'seconds':>9}"
    )
    for name, world in WORLDS.items():
        rows = []
        for seed in SEEDS:
            made = make_ratings(seed, **world)  # type: ignore[arg-type]  # sizes and deviations by name
            began = time.perf_counter()
            chosen = evaluate(made.ratings)
            seconds = time.perf_counter() - began

            def distance(scores: Values, truth: Values = made.quality) -> float:
                return float(np.sqrt(((scores - truth) ** 2).mean()))

            rows.append((
                distance(plain_means(made.ratings)), distance(estimate(made.ratings).score),
                distance(chosen.estimates.score), chosen.model != "severity", covered(chosen.estimates, made.quality),
                seconds,
            ))  # fmt: skip
        plain, severity, best, spreads, cover, seconds = np.mean(rows, axis=0)
        print(f"{name:<28}{plain:>11.3f}{severity:>10.3f}{best:>8.3f}{spreads:>11.0%}{cover:>9.1%}{seconds:>9.2f}")


def covered(fitted: Estimates, truth: Values) -> float:
    """Share of supervisors whose true quality lies within their interval of 95%."""
    return float((np.abs(fitted.score - truth) <= INTERVAL * fitted.sd).mean())


if __name__ == "__main__":
    main()

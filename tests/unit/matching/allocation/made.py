"""Small cohorts, made at random."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from matching.allocation.cohort import Cohort


def make_cohort(
    scores: dict[tuple[int, int], float],
    demand: list[int],
    most: list[int],
    least: list[int] | None = None,
    forbidden: list[tuple[int, int]] | None = None,
) -> Cohort:
    """`scores` by project and expert."""
    pairs = np.array(sorted(scores), dtype=np.int64).reshape(-1, 2)
    nobody, silent = np.zeros(len(pairs), dtype=bool), np.full(len(pairs), np.inf)
    return Cohort(
        tuple(f"p{one}" for one in range(len(demand))), tuple(f"e{one}" for one in range(len(most))),
        np.array(demand, dtype=np.int64), np.array(least or [0] * len(most), dtype=np.int64),
        np.array(most, dtype=np.int64), pairs[:, 0], pairs[:, 1], np.array([scores[one] for one in sorted(scores)]),
        nobody, nobody, silent, silent, np.array(forbidden or [], dtype=np.int64).reshape(-1, 2),
    )  # fmt: skip


@st.composite
def cohorts(draw: st.DrawFn, projects: int = 4, experts: int = 5) -> Cohort:
    """Some demands that can be met and some that cannot, with fixed, forbidden, wished and previous pairs."""
    wide, high = draw(st.integers(1, projects)), draw(st.integers(1, experts))
    grid = [(one, other) for one in range(wide) for other in range(high)]
    tenths = st.integers(-5, 20)
    scores = {pair: draw(tenths) / 10 for pair in grid if draw(st.integers(0, 4))}
    most = draw(st.lists(st.integers(0, 3), min_size=high, max_size=high))
    least = [draw(st.integers(0, min(one, 1))) for one in most]
    demand = draw(st.lists(st.integers(0, 2), min_size=wide, max_size=wide))
    forbidden = [pair for pair in grid if pair not in scores]
    cohort = make_cohort(scores, demand, most, least, forbidden[: draw(st.integers(0, 2))])
    count = len(scores)
    fixed = np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    previous = np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count)), dtype=bool)
    ranks = st.sampled_from([1.0, 2.0, np.inf])
    wishes = [np.array(draw(st.lists(ranks, min_size=count, max_size=count)), dtype=np.float64) for _ in range(2)]
    few = fixed & (np.cumsum(fixed) <= 1)
    return replace(cohort, fixed=few, previous=previous, wish_of_project=wishes[0], wish_of_expert=wishes[1])


def drafts(cohort: Cohort) -> NDArray[np.bool_]:
    """Every draft that keeps loads and demands exactly, one a row; few pairs only."""
    found = np.zeros((1, 0), dtype=bool)
    for project, demand in enumerate(cohort.demand):
        width = int(cohort.starts[project + 1] - cohort.starts[project])
        ways = (np.arange(2**width)[:, None] >> np.arange(width) & 1).astype(bool)
        ways = ways[ways.sum(axis=1) == demand]
        found = np.hstack([np.repeat(found, len(ways), axis=0), np.tile(ways, (len(found), 1))])
    loads = np.stack([found[:, cohort.expert == one].sum(axis=1) for one in range(len(cohort.most))], axis=1)
    kept = (loads <= cohort.most).all(axis=1) & (loads >= cohort.least).all(axis=1)
    kept &= found[:, cohort.fixed].all(axis=1)
    return found[kept]

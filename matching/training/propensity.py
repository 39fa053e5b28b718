"""Inverse propensity weights for position bias."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from graph.entities.profile import InteractionRecord

Values = NDArray[np.float64]
Rows = NDArray[np.int64]
# Places from this one on count as one; with fewer answers nothing is said of places.
_LAST_PLACE, _LEAST = 10, 200
# A place is thought to be looked at one time in five of the first at least: no answer counts for more than five.
_LEAST_LOOKED_AT = 0.2
_NOWHERE = 0


def positions_of(records: Sequence[InteractionRecord]) -> Rows:
    """The place of each record, 1 the first; 0 where none was noted."""
    return np.asarray([min(one.position or _NOWHERE, _LAST_PLACE) for one in records], dtype=np.int64)


def looked_at(positions: Rows, said: Values, odds: Values) -> dict[int, float]:
    """By place how often it is looked at, as a share of the first; {} where too few answers have a place.

    `said`: the seekers' answers, `odds`: how well the starting rules thought of each, as log-odds: better ones stand
    first, and are chosen for that as well. What is left of the difference between places is read as attention, which
    no place has more of than those before it (Joachims and others 2017, "Unbiased learning-to-rank").
    """
    known = np.flatnonzero((positions > _NOWHERE) & ~np.isnan(said))
    if len(known) < _LEAST or len(np.unique(said[known] > 0.5)) < 2 or len(np.unique(positions[known])) < 2:
        return {}
    found, at, counts = np.unique(positions[known], return_inverse=True, return_counts=True)
    is_yes, own = said[known] > 0.5, odds[known]
    columns = np.column_stack([own, at[:, np.newaxis] == np.arange(len(found))])
    model = LogisticRegression(C=1.0, max_iter=500).fit(columns, is_yes)
    # How often each would have been chosen at the first place.
    at_first = np.column_stack([own, np.tile(np.arange(len(found)) == 0, (len(at), 1))])
    chances = model.predict_proba(at_first)[:, 1]
    ratios = np.bincount(at, weights=is_yes) / np.bincount(at, weights=chances)
    falling = IsotonicRegression(increasing=False).fit_transform(found, ratios, sample_weight=counts)
    shares = np.clip(falling / falling[0], _LEAST_LOOKED_AT, 1.0)
    return dict(zip(found.tolist(), shares.tolist(), strict=True))


def answer_weights(positions: Rows, said: Values, odds: Values) -> Values:
    """What each answer weighs: a yes by the inverse of how often its place is looked at, clipped, so that all yes
    together weigh what they did; every other answer 1."""
    shares = looked_at(positions, said, odds)
    inverse = np.asarray([1 / shares.get(int(position), 1.0) for position in positions])
    is_yes = said > 0.5
    weights = np.ones(len(positions))
    if is_yes.any():
        weights[is_yes] = inverse[is_yes] / inverse[is_yes].mean()
    return weights

"""Exposure control: a price on recent impressions while their Gini coefficient is too high."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.history.provider_history import History

Values = NDArray[np.float64]
LATELY_DAYS = 90
# How fast the price of being shown rises with unevenness above what is allowed, and the most it can be. In standard
# deviations of the need's own log scores: a ranking that tells people apart better would else outrun any fixed price.
_STEEP, _MOST = 20.0, 3.0
_LEAST = 1e-9


def price_of(shown: Values, allowed: float) -> float:
    """What being shown costs: nothing up to the allowed Gini. Each counts once more: few showings tell little."""
    if allowed >= 1 or len(shown) == 0:
        return 0.0
    # Only who was shown is sorted: of a hundred thousand people that is hardly anybody.
    often, n = np.sort(shown[shown > 0]) + 1, len(shown)
    never = n - len(often)
    weights = 2 * np.arange(never + 1, n + 1) - n - 1
    found = (weights @ often - never * len(often)) / (n * (never + often.sum()))
    return float(np.clip(_STEEP * (found - allowed), 0.0, _MOST))


def held_back(score: Values, shown: Values, usual: float, price: float) -> Values:
    """Scores less the price of having been shown so often, where `usual` is the mean of all; price 0: unchanged."""
    if price <= 0 or len(score) == 0:
        return score
    known = np.log(np.maximum(score, _LEAST))
    return np.asarray(np.exp(known - price * known.std() * np.log1p(shown / max(usual, 1.0))))


def shown_lately(history: History, people: int, seeker_id: str, today: int) -> Values:
    """How often each provider row was proposed to others in the days before today: a page stays the same all day."""
    table, rows = history.table, history.rows
    is_late = (table.proposed_on >= today - LATELY_DAYS) & (table.proposed_on < today)
    counted = (rows >= 0) & is_late & (table.seeker_ids != seeker_id.encode())
    return np.bincount(rows[counted], minlength=people).astype(np.float64)

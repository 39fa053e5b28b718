"""Negative sampling for positive-only data."""

from __future__ import annotations

import numpy as np

from matching.features.cases import Cases, Rows
from matching.training.dataset import DatasetBuilder

_EACH = 8
_SEED = 20261122


def draw_negatives(builder: DatasetBuilder, chosen: Cases) -> Cases:
    """For each chosen one `_EACH` others that the same seeker never met, drawn evenly, as of the same day."""
    setting, rng = builder.setting, np.random.default_rng(_SEED)
    met: dict[int, set[int]] = {}
    for seeker, provider in zip(setting.events.seekers, setting.events.providers, strict=True):
        met.setdefault(int(seeker), set()).add(int(provider))
    drawn = rng.integers(0, len(setting.providers), (len(chosen), _EACH))
    rows: Rows = np.repeat(np.arange(len(chosen)), _EACH)
    others = drawn.ravel()
    seekers = setting.seeker_of[chosen.asks][rows]
    new = np.asarray([other not in met[seeker] for seeker, other in zip(seekers, others, strict=True)], dtype=np.bool_)
    rows, others = rows[new], others[new]
    return Cases(chosen.asks[rows], others, chosen.days[rows], chosen.folds[rows])

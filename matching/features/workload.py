"""Recent provider workload as of each case's day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.entities.profile import ProfileRecord
from matching.features.cases import ALL_FOLDS, Cases, InteractionEvents
from matching.history.as_of import before
from matching.history.workload import AT_WORK_DAYS, LATELY_DAYS

Column = NDArray[np.float64]
LOAD_NAMES = ("provider_load", "provider_full", "provider_refused_lately")


def load_columns(cases: Cases, events: InteractionEvents, providers: Sequence[ProfileRecord]) -> list[Column]:
    """Of each case's provider: those taken on in the last 90 days for each place, whether that leaves no place (NaN
    where places are unknown), and log1p of the requests refused in the last 60. NaN where days do not tell what came
    before."""
    if (events.folds != ALL_FOLDS).any():
        return [np.full(len(cases), np.nan) for _ in LOAD_NAMES]
    places = np.asarray([np.nan if one.capacity is None else max(1, one.capacity) for one in providers], dtype=float)

    def lately(answer: float, days: int) -> Column:
        own = events.provider_yes == answer
        ones = np.ones(int(own.sum()))
        until, earlier = (
            before(events.providers[own], events.told_on[own], ones, cases.providers, cases.days - ago)[0]
            for ago in (0, days)
        )
        return until - earlier

    load = lately(1.0, AT_WORK_DAYS) / places[cases.providers]
    return [load, np.where(np.isnan(load), np.nan, load >= 1), np.log1p(lately(0.0, LATELY_DAYS))]

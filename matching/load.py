"""How much providers took on, and refused, of late, on any day up to a history's own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.arrays import UNKNOWN_DAY
from matching.history import SILENT_DAYS, History
from matching.index import ProviderIndex
from matching.past import before

Column = NDArray[np.float64]
Rows = NDArray[np.int64]
# Ends carry no day of their own: who said yes within so many days is taken to be at it still.
AT_WORK_DAYS, LATELY_DAYS = 90, 60


def load_of(history: History, index: ProviderIndex, rows: Rows, days: Rows) -> list[Column]:
    """Of providers (rows of the index) on days: how many they took on in the last 90 days for each of their places,
    whether that leaves none (0 where places are unknown), and log1p of the requests refused in the last 60."""
    table = history.table
    asked = np.where(table.asked_on == UNKNOWN_DAY, table.proposed_on, table.asked_on)
    told_on = np.where(table.decided_on == UNKNOWN_DAY, asked + SILENT_DAYS, table.decided_on).astype(np.int64)

    def lately(mask: NDArray[np.bool_], ago: int) -> Column:
        ones = np.ones(int(mask.sum()))
        until, earlier = (before(history.rows[mask], told_on[mask], ones, rows, days - back)[0] for back in (0, ago))
        return until - earlier

    places = np.maximum(index.capacity[rows].astype(np.float64), 1.0)
    load = np.nan_to_num(lately(history.guided, AT_WORK_DAYS) / places)
    return [load, (load >= 1).astype(np.float64), np.log1p(lately(history.refused, LATELY_DAYS))]

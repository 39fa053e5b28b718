"""Providers' recent workload: accepted and refused requests in a trailing window."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.history.as_of import before
from matching.history.decisions import proposals_of
from matching.history.provider_history import History
from matching.index.arrays import UNKNOWN_DAY
from matching.index.provider_index import ProviderIndex

Column = NDArray[np.float64]
Rows = NDArray[np.int64]
# Ends carry no day of their own: who said yes within so many days is taken to be at it still.
AT_WORK_DAYS, LATELY_DAYS = 90, 60


def load_of(history: History, index: ProviderIndex, rows: Rows, days: Rows) -> list[Column]:
    """Of providers (rows of the index) on days: how many they took on in the last 90 days for each of their places,
    whether that leaves none (0 where places are unknown), and log1p of the requests refused in the last 60."""
    told_on = _told_on(history)

    def lately(mask: NDArray[np.bool_], ago: int) -> Column:
        ones = np.ones(int(mask.sum()))
        until, earlier = (before(history.rows[mask], told_on[mask], ones, rows, days - back)[0] for back in (0, ago))
        return until - earlier

    places = np.maximum(index.capacity[rows].astype(np.float64), 1.0)
    load = np.nan_to_num(lately(history.guided, AT_WORK_DAYS) / places)
    return [load, (load >= 1).astype(np.float64), np.log1p(lately(history.refused, LATELY_DAYS))]


def taken_lately(history: History, row: int) -> int:
    """How many startups a provider took on in the last 90 days."""
    mine = proposals_of(history, row)
    fresh = mine[history.guided[mine] & (_told_on(history)[mine] >= history.as_of + 1 - AT_WORK_DAYS)]
    return len(np.unique(history.table.seeker_ids[fresh]))


def refused_lately(history: History, row: int) -> int:
    """How many requests a provider refused in the last 60 days, with a no or by letting them expire."""
    mine = proposals_of(history, row)
    return int((history.refused[mine] & (_told_on(history)[mine] >= history.as_of + 1 - LATELY_DAYS)).sum())


def _told_on(history: History) -> Rows:
    """The day of each answer; of a request without one the day it expires."""
    table = history.table
    asked = np.where(table.asked_on == UNKNOWN_DAY, table.proposed_on, table.asked_on)
    return np.where(table.decided_on == UNKNOWN_DAY, asked + history.expire_after_days, table.decided_on).astype(
        np.int64
    )

"""Seekers' decisions up to the cut-off, cached with the history."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.history.provider_history import History
from matching.index.arrays import UNKNOWN_DAY

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
Column = NDArray[np.float64]
_YEAR = 365.25
_DAYS = 10_000_000


@dataclass(frozen=True)
class Decisions:
    """By past proposal: `wanted` and `passed` what the seeker is known to have said, `age` in years since its day of
    decision, `seekers` the place of its seeker in `names` (sorted ids), with the numbers of each one's in `order`."""

    wanted: Mask
    passed: Mask
    age: Column
    seekers: Rows
    names: NDArray[np.bytes_]
    order: Rows
    starts: Rows

    def of_seeker(self, seeker_id: str) -> Rows:
        """The numbers of one seeker's proposals."""
        key = seeker_id.encode()
        if not len(self.names) or len(key) > self.names.dtype.itemsize:
            return np.zeros(0, dtype=np.int64)
        at = int(np.searchsorted(self.names, np.bytes_(key)))
        if at == len(self.names) or self.names[at] != key:
            return np.zeros(0, dtype=np.int64)
        return self.order[self.starts[at] : self.starts[at + 1]]


def decisions_of(history: History) -> Decisions:
    """What was said by the history's day."""
    found: Decisions | None = history.remembered.get("decisions")
    if found is None:
        found = history.remembered["decisions"] = _decisions(history)
    return found


def proposals_of(history: History, row: int) -> Rows:
    """The numbers of one provider's past proposals, ascending."""
    if "by_row" not in history.remembered:
        order = np.argsort(history.rows, kind="stable")
        history.remembered["by_row"] = order, np.searchsorted(history.rows[order], np.arange(len(history.asked) + 1))
    order, starts = history.remembered["by_row"]
    found: Rows = order[starts[row] : starts[row + 1]]
    return found


def _decisions(history: History) -> Decisions:
    table, today = history.table, history.as_of
    asked = np.where(table.asked_on != UNKNOWN_DAY, table.asked_on, table.proposed_on)
    decided = np.where(table.decided_on != UNKNOWN_DAY, table.decided_on, table.proposed_on)
    said_on = np.where(table.seeker_yes == 1, asked, decided)
    known = (history.rows >= 0) & (table.proposed_on <= today) & (said_on <= today)
    names, codes = np.unique(table.seeker_ids, return_inverse=True)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(names) + 1))
    age = np.maximum(today - decided.astype(np.float64), 0) / _YEAR
    wanted, passed = known & (table.seeker_yes == 1), known & (table.seeker_yes == 0) & ~table.withdrawn
    # Whoever was shown with those whom a seeker asked, and got no answer, was passed over.
    lists = codes.astype(np.int64) * _DAYS + table.proposed_on
    unanswered = (table.seeker_yes == -1) & (table.provider_yes == -1)
    passed |= known & unanswered & np.isin(lists, lists[wanted])
    return Decisions(wanted, passed, age, codes, names, order, starts)


def counted(rows: Rows, size: int, weights: Column | None = None) -> Column:
    """How many (or what weight of) proposals each provider row has."""
    return np.bincount(rows, weights=weights, minlength=size).astype(np.float64)


def shrunk(sums: Column, n: Column, weight: float, expected: float) -> Column:
    """Means pulled to what is expected, as if so many more had said that; NaN where nobody said anything."""
    return np.where(n > 0, (sums + weight * expected) / (n + weight), np.nan)


def share(yes: float, n: float, start: float = 0.5, weight: float = 10.0) -> float:
    """The share of all, held near a start while there are few."""
    return (yes + weight * start) / (n + weight)

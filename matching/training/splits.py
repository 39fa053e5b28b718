"""Leakage-free splits: by time where dates tell, else cross-fitting over event folds."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from matching.features.cases import ALL_FOLDS, Cases, InteractionEvents, Rows
from matching.history.as_of import before

FOLDS = 5
_MANY = 400
_HELD_SHARE = 0.25
# Of the cases whose people answered anything else, so many at least must have answered before.
_LEAST_EARLIER = 0.5


def dates_tell(events: InteractionEvents) -> bool:
    """Whether most people's answers are spread over days, so that what came before says what habits they had."""
    if len(events.providers) == 0:
        return True
    earlier, other = np.zeros(len(events.providers)), np.zeros(len(events.providers))
    for people in (events.seekers, events.providers):
        ones = np.ones(len(people))
        late = np.full(len(people), events.seen_on.max() + 1)
        earlier += before(people, events.seen_on, ones, people, events.seen_on)[0] > 0
        other += before(people, events.seen_on, ones, people, late)[0] > 1
    return bool(earlier.sum() >= _LEAST_EARLIER * other.sum())


def folds_of(events: InteractionEvents) -> Rows:
    """A fold for each event; all events of the same two people lie in one."""
    pairs = [f"{seeker} {provider}".encode() for seeker, provider in zip(events.seekers, events.providers, strict=True)]
    return np.asarray([zlib.crc32(pair) % FOLDS for pair in pairs], dtype=np.int64)


def time_splits(cases: Cases, pair_folds: Rows) -> list[tuple[Rows, Rows, int]]:
    """(rows to learn from, rows held out, fold that nobody may see).

    Where dates tell, the latest of many (no fold is hidden: what comes later is not seen anyway); else each fold in
    turn where there are few cases, one fold where there are many.
    """
    rows, by_time = np.arange(len(cases)), bool((cases.folds == ALL_FOLDS).all())
    if len(cases) >= _MANY and by_time:
        edge = np.quantile(cases.days, 1 - _HELD_SHARE, method="higher")
        is_late: NDArray[np.bool_] = cases.days >= edge
        if 0 < is_late.sum() <= 0.5 * len(cases):
            return [(rows[~is_late], rows[is_late], ALL_FOLDS)]
    folds = range(FOLDS) if len(cases) < _MANY else range(1)
    hidden = [ALL_FOLDS if by_time else fold for fold in folds]
    found = [
        (rows[pair_folds != fold], rows[pair_folds == fold], hide) for fold, hide in zip(folds, hidden, strict=True)
    ]
    return [(train, held, hide) for train, held, hide in found if len(train) and len(held)]

"""Point-in-time view of a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from graph.domain.answers import Answer
from graph.domain.kinds import Outcome
from graph.domain.states.requests import RequestState
from graph.entities.profile import InteractionRecord

# Files do not say when something ended or was rated. It was not on the day of the answer: what is younger than this may
# have been written later, so nobody may have known it.
RESULTS_AFTER = timedelta(days=60)
Rows = NDArray[np.int64]
Values = NDArray[np.float64]
# More than any day's number.
_DAYS = 10_000_000


def as_known(
    record: InteractionRecord, day: date | None, results_after: timedelta = timedelta(0)
) -> InteractionRecord | None:
    """The record as it stood before `day`; None where it had not begun, or where nobody knows when it did.

    An answer of either side counts from the day of the decision on, without such a day from the proposal's; being asked
    from `asked_on` on, where that is known; an end and ratings from `results_after` after the answer.
    """
    if record.proposed_on is None:
        return None
    if day is None:
        return record
    if record.proposed_on >= day:
        return None
    answered = record.decided_on or record.proposed_on
    if answered + results_after < day:
        return record
    known = replace(
        record, outcome=Outcome.NONE, rating_by_seeker=None, rating_by_provider=None,
        ratings_by_seeker=(), ratings_by_provider=(),
    )  # fmt: skip
    if answered < day:
        return known
    known = replace(known, decided_on=None, provider_decision=Answer.NONE, amount=None, decline_reason=None)
    if record.state == RequestState.WITHDRAWN:  # it stood open until then
        known = replace(known, state=RequestState.ASKED, seeker_decision=Answer.ACCEPTED)
    elif record.seeker_decision == Answer.DECLINED:
        known = replace(known, state=RequestState.SHOWN, seeker_decision=Answer.NONE)
    if record.asked_on is not None and record.asked_on >= day:
        known = replace(known, state=RequestState.SHOWN, asked_on=None, seeker_decision=Answer.NONE)
    return known


def before(keys: Rows, days: Rows, values: Values, wanted: Rows, until: Rows) -> tuple[Values, Values]:
    """For each wanted key how many events it has before a day, and the sum of their values."""
    codes = np.searchsorted(np.unique(keys), keys)
    names = np.unique(keys)
    at = np.searchsorted(names, wanted)
    found = (at < len(names)) & (names[np.minimum(at, max(len(names) - 1, 0))] == wanted) if len(names) else wanted < -1
    stamps = codes * _DAYS + days
    order = np.argsort(stamps, kind="stable")
    running = np.concatenate([[0.0], np.cumsum(values[order])])
    low = np.searchsorted(stamps[order], at * _DAYS)
    high = np.searchsorted(stamps[order], at * _DAYS + until)
    high = np.where(found, high, low)
    return (high - low).astype(np.float64), running[high] - running[low]

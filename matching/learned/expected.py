"""Feature group: the answer to expect from the answers of everybody alike, by kernel ridge, as of each case's day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from matching.learned.alike import Likeness
from matching.learned.cases import ALL_FOLDS, Cases, Events, Rows, Setting

Column = NDArray[np.float64]
EXPECTED_NAMES = ("seeker_yes_expected", "provider_yes_expected")
# How much of the variance of yes and no is thought to lie in: one person of either side, people like them, what one
# person thinks of people alike, what people alike think of people alike; the rest is chance.
_PERSON, _ALIKE, _OWN_TASTE, _SHARED_TASTE = 0.12, 0.05, 0.12, 0.05
_CHANCE = 0.66
# Beyond so many answers only the latest are looked at; beyond so many moments those of a stretch share its first day.
_MOST_ANSWERS = 2500
_MOST_MOMENTS = 12
_LEAST = 8
_AT_ONCE = 4000


class Expected:
    """A Gaussian process over pairs: persons and kinds of persons at once, so nobody's share rests on them alone.

    A person without any answer is expected to say what people like them said: this is where a habit shrinks to
    the group's.
    """

    def __init__(self, setting: Setting, likeness: Likeness) -> None:
        self._seeker_of = setting.seeker_of
        self._seekers, self._providers = likeness.within()

    def columns(self, cases: Cases, events: Events) -> list[Column]:
        """One column a name of EXPECTED_NAMES, as a difference from the mean; NaN where too little was answered."""
        people = np.column_stack([self._seeker_of[cases.asks], cases.providers])
        days = _stretches(cases.days)
        found = []
        for said, known_on in ((events.seeker_yes, events.seen_on), (events.provider_yes, events.told_on)):
            column = np.full(len(cases), np.nan)
            for day, fold in np.unique(np.column_stack([days, cases.folds]), axis=0):
                rows = np.flatnonzero((days == day) & (cases.folds == fold))
                known = ~np.isnan(said) & (known_on < day)
                if fold != ALL_FOLDS:
                    known &= events.folds != fold
                past = np.flatnonzero(known)
                past = past[np.argsort(known_on[past], kind="stable")][-_MOST_ANSWERS:]
                if len(past) >= _LEAST:
                    column[rows] = self._expect(people[rows], _people(events, past), said[past])
            found.append(column)
        return found

    def _expect(self, wanted: Rows, past: Rows, said: Column) -> Column:
        mean = float(said.mean())
        spread = max(float(said.std()), 0.1)
        kernel = self._kernel(past, past)
        kernel[np.diag_indices_from(kernel)] += _CHANCE
        weights = linalg.cho_solve(linalg.cho_factor(kernel, overwrite_a=True), (said - mean) / spread)
        parts = [
            self._kernel(wanted[at : at + _AT_ONCE], past, other=True) @ weights
            for at in range(0, len(wanted), _AT_ONCE)
        ]
        return np.concatenate(parts) * spread

    def _kernel(self, left: Rows, right: Rows, *, other: bool = False) -> Column:
        """How much the answers of two pairs have in common. With `other`, a pair's own answer tells it nothing."""
        same = [np.equal.outer(left[:, side], right[:, side]) for side in (0, 1)]
        alike = [
            (who[left[:, side]] @ who[right[:, side]].T).toarray()
            for side, who in enumerate((self._seekers, self._providers))
        ]
        found = _PERSON * same[0] + _PERSON * same[1] + _ALIKE * alike[0] + _ALIKE * alike[1]
        found += _OWN_TASTE * (same[0] * alike[1] + alike[0] * same[1]) + _SHARED_TASTE * alike[0] * alike[1]
        return np.where(same[0] & same[1], 0.0, found) if other else np.asarray(found)


def _people(events: Events, rows: Rows) -> Rows:
    return np.column_stack([events.seekers[rows], events.providers[rows]])


def _stretches(days: Rows) -> Rows:
    """The days as they are where they are few; else the first day of the stretch each lies in."""
    distinct = np.unique(days)
    if len(distinct) <= _MOST_MOMENTS:
        return days
    starts = distinct[np.linspace(0, len(distinct), _MOST_MOMENTS, endpoint=False).astype(int)]
    return np.asarray(starts[np.searchsorted(starts, days, side="right") - 1])

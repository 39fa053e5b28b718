"""Expected answers from a mixed-effects model of all answers, as of each case's day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.features.case_attributes import CaseAttributes
from matching.features.cases import ALL_FOLDS, Cases, Rows, Setting
from matching.features.documents import TextIndex, text_columns
from matching.features.feature_crosses import fit
from matching.features.workload import load_columns

Column = NDArray[np.float64]
EXPECTED_NAMES = ("seeker_yes_expected", "provider_yes_expected")
# Beyond so many answers only the latest are looked at; beyond so many moments those of a stretch share its first day.
_MOST_ANSWERS = 10_000
_MOST_MOMENTS = 24
_LEAST = 8
_YES = 0.5
# Likenesses of text spread over about a quarter: so that theirs is worth as much as other likenesses'.
_TEXT_SCALE = 4.0


class ExpectedAnswerColumns:
    """Log-odds of yes from a mixed model: similarity of the two, persons, kinds of persons, and their preferences.

    A person without any answer is expected to say what people like them said: this is where a habit shrinks to
    the group's. Whoever was asked and stayed silent said no. Of providers it also counts how much they took on lately.
    """

    def __init__(self, setting: Setting, texts: TextIndex) -> None:
        self._setting, self._texts = setting, texts
        self._attributes = CaseAttributes(setting)

    def columns(
        self, cases: Cases, relevance: Column, load: Sequence[Column], without: int = ALL_FOLDS
    ) -> list[Column]:
        """One column a name of EXPECTED_NAMES, as a difference from the mean; NaN where too little was answered.

        `relevance` is the likeness of each case's texts, `load` its provider's (workload.py); no answer of fold
        `without` counts.
        """
        days, folds = _stretches(cases.days), self._setting.events.folds
        moments = np.unique(np.column_stack([days, cases.folds]), axis=0)
        crosses, plains = self._table(cases, relevance, load)
        found = [np.full(len(cases), np.nan) for _ in EXPECTED_NAMES]
        past_crosses, past_plains = self._past
        sides = zip(found, plains, past_plains, self._answers, strict=True)
        for column, plain, past_plain, (said, known_on) in sides:
            for day, fold in moments:
                rows = np.flatnonzero((days == day) & (cases.folds == fold))
                hidden = [one for one in (int(fold), without) if one != ALL_FOLDS]
                past = np.flatnonzero(~np.isnan(said) & (known_on < day) & ~np.isin(folds, hidden))
                past = past[np.argsort(known_on[past], kind="stable")][-_MOST_ANSWERS:]
                if len(past) >= _LEAST and 0 < (said[past] > _YES).sum() < len(past):
                    fitted = fit(past_crosses[past], past_plain[past], said[past] > _YES)
                    column[rows] = fitted.odds(crosses[rows], plain[rows])
        return found

    @cached_property
    def _answers(self) -> tuple[tuple[Column, Rows], tuple[Column, Rows]]:
        """Each side's answers and from when on they were known; a request is refused once it expires."""
        events = self._setting.events
        is_silent = (events.seeker_yes > _YES) & np.isnan(events.provider_yes)
        told_on = np.where(is_silent, events.seen_on + self._setting.expire_after_days, events.told_on)
        return (events.seeker_yes, events.said_on), (np.where(is_silent, 0.0, events.provider_yes), told_on)

    @cached_property
    def _past(self) -> tuple[sparse.csr_matrix, list[Column]]:
        events = self._setting.events
        cases = Cases(events.asks, events.providers, events.seen_on, events.folds)
        load = load_columns(cases, events, self._setting.providers)
        return self._table(cases, text_columns(self._texts, cases)[0], load)

    def _table(self, cases: Cases, relevance: Column, load: Sequence[Column]) -> tuple[sparse.csr_matrix, list[Column]]:
        """The crosses of cases, and by side the plain columns beside them."""
        similarity = self._attributes.similarity(cases.asks, cases.providers)
        plain = np.column_stack([_TEXT_SCALE * np.nan_to_num(relevance), similarity])
        return self._attributes.of(cases.asks, cases.providers), [plain, np.column_stack([plain, *np.nan_to_num(load)])]


def expected_column(names: Sequence[str], head: str) -> int | None:
    """Where among named columns a head's answer to expect stands; None where it is not among them."""
    name = f"{head}_yes_expected"
    return names.index(name) if name in names else None


def _stretches(days: Rows) -> Rows:
    """The days as they are where they are few; else the first day of the stretch each lies in."""
    distinct = np.unique(days)
    if len(distinct) <= _MOST_MOMENTS:
        return days
    starts = distinct[np.linspace(0, len(distinct), _MOST_MOMENTS, endpoint=False).astype(int)]
    return np.asarray(starts[np.searchsorted(starts, days, side="right") - 1])

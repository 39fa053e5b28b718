"""The design matrix: all named columns of cases in one float32 matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.features.cases import ALL_FOLDS, Cases, Rows, Setting
from matching.features.documents import TEXT_NAMES, TextIndex, text_columns
from matching.features.expected_answers import EXPECTED_NAMES, ExpectedAnswerColumns
from matching.features.habits import HABIT_NAMES, groups_of, habit_columns
from matching.features.pair_features import GROUPS, PairFeatures
from matching.features.query import Availability, RankingQuery, Seeker, make_seeker
from matching.features.similarity import SIMILARITY_NAMES, Similarity
from matching.features.workload import LOAD_NAMES, load_columns
from matching.history.interactions import Interactions
from matching.history.provider_history import History, history_as_of
from matching.index.arrays import Codes
from matching.models.card import HEADS
from matching.ranking.baseline_ranker import WEIGHTS, BaselineRanker

Matrix = NDArray[np.float32]
# Long sparse vectors are less alike than compressed ones: so much brings the one to the other's scale.
_TEXT_SCALE = 1.5
# The rules' weight for text was set where likenesses differ by so much; where all texts are faintly alike, they are
# stretched to that, at most so far: else one stranger's single answer outweighs all that was written.
_TEXT_SPREAD, _MOST_STRETCH = 0.08, 6.0
# So much, in log-odds, should what two profiles say move at least between one pair and another: where tags and texts
# differ less than the rules' weights were set for, habits seen in a few answers would drown them. At most so far.
_PROFILE_GROUPS = ("fields", "text", "stage", "ticket", "place", "category")
_PROFILE_SPREAD, _MOST_GAIN = (0.6, 0.5, 0.3), 12.0
_SAMPLED_ASKS, _SAMPLED_PROVIDERS = 40, 50


@dataclass(frozen=True)
class Dataset:
    """Cases as numbers: the features, and the chances by the starting rules."""

    matrix: Matrix
    baseline: NDArray[np.float64]


class DatasetBuilder:
    """Makes tables from one setting."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._base = PairFeatures(setting.kind.features).fit(setting.index)
        self._ranker = BaselineRanker(self._base.names_)
        self._texts, self._similarity = TextIndex(setting), Similarity(setting)
        self._text_scale = self._scale_of_text()
        self._groups = groups_of(setting)
        self._expected = ExpectedAnswerColumns(setting, self._texts)
        self._seekers: dict[int, Seeker] = {}
        self._centres = {weight.feature: weight.centre for weight in WEIGHTS}
        self._profile = np.asarray([name in _profile_names() for name in self._base.names_])
        self._gains = self._gains_of_profiles()
        self.names = (*self._base.names_, *TEXT_NAMES, *HABIT_NAMES, *SIMILARITY_NAMES, *LOAD_NAMES, *EXPECTED_NAMES)

    def make(self, cases: Cases, without: int = ALL_FOLDS) -> Dataset:
        """The columns of `names` and the starting rules' chances for each case; no event of fold `without` counts."""
        events = self.setting.events
        if without != ALL_FOLDS:
            events = events.take(events.folds != without)
        texts = text_columns(self._texts, cases)
        base, expected = self._base_columns(cases, without)
        self._use_better_text(base, texts[0])
        habits = habit_columns(cases, events, self.setting.seeker_of, self._groups)
        alike = self._similarity.columns(cases, events)
        load = load_columns(cases, events, self.setting.providers)
        expected_answers = self._expected.columns(cases, texts[0], load, without)
        rest = np.column_stack([*texts, *habits, *alike, *load, *expected_answers]).astype(np.float32)
        return Dataset(np.hstack([base, rest]), self._chances(base, expected, self._gains))

    def _use_better_text(self, base: Matrix, relevance: NDArray[np.float64]) -> None:
        if "text_fit" in self._base.names_:
            base[:, self._base.names_.index("text_fit")] = self._text_scale * relevance

    def _scale_of_text(self) -> float:
        """How far likenesses of text are stretched, from pairs drawn evenly; the same for all tables of a setting."""
        relevance = text_columns(self._texts, self._sample())[0]
        known = relevance[~np.isnan(relevance)]
        spread = _TEXT_SCALE * float(known.std()) if len(known) else 0.0
        return _TEXT_SCALE * min(max(1.0, _TEXT_SPREAD / max(spread, 1e-9)), _MOST_STRETCH)

    def _gains_of_profiles(self) -> NDArray[np.float64]:
        """By head how far the rules' log-odds from profiles are stretched; the same for all tables of a setting."""
        cases = self._sample()
        if len(cases) == 0:
            return np.ones(len(HEADS))
        base, instead = self._base_columns(cases)
        self._use_better_text(base, text_columns(self._texts, cases)[0])
        filled = np.where(np.isnan(base), instead, base).astype(np.float64)
        spread = (filled[:, self._profile] @ self._ranker.weights[self._profile]).std(axis=0)
        wanted = np.asarray(_PROFILE_SPREAD) / np.maximum(spread, 1e-9)
        return np.where(spread > 1e-6, np.clip(wanted, 1.0, _MOST_GAIN), 1.0)

    def _sample(self) -> Cases:
        """Pairs drawn evenly, as of the setting's day."""
        setting, rng = self.setting, np.random.default_rng(0)
        if not setting.asks or not setting.providers:
            nobody = np.zeros(0, dtype=np.int64)
            return Cases(nobody, nobody, nobody, nobody)
        asks = np.repeat(rng.integers(0, len(setting.asks), _SAMPLED_ASKS), _SAMPLED_PROVIDERS)
        providers = rng.integers(0, len(setting.providers), len(asks))
        days, folds = np.full(len(asks), setting.as_of.toordinal()), np.full(len(asks), ALL_FOLDS)
        return Cases(asks, providers, days, folds)

    def _base_columns(self, cases: Cases, without: int = ALL_FOLDS) -> tuple[Matrix, Matrix]:
        """The kind's features, and beside them what stands in for a missing one."""
        size = len(self._base.names_)
        matrix = np.full((len(cases), size), np.nan, dtype=np.float32)
        instead = np.zeros((len(cases), size), dtype=np.float32)
        for rows, query in self._queries(cases, without):
            matrix[rows] = self._base.transform(query)
            instead[rows] = self._instead(query)
        return matrix, instead

    def _queries(self, cases: Cases, without: int) -> Iterator[tuple[Rows, RankingQuery]]:
        """The cases as rankings of their own days: rows of one day, fold and request, and their query.

        Neither the fold of a case nor the fold `without` counts in its history.
        """
        for day, fold in np.unique(np.column_stack([cases.days, cases.folds]), axis=0):
            of_moment = np.flatnonzero((cases.days == day) & (cases.folds == fold))
            history = self._history(int(day), {int(fold), without} - {ALL_FOLDS})
            for ask in np.unique(cases.asks[of_moment]):
                rows = of_moment[cases.asks[of_moment] == ask]
                yield rows, self._query(int(ask), history, int(day), cases.providers[rows])

    def _query(self, ask: int, history: History, day: int, providers: Rows) -> RankingQuery:
        availability = Availability(np.zeros(self.setting.index.count, dtype=np.float32))
        return RankingQuery(self._seeker(ask), self.setting.index, history, availability, day, providers)

    def _seeker(self, ask: int) -> Seeker:
        """Made when first needed: most asks of a long history are never looked at again."""
        if ask not in self._seekers:
            setting = self.setting
            need = setting.asks[ask]
            self._seekers[ask] = make_seeker(need.need, setting.seekers[need.seeker], setting.index)
        return self._seekers[ask]

    def _instead(self, query: RankingQuery) -> Matrix:
        """By column: what the starting rules take for NaN; nobody else's values decide it."""
        expected = self._base.expected(query)
        values = []
        for name, missing in zip(self._base.names_, self._ranker.missing, strict=True):
            centre = self._centres[name]
            values.append(expected.get(name, centre) if missing == "expected" else centre)
            if not isinstance(missing, str):
                values[-1] = missing
        return np.asarray(values, dtype=np.float32)

    def _history(self, day: int, hidden: set[int]) -> History:
        """What was known before a day began, without the events of some folds."""
        table = self.setting.table
        if hidden:
            table = _without(table, np.isin(self.setting.events.folds, list(hidden)))
        wait = self.setting.expire_after_days
        return history_as_of(table, self.setting.index, _date(day - 1), expire_after_days=wait)

    def _chances(self, base: Matrix, instead: Matrix, gains: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        filled = np.where(np.isnan(base), instead, base).astype(np.float64)
        odds = filled @ self._ranker.weights + self._ranker.intercepts
        if gains is not None:
            centres = np.asarray([self._centres[name] for name in self._base.names_])
            apart = (filled - centres)[:, self._profile] @ self._ranker.weights[self._profile]
            odds += (gains - 1) * apart
        return np.asarray(1 / (1 + np.exp(-odds)))


def _profile_names() -> frozenset[str]:
    return frozenset(name for group in _PROFILE_GROUPS for name in GROUPS[group].names)


def _without(table: Interactions, mask: NDArray[np.bool_]) -> Interactions:
    keep = np.flatnonzero(~mask)
    columns: dict[str, Any] = {
        name: column.take(keep) if isinstance(column, Codes) else column[keep] for name, column in vars(table).items()
    }
    return Interactions(**columns)


def _date(day: int) -> date:
    return date.fromordinal(max(day, 1))

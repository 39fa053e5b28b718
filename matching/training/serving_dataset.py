"""The design matrix built from serving-time columns, so that training and serving agree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matching.features.cases import ALL_FOLDS, Cases, Setting
from matching.features.pair_features import GROUPS, PairFeatures
from matching.features.query import Seeker
from matching.history.interactions import Interactions, build_interactions
from matching.index.provider_index import ProviderIndex
from matching.index_cache import build_snapshot
from matching.ranking.baseline_ranker import BaselineRanker
from matching.sources.base import Source
from matching.training.dataset import Dataset, DatasetBuilder

# How many places were taken on a day long past is not known: the starting rules' chances tell of them, no column does.
_ONLY_NOW = frozenset({"free_share"})


class ServingSetting(Setting):
    """A setting whose index is the one that a page would have."""

    def _index(self, source: Source) -> tuple[ProviderIndex, Interactions]:
        snapshot = build_snapshot(source, self.kind.population)
        return ProviderIndex(snapshot), build_interactions(self.records, snapshot.tags)


class ServingDatasetBuilder(DatasetBuilder):
    """The kind's features and those of a learned model, by the very transformer that a page uses."""

    def __init__(self, setting: Setting) -> None:  # the other columns are not made here: their parts are not built
        self.setting = setting
        self._base = PairFeatures((*setting.kind.features, *setting.kind.learned_features)).fit(setting.index)
        own = tuple(name for group in setting.kind.features for name in GROUPS[group].names)
        self._ranker = BaselineRanker(own)
        self._seekers: dict[int, Seeker] = {}
        self._kept = [at for at, name in enumerate(self._base.names_) if name not in _ONLY_NOW]
        self.names = tuple(self._base.names_[at] for at in self._kept)

    def make(self, cases: Cases, without: int = ALL_FOLDS) -> Dataset:
        """The columns of `names` and the starting rules' chances for each case; no event of fold `without` counts."""
        matrix = np.full((len(cases), len(self._base.names_)), np.nan, dtype=np.float32)
        chances = np.zeros((len(cases), 3))
        size = len(self._ranker.names)
        for rows, query in self._queries(cases, without):
            matrix[rows] = self._base.transform(query)
            everyone: NDArray[np.bool_] = np.ones(len(rows), dtype=np.bool_)
            scored = self._ranker.alone(matrix[rows, :size], everyone, self._base.expected(query))
            chances[rows] = scored.chances
        return Dataset(np.ascontiguousarray(matrix[:, self._kept]), chances)

"""Scorers compared in a back-test: the baseline and the learned models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matching.features.cases import Setting
from matching.features.engagements.columns import retrieve
from matching.features.engagements.engagement_arrays import Rows
from matching.features.engagements.population import Population, PopulationSnapshot, SeekerBatch
from matching.features.pair_features import PairFeatures
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.models.artifact import log_odds
from matching.ranking.baseline_ranker import BaselineRanker
from matching.training.engagement_model import EngagementModel, gathered
from matching.training.train import Learned

Block = NDArray[np.float32]
Asks = Mapping[str, Sequence[int]]
_AT_ONCE = 50_000


class Scorer(Protocol):
    """Gives log-odds by name as (m, columns) blocks; -inf for whom it does not list."""

    names: tuple[str, ...]

    def __call__(self, rows: Rows, view: SeekerBatch, columns: Mapping[str, Block]) -> dict[str, Block]: ...


class ByEngagements:
    """The model that learned from engagements alone; ranks the union of its lists."""

    names: tuple[str, ...] = ("learned",)

    def __init__(self, model: EngagementModel) -> None:
        self._model = model

    def __call__(self, rows: Rows, view: SeekerBatch, columns: Mapping[str, Block]) -> dict[str, Block]:  # noqa: ARG002  # every scorer is given it
        worth = np.full(view.closed.shape, -np.inf, dtype=np.float32)
        pairs = np.nonzero(retrieve(dict(columns), view.closed))
        worth[pairs] = self._model.odds(gathered(columns, *pairs))
        return {"learned": worth}


class ColumnLookup:
    """Where the columns of a snapshot stand in a setting, and what its seekers ask for."""

    def __init__(self, setting: Setting, population: Population, snapshot: PopulationSnapshot, asks: Asks) -> None:
        ids = [population.provider_ids[row] for row in snapshot.pool]
        self.columns = np.asarray([setting.provider_rows[name] for name in ids], dtype=np.int64)
        self.size = snapshot.size
        self._asks, self._seekers = asks, population.seekers

    def asks_of(self, row: int) -> Sequence[int]:
        """Rows of the setting's asks."""
        return self._asks[self._seekers[row].id]

    def empty(self, count: int) -> Block:
        """A block in which nobody is listed."""
        return np.full((count, self.size), -np.inf, dtype=np.float32)


class ByStartingRules:
    """The starting rules by profile, text and what was known of each provider when the day began."""

    names: tuple[str, ...] = ("baseline",)

    def __init__(self, setting: Setting, lookup: ColumnLookup) -> None:
        self._setting, self._lookup = setting, lookup
        self._features = PairFeatures(setting.kind.features).fit(setting.index)
        self._ranker = BaselineRanker(self._features.names_)
        self._availability = Availability(np.zeros(setting.index.count, dtype=np.float32))

    def __call__(self, rows: Rows, view: SeekerBatch, columns: Mapping[str, Block]) -> dict[str, Block]:  # noqa: ARG002  # every scorer is given it
        worth = self._lookup.empty(len(rows))
        for number, row in enumerate(rows):
            each = [self._score(ask) for ask in self._lookup.asks_of(int(row))]
            worth[number, :-1] = np.max(each, axis=0)
        return {"baseline": worth}

    def _score(self, ask: int) -> NDArray[np.float64]:
        setting, known = self._setting, self._setting.asks[ask]
        seeker = make_seeker(known.need, setting.seekers[known.seeker], setting.index)
        day, columns = setting.as_of.toordinal(), self._lookup.columns
        query = RankingQuery(seeker, setting.index, setting.history_now, self._availability, day, columns)
        everybody = np.ones(len(columns), dtype=np.bool_)
        scored = self._ranker.score(self._features.transform(query), everybody, self._features.expected(query))
        return log_odds(scored.score)


class ByAnswers:
    """The product of the three learned heads, and the starting rules' on the very same columns."""

    names: tuple[str, ...] = ("baseline", "learned")

    def __init__(self, learned: Learned, lookup: ColumnLookup) -> None:
        self._learned, self._lookup = learned, lookup

    def __call__(self, rows: Rows, view: SeekerBatch, columns: Mapping[str, Block]) -> dict[str, Block]:  # noqa: ARG002  # every scorer is given it
        worths = {name: self._lookup.empty(len(rows)) for name in self.names}
        asked = [(number, ask) for number, row in enumerate(rows) for ask in self._lookup.asks_of(int(row))]
        width = len(self._lookup.columns)
        step = max(1, _AT_ONCE // width)
        for start in range(0, len(asked), step):
            part = asked[start : start + step]
            for name, odds in self._odds([ask for _, ask in part]).items():
                for (number, _), line in zip(part, odds.reshape(len(part), width), strict=True):
                    worths[name][number, :-1] = np.maximum(worths[name][number, :-1], line)
        return worths

    def _odds(self, asks: Sequence[int]) -> dict[str, NDArray[np.float64]]:
        columns = self._lookup.columns
        each = np.repeat(asks, len(columns)).tolist()
        table = self._learned.builder.make(self._learned.cases_now(each, np.tile(columns, len(asks)).tolist()))
        chances = {"baseline": table.baseline, "learned": self._learned.model.chances(table.matrix, table.baseline)}
        return {name: log_odds(found.prod(axis=1)) for name, found in chances.items()}


def asks_by_seeker(setting: Setting, wanted: Sequence[tuple[str, str | None]]) -> dict[str, list[int]]:
    """For each seeker the rows of what is asked for."""
    found: dict[str, list[int]] = defaultdict(list)
    for seeker_id, need_id in wanted:
        found[seeker_id].append(setting.ask_rows[seeker_id, need_id])
    return dict(found)

"""Reciprocal acceptance: both heads together against the seeker's head alone, on later answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import Kind
from matching.features.cases import Cases, Setting
from matching.history.as_of import before
from matching.sources.base import HistorySource
from matching.training.dataset import DatasetBuilder
from matching.training.heads import auc
from matching.training.train import learn

Values = NDArray[np.float64]
SOME_HISTORY = 3
FIGURES = ("both_heads", "seeker", "gain")


@dataclass(frozen=True)
class Judged:
    """Later pairs whose answers are known: whether `both` said yes, the chances of both sides' heads together and of
    the seeker's alone, how many requests the provider had answered before the pair's day (`history`), and whether both
    `answered`: without the provider's answer it was the seeker who said no."""

    both: Values
    both_heads: Values
    seeker: Values
    history: Values
    answered: NDArray[np.bool_]

    def take(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Judged:
        """Some of the pairs."""
        return Judged(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    def with_history(self) -> Judged:
        """Those whose provider had answered some requests before."""
        return self.take(self.history >= SOME_HISTORY)

    def both_answered(self) -> Judged:
        """Those of which both sides' answers are recorded."""
        return self.take(self.answered)

    def aucs(self) -> dict[str, float]:
        """By FIGURES: AUC of mutual acceptance, and how much both heads gain over the seeker's."""
        together, alone = auc(self.both, self.both_heads), auc(self.both, self.seeker)
        return dict(zip(FIGURES, (together, alone, together - alone), strict=True))


def judge_two_sided(source_of: Callable[[date], HistorySource], kind: Kind, edge: date, end: date) -> Judged:
    """Learn from what was known on `edge` alone; look at each later pair as of its own day.

    `source_of` gives what is known when a day begins. A request that waits for its answer when `end` begins is left
    out.
    """
    model = learn(Setting(source_of(edge), kind, edge)).model
    setting = Setting(source_of(end), kind, end)
    events = setting.events
    refused = (events.seeker_yes == 0) | (events.provider_yes == 0)
    agreed = (events.seeker_yes == 1) & (events.provider_yes == 1)
    rows = np.flatnonzero((events.seen_on >= edge.toordinal()) & (refused | agreed))
    builder = DatasetBuilder(setting)
    table = builder.make(Cases(events.asks[rows], events.providers[rows], events.seen_on[rows], events.folds[rows]))
    chances = model.chances(table.matrix, table.baseline)
    told = ~np.isnan(events.provider_yes)
    history = before(
        events.providers[told], events.told_on[told], np.ones(int(told.sum())), events.providers[rows],
        events.seen_on[rows],
    )[0]  # fmt: skip
    together = chances[:, 0] * chances[:, 1]
    return Judged(agreed[rows].astype(float), together, chances[:, 0], history, told[rows])

"""Who takes up with whom next, from engagements alone: for data in which nobody noted who was shown or refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matching.kinds import Kind
from matching.learned.collective import Collective, retrieve
from matching.learned.engagement import EngagementModel, Progress, gathered
from matching.learned.world import Established, Population
from matching.sources import Source

Rows = NDArray[np.int64]
# With fewer engagements the seekers' own answers, blended with the starting rules, say more.
LEAST_ENGAGEMENTS = 300


def population_of(source: Source, kind: Kind) -> Population:
    """Everybody and everything that a source knows of a kind."""
    interactions = [record for page in source.interaction_pages(kind.name) for record in page]
    providers = [record.id for record in source.list_providers(kind.population)]
    return Population(source.list_seekers(), providers, interactions)


def established_of(kind: Kind) -> Established:
    """Who may be ranked in a back-test of this kind."""
    return Established(kind.least_before, kind.active_months)


def is_one_sided(source: Source, kind: Kind) -> bool:
    """Whether there are many engagements and not one recorded refusal or silence of a seeker."""
    count = 0
    for page in source.interaction_pages(kind.name):
        if any(record.seeker_decision != "accepted" for record in page):
            return False
        count += sum(record.provider_decision == "accepted" for record in page)
    return count >= LEAST_ENGAGEMENTS


class Upcoming:
    """Trained on what a source knows before a day; gives the chance that a pair engages in the year from then on."""

    def __init__(self, source: Source, kind: Kind, as_of: date, progress: Progress = lambda _: None) -> None:
        self.population = population_of(source, kind)
        self.model = EngagementModel().fit(self.population, as_of, established_of(kind), progress)
        self.collective = Collective(self.population.before(as_of, established_of(kind)))

    def log_odds(self, seeker_ids: Sequence[str], provider_ids: Sequence[str]) -> NDArray[np.float64]:
        """For each pair; providers who are not established count as nobody in particular."""
        rows = np.asarray([self.population.seeker_rows[seeker] for seeker in seeker_ids], dtype=np.int64)
        columns = np.asarray([self._column(provider) for provider in provider_ids], dtype=np.int64)
        found = np.zeros(len(rows))
        for part, _, blocks in self.collective.blocks(np.unique(rows)):
            mine = np.flatnonzero(np.isin(rows, part))
            found[mine] = self.model.odds(gathered(blocks, np.searchsorted(part, rows[mine]), columns[mine]))
        return found

    def best(self, seeker_id: str, provider_ids: Sequence[str]) -> NDArray[np.float64]:
        """Log-odds of these providers for one seeker; who is on none of the lists comes after all who are."""
        row = np.asarray([self.population.seeker_rows[seeker_id]], dtype=np.int64)
        view = self.collective.world.view(row)
        blocks = self.collective.columns(view)
        columns = np.asarray([self._column(provider) for provider in provider_ids], dtype=np.int64)
        zeros = np.zeros(len(columns), dtype=np.int64)
        odds = self.model.odds(gathered(blocks, zeros, columns))
        listed = retrieve(blocks, view.closed)[0][columns]
        behind = odds[~listed].max(initial=-np.inf) - odds[listed].min(initial=np.inf)
        return np.where(listed | ~np.isfinite(behind), odds, odds - max(0.0, behind) - 1e-6)

    def _column(self, provider_id: str) -> int:
        row = self.population.provider_rows.get(provider_id, -1)
        column = int(self.collective.world.column_of[row]) if row >= 0 else -1
        return column if column >= 0 else self.collective.world.nobody

"""Next-engagement ranking for data without impressions or refusals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.domain.answers import Answer
from graph.domain.kinds import Kind
from graph.entities.profile import InteractionRecord
from matching.features.engagements.columns import Collective, retrieve
from matching.features.engagements.population import Established, Population
from matching.results import Fact, tell
from matching.sources.base import Source
from matching.training.engagement_model import EngagementModel, Progress, gathered

Rows = NDArray[np.int64]
# With fewer engagements the seekers' own answers, blended with the starting rules, say more.
LEAST_ENGAGEMENTS = 300
# So many must have come after others, lately: data of one day say nothing about what comes next.
LEAST_FOLLOWED = 50
# Log-odds below any that trees give.
_FAR = 20.0


def population_of(source: Source, kind: Kind) -> Population:
    """Everybody and everything that a source knows of a kind."""
    interactions = [record for page in source.interaction_pages(kind.name) for record in page]
    providers = [record.id for record in source.list_providers(kind.population)]
    return Population(source.list_seekers(), providers, interactions)


def established_of(kind: Kind) -> Established:
    """Who may be ranked in a back-test of this kind."""
    return Established(kind.least_before, kind.active_months)


def is_one_sided(source: Source, kind: Kind) -> bool:
    """Whether there are many engagements and not one recorded refusal of either side, nor a silence of a seeker."""
    count = 0
    for page in source.interaction_pages(kind.name):
        if any(_refuses(record) for record in page):
            return False
        count += sum(record.provider_decision == Answer.ACCEPTED for record in page)
    return count >= LEAST_ENGAGEMENTS


def next_engagement_of(
    source: Source, kind: Kind, as_of: date, progress: Progress = lambda _: None
) -> NextEngagement | None:
    """What engagements alone say of who takes up with whom next; None where answers, or texts, say more."""
    if not is_one_sided(source, kind):
        return None
    found = NextEngagement(source, kind, as_of, progress)
    return found if found.model.engaged_ >= LEAST_FOLLOWED else None


def _refuses(record: InteractionRecord) -> bool:
    return record.seeker_decision != Answer.ACCEPTED or record.provider_decision == Answer.DECLINED


class NextEngagement:
    """Trained on what a source knows before a day; gives the chance that a pair engages in the year from then on."""

    def __init__(self, source: Source, kind: Kind, as_of: date, progress: Progress = lambda _: None) -> None:
        self.population = population_of(source, kind)
        self.model = EngagementModel().fit(self.population, as_of, established_of(kind), progress)
        self.collective = Collective(self.population.before(as_of, established_of(kind)))

    @property
    def told(self) -> list[Fact]:
        """How each head was learned."""
        engaged = self.model.engaged_
        return [
            tell("seeker_by_engagements", count=engaged, others=self.model.pairs_ - engaged),
            tell("provider_neutral"),
            tell("outcome_neutral"),
        ]

    def log_odds(self, seeker_ids: Sequence[str], provider_ids: Sequence[str]) -> NDArray[np.float64]:
        """For each pair; providers who are not established count as nobody in particular."""
        rows = np.asarray([self.population.seeker_rows[seeker] for seeker in seeker_ids], dtype=np.int64)
        columns = self.columns_of(provider_ids)
        found = np.zeros(len(rows))
        for part, _, blocks in self.collective.blocks(np.unique(rows)):
            mine = np.flatnonzero(np.isin(rows, part))
            found[mine] = self.model.odds(gathered(blocks, np.searchsorted(part, rows[mine]), columns[mine]))
        return found

    def for_all(self, seeker_ids: Sequence[str]) -> Iterator[tuple[str, NDArray[np.float64]]]:
        """For each seeker (in order of id, each once) the log-odds of every column; who is on none of the lists is not
        looked at more closely and stands behind all who are, by naive Bayes."""
        rows = np.unique([self.population.seeker_rows[seeker] for seeker in seeker_ids])
        for part, view, blocks in self.collective.blocks(rows):
            candidates = retrieve(blocks, view.closed)
            at, to = np.nonzero(candidates)
            odds = blocks["naive_bayes_all"].astype(np.float64)
            odds -= odds.max() + _FAR
            odds[at, to] = self.model.odds(gathered(blocks, at, to))
            for row, found in zip(part, odds, strict=True):
                yield self.population.seekers[int(row)].id, found

    def columns_of(self, provider_ids: Sequence[str]) -> Rows:
        """The column of each provider."""
        return np.asarray([self._column(provider) for provider in provider_ids], dtype=np.int64)

    def _column(self, provider_id: str) -> int:
        row = self.population.provider_rows.get(provider_id, -1)
        column = int(self.collective.snapshot.column_of[row]) if row >= 0 else -1
        return column if column >= 0 else self.collective.snapshot.nobody

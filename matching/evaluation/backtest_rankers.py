"""The rankers of a back-test: the baseline and a model that fits the data."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.domain.kinds import Kind
from graph.exchange.format.problems import Problem
from matching.evaluation.heads import judge_heads
from matching.evaluation.scorers import ByAnswers, ByEngagements, ByStartingRules, ColumnLookup, Scorer, asks_by_seeker
from matching.features.cases import Setting
from matching.features.engagements.population import Population, PopulationSnapshot
from matching.offline_matcher import notes_on, outside
from matching.offline_scoring import facts_of_heads
from matching.results import Fact, tell
from matching.sources.records import RecordSource
from matching.training.engagement_model import EngagementModel
from matching.training.next_engagement import established_of, is_one_sided
from matching.training.train import learn
from matching.training.window_answers import records_of, wanted_of

Progress = Callable[[Fact], None]


@dataclass(frozen=True)
class BacktestRankers:
    """What takes part beside the simple rules; `heads` is empty where only the lists can judge the one head."""

    scorers: Sequence[Scorer]
    seconds_fit: Mapping[str, float]
    notes: Sequence[Fact | Problem]
    heads: Mapping[str, Any] = field(default_factory=dict)


def make_backtest_rankers(
    source: RecordSource,
    kind: Kind,
    population: Population,
    snapshot: PopulationSnapshot,
    until: date,
    progress: Progress,
) -> BacktestRankers:
    """Learn from what the source knew on the snapshot's day."""
    cutoff = date.fromordinal(snapshot.day)
    past = source.before(cutoff)
    records = records_of(source, kind, cutoff, until)
    wanted = wanted_of(records)
    progress(tell("reading_profiles"))
    strangers = outside(past, kind, [record.provider_id for record in records])
    setting = Setting(past, kind, cutoff, wanted, strangers)
    lookup = ColumnLookup(setting, population, snapshot, asks_by_seeker(setting, wanted))
    notes = notes_on(source, kind, until)
    began = time.perf_counter()
    if is_one_sided(past, kind):
        model = EngagementModel().fit(population, cutoff, established_of(kind), progress)
        seconds = {"learned": time.perf_counter() - began}
        notes.append(tell("no_refusal_recorded"))
        return BacktestRankers([ByStartingRules(setting, lookup), ByEngagements(model)], seconds, notes)
    progress(tell("learning_from", count=len(setting.records)))
    learned = learn(setting)
    seconds = {"learned": time.perf_counter() - began}
    progress(tell("judging_heads", count=len(records)))
    heads = judge_heads(learned, records)
    return BacktestRankers([ByAnswers(learned, lookup)], seconds, [*notes, *facts_of_heads(learned)], heads)

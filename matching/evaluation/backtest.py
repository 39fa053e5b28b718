"""Temporal back-test: learn before a cut-off, evaluate every ranking on what is new from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import Kind
from graph.exchange.format.problems import Problem
from matching.evaluation.backtest_rankers import make_backtest_rankers
from matching.evaluation.lists import Lists, Placed, place_hits
from matching.evaluation.slices import slices_of
from matching.features.engagements.columns import Collective
from matching.features.engagements.engagement_arrays import Engagements, Rows
from matching.features.engagements.population import Population, PopulationSnapshot
from matching.metrics.calibration import NOTHING, head_report
from matching.metrics.inequality import gini
from matching.metrics.ranking import METRICS, interval, intervals, per_seeker
from matching.offline_matcher import refuse_bad_days
from matching.results import Fact, tell
from matching.sources.records import RecordSource
from matching.training.engagement_model import new_pairs
from matching.training.next_engagement import established_of, population_of

Progress = Callable[[Fact, int, int], None]
_LEAST_SLICE = 30


class BacktestError(ValueError):
    """These data cannot be judged so: `told` says why."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact.code)
        self.told = (fact,)


@dataclass(frozen=True)
class RankingRow:
    """One line of a ranking."""

    seeker_id: str
    provider_id: str
    position: int
    score: float


@dataclass(frozen=True)
class Report:
    """What a back-test found."""

    kind: str
    cutoff: date
    until: date
    seekers: int
    providers: int
    hits: int
    models: dict[str, Any]
    heads: dict[str, Any]
    rankings: list[RankingRow] = field(repr=False)
    notes: Sequence[Fact | Problem] = ()

    def to_json(self) -> dict[str, Any]:
        """The shape of `backtest --json`."""
        return {
            "kind": self.kind,
            "cutoff": self.cutoff.isoformat(),
            "until": self.until.isoformat(),
            "seekers": self.seekers,
            "providers": self.providers,
            "hits": self.hits,
            "models": self.models,
            "heads": self.heads,
        }


def run_backtest(
    source: RecordSource, kind: Kind, cutoff: date, until: date, progress: Progress = lambda *_: None, length: int = 100
) -> Report:
    """Judge all rankings of one kind on a source that knows everything. Raises BacktestError, FolderError."""
    refuse_bad_days(source, kind)
    population = population_of(source, kind)
    snapshot = _checked_snapshot(population, kind, cutoff, until)
    collective = Collective(snapshot)
    hits = new_pairs(population, collective, until.toordinal())
    seekers = np.unique(hits.seekers)
    _require_seekers(len(seekers), cutoff, until)
    rankers = make_backtest_rankers(source, kind, population, snapshot, until, lambda step: progress(step, 0, 0))
    lists = place_hits(
        collective,
        rankers.scorers,
        hits,
        seekers,
        length=length,
        progress=lambda done: progress(tell("ranking_providers", count=snapshot.nobody), done, len(seekers)),
    )
    return Report(
        kind=kind.name,
        cutoff=cutoff,
        until=until,
        seekers=len(seekers),
        providers=snapshot.nobody,
        hits=len(hits.days),
        models=_models(lists, population, snapshot, hits, rankers.seconds_fit),
        heads=dict(rankers.heads) or _one_sided_heads(lists),
        rankings=_rankings(lists, population, snapshot),
        notes=rankers.notes,
    )


def _require_seekers(count: int, cutoff: date, until: date) -> None:
    if count == 0:
        raise BacktestError(tell("nothing_new", cutoff=str(cutoff), until=str(until)))
    if count == 1:
        raise BacktestError(tell("one_seeker", cutoff=str(cutoff), until=str(until)))


def _checked_snapshot(population: Population, kind: Kind, cutoff: date, until: date) -> PopulationSnapshot:
    if until <= cutoff:
        raise BacktestError(tell("until_before_cutoff", cutoff=str(cutoff), until=str(until)))
    days = population.events.days
    if len(days) == 0:
        raise BacktestError(tell("no_agreement_dated"))
    first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
    if not first < cutoff <= last:
        raise BacktestError(tell("cutoff_outside", cutoff=str(cutoff), first=str(first), last=str(last)))
    snapshot = population.before(cutoff, established_of(kind))
    if snapshot.nobody < 2:
        raise BacktestError(tell("too_few_providers", cutoff=str(cutoff)))
    return snapshot


def _models(
    lists: Lists,
    population: Population,
    snapshot: PopulationSnapshot,
    hits: Engagements,
    seconds_fit: Mapping[str, float],
) -> dict[str, Any]:
    seekers = np.unique(hits.seekers)
    hits_of = np.bincount(np.searchsorted(seekers, hits.seekers), minlength=len(seekers))
    slices = slices_of(population, snapshot, seekers)
    found = {}
    for name, placed in lists.placed.items():
        values = _values(placed, hits_of)
        seen = lists.seen[name][:-1]
        everybody = {
            **_slice(values, np.ones(len(seekers), dtype=np.bool_)),
            "coverage": round(float((seen > 0).mean()), 4),
            "exposure_gini": round(gini(seen), 4),
        }
        parts = {label: _slice(values, mask) for label, mask in slices.items() if mask.sum() >= _LEAST_SLICE}
        found[name] = {
            **intervals({metric: values[metric] for metric in METRICS}),
            "seconds_fit": round(seconds_fit.get(name, 0.0), 2),
            "seconds_rank": round(lists.seconds[name], 2),
            "slices": {"everybody": everybody, **parts},
        }
    return found


def _slice(values: Mapping[str, NDArray[np.float64]], mask: NDArray[np.bool_]) -> dict[str, Any]:
    shown = {metric: interval(values[metric][mask]).to_json() for metric in ("recall_at_20", "ndcg_at_10")}
    return {"seekers": int(mask.sum()), **shown}


def _values(placed: Placed, hits_of: Rows) -> dict[str, NDArray[np.float64]]:
    return per_seeker(placed.ranks, placed.seekers, hits_of)


def _one_sided_heads(lists: Lists) -> dict[str, Any]:
    """Only who engaged is in the data: the chances of the other two heads are neutral."""
    chances = 1 / (1 + np.exp(-lists.odds.astype(np.float64)))
    return {"seeker": head_report(chances, lists.engaged), "provider": NOTHING, "outcome": NOTHING}


def _rankings(lists: Lists, population: Population, snapshot: PopulationSnapshot) -> list[RankingRow]:
    return [
        RankingRow(
            population.seekers[seeker].id,
            population.provider_ids[snapshot.pool[column]],
            position,
            round(float(1 / (1 + np.exp(-odds))), 6),
        )
        for seeker, columns, scores in lists.rankings
        for position, (column, odds) in enumerate(zip(columns, scores, strict=True), start=1)
    ]

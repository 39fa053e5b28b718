"""Rankers that a simulation compares: random, popularity, baseline, oracle, retrained."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.domain.kinds import MENTOR
from matching.explanation.facts import is_new
from matching.features.cases import Setting
from matching.features.query import RankingQuery, make_seeker
from matching.models.artifact import TrainedModel
from matching.ranking.eligibility import make_availability
from matching.ranking.exposure import held_back, price_of
from matching.ranking.rank import Ranked, rank
from matching.ranking.rerank import Policy, rerank
from matching.simulation.source import SimulatedSource
from matching.sources.base import NeedRecord
from matching.training.dataset import DatasetBuilder
from matching.training.train import Learned, learn

Values = NDArray[np.float64]
# Rounds that count as lately.
_LATELY = 3


@dataclass(frozen=True)
class Candidates:
    """Who may be proposed for one need, in rows of the setting's providers."""

    ask: int
    need_id: str
    rows: NDArray[np.int64]
    is_new: NDArray[np.bool_]
    baseline: Values


@dataclass(frozen=True)
class RoundView:
    """One round as a ranking sees it; `ties` is a number by lot for each (need, supervisor)."""

    number: int
    source: SimulatedSource
    needs: Sequence[tuple[str, NeedRecord]]
    ties: Values
    page: int

    @cached_property
    def setting(self) -> Setting:
        """Everybody and everything known when the round began."""
        wanted = [(startup, need.id) for startup, need in self.needs]
        return Setting(self.source, MENTOR, self.source.as_of, wanted)

    @cached_property
    def candidates(self) -> list[Candidates]:
        """By need: who passes the product's own hard rules, and the starting rules' scores."""
        gone = [record.id not in self.source.present for record in self.setting.providers]
        is_there = ~np.asarray(gone, dtype=np.bool_)
        taken = self.source.taken_places()
        return [self._of_need(startup, need, is_there, taken) for startup, need in self.needs]

    def _of_need(
        self, startup_id: str, need: NeedRecord, is_there: NDArray[np.bool_], taken: dict[str, int]
    ) -> Candidates:
        setting, day = self.setting, self.source.as_of
        decisions = self.source.list_decisions(startup_id, MENTOR.name)
        availability = make_availability(MENTOR, setting.index, need.id, day, taken, decisions, [])
        seeker = make_seeker(need, self.source.get_startup(startup_id), setting.index)
        query = RankingQuery(seeker, setting.index, setting.history_now, availability, day.toordinal())
        ranked: Ranked = rank(MENTOR, query)
        rows = np.flatnonzero(ranked.eligible & is_there)
        new = np.asarray([is_new(query, int(row)) for row in rows], dtype=np.bool_)
        ask = setting.ask_rows[startup_id, need.id]
        return Candidates(ask, need.id, rows, new, ranked.scored.score[rows])


class Ranker(Protocol):
    """Gives the rows to show for each need of a round, best first."""

    name: str

    def pages(self, view: RoundView) -> list[NDArray[np.int64]]: ...


class Random:
    """By lot."""

    name = "random"

    def pages(self, view: RoundView) -> list[NDArray[np.int64]]:
        """The first of a shuffled list."""
        return [_best(own, view.ties[at][own.rows], view) for at, own in enumerate(view.candidates)]


class Popularity:
    """Who said yes most often so far; equals by lot."""

    name = "popularity"

    def pages(self, view: RoundView) -> list[NDArray[np.int64]]:
        """The most accepted."""
        count = view.setting.history_now.accepted
        return [_best(own, count[own.rows] + view.ties[at][own.rows], view) for at, own in enumerate(view.candidates)]


class Baseline:
    """The project's starting rules."""

    name = "baseline"

    def pages(self, view: RoundView) -> list[NDArray[np.int64]]:
        """The best by the one table of weights."""
        return [_best(own, own.baseline, view) for own in view.candidates]


@dataclass
class Pages:
    """Pages as the web makes them of any scores: room for newcomers, a little chance, the often shown held back."""

    policy: Policy = field(default_factory=Policy)
    _past: deque[dict[str, int]] = field(default_factory=lambda: deque(maxlen=_LATELY))

    def of(self, view: RoundView, scores: Sequence[Values]) -> list[NDArray[np.int64]]:
        """The rows to show for each need; needs are served in the order in which they came."""
        now: dict[str, int] = {}
        self._past.append(now)
        ids = [record.id for record in view.setting.providers]
        shown = np.asarray([sum(one.get(name, 0) for one in self._past) for name in ids], dtype=np.float64)
        there = np.asarray([name in view.source.present for name in ids], dtype=np.bool_)
        pages = []
        for own, score in zip(view.candidates, scores, strict=True):
            price = price_of(shown[there], self.policy.uneven)
            usual = float(shown[there].mean()) if there.any() else 0.0
            page = self._page(own, held_back(score, shown[own.rows], usual, price), view)
            np.add.at(shown, page, 1.0)
            for row in page:
                now[ids[row]] = now.get(ids[row], 0) + 1
            pages.append(page)
        return pages

    def _page(self, own: Candidates, score: Values, view: RoundView) -> NDArray[np.int64]:
        order = np.lexsort((own.rows, -score))
        organisations: list[frozenset[str]] = [frozenset()] * len(order)
        key = f"{own.need_id}|{view.source.as_of}"
        slots = rerank(score[order], own.is_new[order], organisations, self.policy, key=key, limit=view.page)
        return own.rows[order[[slot.candidate for slot in slots]]] if slots else own.rows[:0]


@dataclass
class BaselinePages:
    """The starting rules with the same pages as the learned ranking: what learning alone adds is told from this."""

    made: Pages = field(default_factory=Pages)
    name: str = "baseline, re-ranked"

    def pages(self, view: RoundView) -> list[NDArray[np.int64]]:
        """The best by the table of weights, re-ranked."""
        return self.made.of(view, [own.baseline for own in view.candidates])


@dataclass
class Oracle:
    """The true chances, which nobody has, with the same pages: what could be reached."""

    chances: Callable[[int, str, Sequence[str]], Values] | None = None
    made: Pages = field(default_factory=Pages)
    name: str = "all-knowing, re-ranked"

    def pages(self, view: RoundView) -> list[NDArray[np.int64]]:
        """The best by how likely both sides truly say yes."""
        ids = [record.id for record in view.setting.providers]
        if self.chances is None:
            return [own.rows[:0] for own in view.candidates]
        scores = []
        for own, (startup_id, _) in zip(view.candidates, view.needs, strict=True):
            scores.append(self.chances(view.number, startup_id, [ids[row] for row in own.rows]))
        return self.made.of(view, scores)


@dataclass
class LearnedAnew:
    """The three heads, learned anew every so many rounds, and re-ranked."""

    every: int = 4
    made: Pages = field(default_factory=Pages)
    name: str = "learned"
    model: TrainedModel | None = None

    def pages(self, view: RoundView) -> list[NDArray[np.int64]]:
        """The best by the product of the heads, re-ranked."""
        learned = self._learned(view)
        counts = [len(own.rows) for own in view.candidates]
        if not sum(counts):
            return [own.rows for own in view.candidates]
        asks = np.repeat([own.ask for own in view.candidates], counts)
        rows = np.concatenate([own.rows for own in view.candidates])
        scores = learned.chances(learned.cases_now(asks.tolist(), rows.tolist())).prod(axis=1)
        return self.made.of(view, np.split(scores, np.cumsum(counts)[:-1]))

    def _learned(self, view: RoundView) -> Learned:
        if self.model is None or view.number % self.every == 0:
            learned = learn(view.setting)
            self.model = learned.model
            return learned
        return Learned(self.model, DatasetBuilder(view.setting))


def _best(own: Candidates, score: Values, view: RoundView) -> NDArray[np.int64]:
    return own.rows[np.lexsort((own.rows, -score))[: view.page]]


def make_rankers(every: int) -> list[Ranker]:
    """All that are compared."""
    return [Random(), Popularity(), Baseline(), BaselinePages(), Oracle(), LearnedAnew(every)]

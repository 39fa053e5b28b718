"""Live matching: ranks, explains and compares providers for a need on the graph."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from graph.domain.eligibility import RuleCode
from graph.domain.kinds import KINDS, Kind
from graph.driver import Graph
from graph.errors import InvalidInputError
from matching.explanation.contributions import path_through
from matching.features.acceptance_model import acceptance_models_of
from matching.features.collaborative import item_item_model_of
from matching.features.query import RankingQuery, make_seeker
from matching.features.relevance import question_of
from matching.index.field_search import find_by_field
from matching.index.name_search import Find, find_names
from matching.index_aside import Aside, Work
from matching.index_cache import IndexCache
from matching.index_state import IndexState
from matching.models.serving import ServingModels
from matching.ranking.eligibility import make_availability, outside_pool
from matching.ranking.outside import outside_of
from matching.ranking.page import on_page, proposals_of_page
from matching.ranking.rank import Ranked, rank
from matching.ranking.rankers import check_model
from matching.ranking.rerank import PLAIN, Policy
from matching.ranking.responses import row_named, row_of, steps_of, to_explanation, to_ranking, to_why_not
from matching.ranking.scores import Scores, scores_of
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder
from matching.relevance.evidence import asked_for
from matching.relevance.reference import shipped_reference
from matching.results import Explanation, FieldMatch, NameMatch, Outside, PathStep, Ranking, WhyNot
from matching.sources.base import NeedRecord
from matching.sources.graph import GraphSource

T = TypeVar("T")
Rules = frozenset[RuleCode]
_NOTHING: Rules = frozenset()


class Matcher:
    """Rankings and explanations on a live graph.

    Keeps one index per kind under `home` (shared by all processes of the machine) and follows the graph's changes
    by their watermark at every call. Safe to use from many threads; make one per process. Moments (`at`) are aware;
    what is dated after `at` does not enter. `expire_after_days`: when requests expire. `encoder` reads what is asked
    and what people tell. `on_ranked` is told the kind and the seconds of each ranking.
    """

    def __init__(
        self,
        graph: Graph,
        home: Path,
        *,
        expire_after_days: int,
        encoder: SentenceEncoder = WORDS_ALONE,
        on_ranked: Callable[[str, float], None] | None = None,
    ) -> None:
        self._graph = graph
        self._home = Path(home)
        self._expire_after_days = expire_after_days
        self.encoder = encoder
        self._on_ranked = on_ranked
        self._caches: dict[str, IndexCache] = {}
        self._models = ServingModels(check_model)

    def propose(
        self, need_id: str, *, at: datetime, limit: int = 20, include: Rules = _NOTHING, policy: Policy = PLAIN
    ) -> Ranking:
        """The best `limit` providers for a need, laid as the policy says, with counts of all who were left out.

        `include` ranks those too whom these rules leave out. Raises NotFoundError.
        """
        started = time.perf_counter()
        ranked = self._rank_need(need_id, at, include=include)
        if policy.is_plain:
            return to_ranking(ranked, at, limit, started)
        proposals = proposals_of_page(ranked, limit, policy, self._graph.calendar.day_of(at))
        return replace(to_ranking(ranked, at, 1, started), proposals=proposals)

    def propose_for_startup(
        self, startup_id: str, need: NeedRecord, *, at: datetime, limit: int = 20, include: Rules = _NOTHING
    ) -> Ranking:
        """The same for a need that the graph does not keep. Raises NotFoundError, InvalidInputError."""
        started = time.perf_counter()
        ranked = self._read(lambda source: self._rank(source, need, startup_id, include=include), at)
        return to_ranking(ranked, at, limit, started)

    def propose_outside(self, need_id: str, incubator_id: str, *, at: datetime, limit: int = 5) -> Outside:
        """Who beyond an incubator's pool answers a need well. Raises NotFoundError."""
        return outside_of(self._rank_need(need_id, at), incubator_id, limit)

    def explain(
        self, need_id: str, provider_id: str, *, at: datetime, policy: Policy = PLAIN, other: str = ""
    ) -> Explanation:
        """Why a provider stands where they stand: bars that add up, path, position. Raises NotFoundError.

        With `other` (an id), also why that one is not in their place, by the same ranking.
        """

        def work(source: GraphSource) -> Explanation:
            need, startup_id = source.get_need(need_id)
            ranked = self._rank(source, need, startup_id)
            row, path = row_of(ranked, provider_id), source.find_path(startup_id, provider_id)
            explanation = to_explanation(ranked, row, steps_of(path), at)
            if other:
                explanation = replace(explanation, why_not_other=to_why_not(ranked, row, row_of(ranked, other)))
            return explanation if policy.is_plain else on_page(ranked, explanation, policy, source.day)

        return self._read(work, at)

    def find_paths(self, ranking: Ranking) -> dict[str, tuple[PathStep, ...]]:
        """The path from the startup to each proposed provider, through the graph or else through a shared tag."""

        def work(source: GraphSource) -> dict[str, tuple[PathStep, ...]]:
            startup = source.get_startup(ranking.need.startup_id)
            return {
                proposal.provider_id: steps_of(source.find_path(startup.id, proposal.provider_id))
                or path_through(startup, proposal, ranking.kind)
                for proposal in ranking.proposals
            }

        return self._read(work, ranking.at)

    def score_pairs(self, need_id: str, provider_ids: Sequence[str], *, at: datetime) -> Scores:
        """How well each of these fits a need, and which rule leaves out the others. Raises NotFoundError."""
        return scores_of(self._rank_need(need_id, at), provider_ids)

    def compare(self, need_id: str, provider_id: str, other: str, *, at: datetime) -> WhyNot:
        """Why `other` (an id, or a name as typed) is not in `provider_id`'s place. Raises NotFoundError."""
        ranked = self._rank_need(need_id, at)
        return to_why_not(ranked, row_of(ranked, provider_id), row_named(ranked, other))

    def compare_with_best(self, need_id: str, other: str, *, at: datetime) -> WhyNot:
        """Why `other` (an id) is not first by fit; against themselves where they are, or where nobody is left."""
        ranked = self._rank_need(need_id, at)
        row = row_of(ranked, other)
        best = ranked.best(1)
        return to_why_not(ranked, int(best[0]) if len(best) else row, row)

    def search_names(
        self, kind: str, text: str, limit: int = 10, *, startup_id: str | None = None
    ) -> tuple[NameMatch, ...]:
        """Providers whose name holds `text`, in either language; with `startup_id` only those visible to it."""
        return self._search(find_names, kind, text, limit, startup_id)

    def search_fields(self, kind: str, text: str, limit: int = 10, *, startup_id: str | None = None) -> FieldMatch:
        """Providers with a field or topic that holds `text`, in either language; `startup_id` as for names."""
        return self._search(find_by_field, kind, text, limit, startup_id)

    def _search(self, find: Find[T], kind: str, text: str, limit: int, startup_id: str | None) -> T:
        def work(source: GraphSource) -> T:
            index = self._cache(_kind(kind)).refresh(source).index
            hidden = outside_pool(index, source.get_startup(startup_id).pools) if startup_id is not None else None
            return find(index, text, limit, hidden)

        return self._read(work)

    def answer_days(self, kind: str, provider_id: str, *, at: datetime) -> float | None:
        """In how many days a provider usually answers, as proposals say it; None where too little is known."""

        def work(source: GraphSource) -> float | None:
            state = self._cache(_kind(kind)).refresh(source)
            row = state.index.row_of(provider_id)
            days = state.history(source.day, self._expire_after_days).answer_days[row] if row >= 0 else math.nan
            return None if math.isnan(days) else float(days)

        return self._read(work, at)

    def refresh(self, kind: str) -> int:
        """Bring a kind's index up to date now; returns how many providers it holds."""
        return self._read(lambda source: self._cache(_kind(kind)).refresh(source).index.total)

    def warm(self, *, at: datetime) -> None:
        """Make ready what the first ranking of each kind would wait for. Raises UnavailableError."""

        def work(source: GraphSource) -> None:
            for kind in KINDS.values():
                state = self._cache(kind).refresh(source)
                self._models.of(kind.name, source)
                self._prepare(kind, state)

        self._read(work, at)

    def _prepare(self, kind: Kind, state: IndexState) -> None:
        history = state.history(state.day, self._expire_after_days)
        if self._models.serves(kind.name):
            item_item_model_of(history)
            acceptance_models_of(history, state.index)

    def model_trouble(self, kind: str) -> Exception | None:
        """Why the model that should serve does not (ModelError, DamagedModelError, NotFoundError), looked at anew."""
        self._models.forget()
        self._read(lambda source: self._models.of(kind, source))
        return self._models.trouble_of(kind)

    def _rank_need(self, need_id: str, at: datetime, *, include: Rules = _NOTHING) -> Ranked:
        return self._read(lambda source: self._rank(source, *source.get_need(need_id), include=include), at)

    def _rank(self, source: GraphSource, need: NeedRecord, startup_id: str, *, include: Rules = _NOTHING) -> Ranked:
        started, kind, today = time.perf_counter(), _kind(need.kind), source.day
        startup = source.get_startup(startup_id)
        decisions = source.list_decisions(startup_id, kind.name)
        conflicting, taken = source.list_conflicting(startup_id), source.taken_places(startup_id)
        holders = source.list_holders(startup_id) if kind.invests else ()
        state = self._cache(kind).refresh(source)
        index, history = state.index, state.history(today, self._expire_after_days)
        question = question_of(need) if kind.answers_questions else None
        asked = asked_for(question, self.encoder, shipped_reference()) if question else None
        seeker = make_seeker(need, startup, index, asked)
        availability = make_availability(kind, index, need.id, today, taken, decisions, conflicting, holders)
        codes = tuple(code for code in kind.rules if code not in include)
        model = self._models.of(kind.name, source)
        ranked = rank(kind, RankingQuery(seeker, index, history, availability, today.toordinal()), codes, model)
        if self._on_ranked is not None:
            self._on_ranked(kind.name, time.perf_counter() - started)
        return ranked

    def _read(self, work: Callable[[GraphSource], T], at: datetime | None = None) -> T:
        """Run `work` on the graph as of a moment's day, of today's where none is given."""
        calendar = self._graph.calendar
        day = calendar.day_of(at) if at else calendar.today()
        return self._graph.read(lambda tx: work(GraphSource(tx, day)))

    def _cache(self, kind: Kind) -> IndexCache:
        if kind.name not in self._caches:
            aside, prepare = Aside(self._run_aside), partial(self._prepare, kind)
            self._caches.setdefault(kind.name, IndexCache(kind, self._home, self.encoder, aside=aside, prepare=prepare))
        return self._caches[kind.name]

    def _run_aside(self, work: Work) -> None:
        self._graph.read(lambda tx: work(GraphSource(tx, self._graph.calendar.today())), is_long=True)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise InvalidInputError(f"Nothing is matched under {name!r}. Choose one of: {', '.join(KINDS)}.", kind=name)
    return KINDS[name]

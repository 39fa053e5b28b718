"""Ranks all candidates of one query and turns the best into proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.domain.eligibility import RuleCode
from graph.domain.kinds import Kind
from matching.explanation.cautions import caution_for
from matching.explanation.contributions import reasons_of
from matching.explanation.facts import Facts, facts_of, languages_of
from matching.features.pair_features import GROUPS, PairFeatures
from matching.features.query import RankingQuery
from matching.index.provider_index import ProviderIndex
from matching.models.artifact import TrainedModel
from matching.ranking.baseline_ranker import BaselineRanker, Scored, band_of, fit_of
from matching.ranking.eligibility import excluded_by
from matching.ranking.learned_ranker import LearnedRanker
from matching.ranking.shortlist import LOOKED_AT_ALL, shortlist
from matching.results import Excluded, RankedProvider

_MOST_TAGS = 4


@dataclass(frozen=True)
class Ranked:
    """Everybody, or a shortlist of very many, scored.

    `rule` is the place in `codes` of the rule that forbids a row, -1 where none does; `rows` are those that `scored`
    holds, ascending.
    """

    kind: Kind
    query: RankingQuery
    ranker: BaselineRanker | LearnedRanker
    codes: tuple[RuleCode, ...]
    rule: NDArray[np.int8]
    rows: NDArray[np.int64]
    scored: Scored

    @cached_property
    def eligible(self) -> NDArray[np.bool_]:
        """Who may be proposed."""
        return (self.rule < 0) & self.query.index.alive

    def best(self, limit: int) -> NDArray[np.int64]:
        """The rows of the best `limit`, best first, ties by id."""
        at = np.flatnonzero(self.eligible[self.rows])
        rows, score = self.rows[at], self.scored.score[at]
        if len(rows) > limit:
            # Everybody who ties with the last one stays in until ids decide.
            floor = -np.partition(-score, limit - 1)[limit - 1]
            rows, score = rows[score >= floor], score[score >= floor]
        ids = np.asarray([self.query.index.id_of(int(row)) for row in rows])
        return np.asarray(rows[np.lexsort((ids, -score))][:limit])

    def position_of(self, row: int) -> int:
        """The place of an eligible row, from 1 (of a shortlist: among those on it)."""
        score, eligible = self.scored.score, self.eligible[self.rows]
        mine, own_id = self.score_of(row), self.query.index.id_of(row)
        ties = self.rows[eligible & (score == mine)]
        ahead = int((eligible & (score > mine)).sum())
        return ahead + 1 + sum(self.query.index.id_of(int(tie)) < own_id for tie in ties)

    def score_of(self, row: int) -> float:
        """The score of a row."""
        return float(self.scored.score[self._places([row])[0]])

    def difference(self, row: int) -> float:
        """The log-odds of a row's score less the average candidate's."""
        return self.ranker.difference(self.scored, int(self._places([row])[0]))

    def including(self, *rows: int) -> Ranked:
        """The same with these rows looked at closely too."""
        if np.isin(rows, self.rows).all():
            return self
        return _scored(self, np.union1d(self.rows, rows))

    def _places(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        return np.searchsorted(self.rows, rows)

    def code_of(self, row: int) -> RuleCode | None:
        """The code of the rule that forbids a row, if any."""
        return self.codes[self.rule[row]] if self.rule[row] >= 0 else None

    def sums_of(self, rows: NDArray[np.int64]) -> list[dict[str, float]]:
        """For each row what each group of features moved."""
        groups = {group: GROUPS[group].names for group in groups_of(self.kind, self.ranker)}
        return self.ranker.sums_of(self.scored, self._places(rows), groups)

    def proposal(self, row: int, position: int, facts: Facts, sums: dict[str, float]) -> RankedProvider:
        """One proposal with its reasons."""
        query, score = self.query, self.score_of(row)
        part, at = query.index.locate(row)
        chances = self.scored.chances[self._places([row])[0]]
        category = int(query.index.categories[row])
        return RankedProvider(
            position=position,
            provider_id=part.id_of(at),
            name=facts.name,
            name_zh=facts.name_zh,
            headline=part.headlines[at],
            headline_zh=part.headlines_zh[at],
            category=query.index.books.categories.names[category] if category >= 0 else None,
            score=score,
            seeker_probability=round(float(chances[0]), 4),
            provider_probability=round(float(chances[1]), 4),
            outcome=round(float(chances[2]), 4),
            fit=round(fit_of(score), 4),
            band=band_of(score),
            shared_tags=facts.shared[:_MOST_TAGS],
            other_tags=facts.others[: max(1, _MOST_TAGS - len(facts.shared))],
            reasons=reasons_of(query, facts, sums),
            caution=caution_for(facts, query),
            free_places=facts.free,
            capacity=facts.capacity,
            answer_days=facts.answer_days,
            is_new=facts.is_new,
            languages=languages_of(query, row),
            by_fit_position=position,
        )

    def proposals(self, limit: int) -> tuple[RankedProvider, ...]:
        """The best `limit` as proposals."""
        rows = self.best(limit)
        if len(rows) == 0:
            return ()
        found = []
        for place, (row, sums) in enumerate(zip(rows, self.sums_of(rows), strict=True), start=1):
            found.append(self.proposal(int(row), place, facts_of(self.query, int(row)), sums))
        return tuple(found)

    def excluded_counts(self) -> dict[str, int]:
        """How many each rule forbids, rules without anybody left out."""
        rule = self.rule[self.query.index.alive]
        counts = np.bincount(rule[rule >= 0], minlength=len(self.codes))
        return {code: int(count) for code, count in zip(self.codes, counts, strict=True) if count}

    def excluded_people(self, most: int) -> tuple[Excluded, ...]:
        """Who was left out and by which rule, at most `most`, in order of rule and id; a closed pool names nobody."""
        is_hidden = np.asarray([code == RuleCode.OUTSIDE_POOL for code in self.codes] + [False])[self.rule]
        rows = np.flatnonzero((self.rule >= 0) & ~is_hidden & self.query.index.alive)
        rows = rows[np.argsort(self.rule[rows], kind="stable")][:most]
        found = []
        for row in rows:
            part, at = self.query.index.locate(int(row))
            found.append(Excluded(part.id_of(at), part.names[at], self.codes[self.rule[row]], part.names_zh[at]))
        return tuple(found)


def rank(
    kind: Kind, query: RankingQuery, codes: tuple[RuleCode, ...] | None = None, model: TrainedModel | None = None
) -> Ranked:  # fmt: skip
    """Apply the hard rules (`codes`, else all of the kind's) and score everybody, or of very many a shortlist.

    Raises ModelError where the model needs features that are not made here.
    """
    codes = kind.rules if codes is None else codes
    rule = excluded_by(query, codes)
    nothing = Scored(np.zeros((0, 0), np.float32), np.zeros(0), np.zeros((0, 3)), np.zeros(0))
    bare = Ranked(kind, query, ranker_of(kind, model), codes, rule, np.zeros(0, np.int64), nothing)
    if query.index.count <= LOOKED_AT_ALL:
        return _scored(bare, np.arange(query.index.count))
    return _scored(bare, shortlist(query, features_of(kind, query.index), bare.eligible))


def _scored(ranked: Ranked, rows: NDArray[np.int64]) -> Ranked:
    """The same with these rows scored, against the average of the candidates among them."""
    features = features_of(ranked.kind, ranked.query.index, groups_of(ranked.kind, ranked.ranker))
    is_all = len(rows) == ranked.query.index.count
    query = ranked.query if is_all else replace(ranked.query, rows=rows)
    matrix = features.transform(query)
    scored = ranked.ranker.score(matrix, ranked.eligible[rows], features.expected(query))
    return replace(ranked, rows=rows, scored=scored)


def ranker_of(kind: Kind, model: TrainedModel | None) -> BaselineRanker | LearnedRanker:
    """The model's ranker, or the starting rules; raises ModelError where the model needs other features."""
    baseline = BaselineRanker(_names(kind.features))
    return (
        baseline if model is None else LearnedRanker(model, baseline, _names((*kind.features, *kind.learned_features)))
    )


def groups_of(kind: Kind, ranker: BaselineRanker | LearnedRanker) -> tuple[str, ...]:
    """The groups of features that a ranker reads: the kind's own first."""
    return kind.features if isinstance(ranker, BaselineRanker) else (*kind.features, *kind.learned_features)


def features_of(kind: Kind, index: ProviderIndex, groups: tuple[str, ...] | None = None) -> PairFeatures:
    """Groups of features (the kind's own, unless others are named), fitted to an index once."""
    groups = groups or kind.features
    fitted: PairFeatures | None = index.fitted.get("/".join(groups))
    if fitted is None:
        fitted = index.fitted["/".join(groups)] = PairFeatures(groups).fit(index)
    return fitted


def _names(groups: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for group in groups for name in GROUPS[group].names)

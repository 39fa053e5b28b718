"""Ranks all candidates of one query and turns the best into proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.domain.eligibility import NearRule, RuleCode
from graph.domain.kinds import Kind
from graph.domain.reach import reach_of_code
from matching.explanation.cautions import cautions_of
from matching.explanation.common import Common
from matching.explanation.contributions import reasons_of
from matching.explanation.facts import Facts, facts_of, languages_of
from matching.features.pair_features import GROUPS
from matching.features.query import RankingQuery
from matching.models.artifact import TrainedModel
from matching.ranking.baseline_ranker import BaselineRanker, Scored
from matching.ranking.eligibility import excluded_by
from matching.ranking.fit import Fit, fit_of, order_of
from matching.ranking.learned_ranker import LearnedRanker
from matching.ranking.near_rules import near_rules
from matching.ranking.rankers import features_of, groups_of, names_of, ranker_of
from matching.ranking.shortlist import LOOKED_AT_ALL, shortlist
from matching.results import Excluded, RankedProvider, Reason, band_of

_MOST_TAGS = 4
_ON_TOP = 20


@dataclass(frozen=True)
class Ranked:
    """Everybody, or a shortlist of very many, scored.

    `rule` is the place in `codes` of the rule that forbids a row, -1 where none does; `rows` are those that `scored`
    and `fit` hold, ascending.
    """

    kind: Kind
    query: RankingQuery
    ranker: BaselineRanker | LearnedRanker
    codes: tuple[RuleCode | NearRule, ...]
    rule: NDArray[np.int8]
    rows: NDArray[np.int64]
    scored: Scored
    fit: Fit

    @cached_property
    def order(self) -> NDArray[np.float64]:
        """(rows,) what the page is ordered by: the fit, and among those of one word the chance of a yes too."""
        knows_answers = self.query.history.answers > 0
        # Rounded, so that the last bits of the sums decide no order.
        return np.round(order_of(self.fit.values, self.scored.score, knows_answers=knows_answers), 6)

    @cached_property
    def parts(self) -> dict[str, NDArray[np.float64]]:
        """By group of facts, (rows,) what it moved in the log-odds of the fit against the average of all considered."""
        return self.fit.parts(self.query.index.alive[self.rows])

    @cached_property
    def eligible(self) -> NDArray[np.bool_]:
        """Who may be proposed."""
        return (self.rule < 0) & self.query.index.alive

    def best(self, limit: int) -> NDArray[np.int64]:
        """The rows of the best `limit`, best first, ties by id."""
        at = np.flatnonzero(self.eligible[self.rows])
        rows, score = self.rows[at], self.order[at]
        if len(rows) > limit:
            # Everybody who ties with the last one stays in until ids decide.
            floor = -np.partition(-score, limit - 1)[limit - 1]
            rows, score = rows[score >= floor], score[score >= floor]
        ids = np.asarray([self.query.index.id_of(int(row)) for row in rows])
        return np.asarray(rows[np.lexsort((ids, -score))][:limit])

    def position_of(self, row: int) -> int:
        """The place of an eligible row, from 1 (of a shortlist: among those on it)."""
        score, eligible = self.order, self.eligible[self.rows]
        mine, own_id = self.score_of(row), self.query.index.id_of(row)
        ties = self.rows[eligible & (score == mine)]
        ahead = int((eligible & (score > mine)).sum())
        return ahead + 1 + sum(self.query.index.id_of(int(tie)) < own_id for tie in ties)

    def score_of(self, row: int) -> float:
        """What a row is ordered by."""
        return float(self.order[self._places([row])[0]])

    def fit_of(self, row: int) -> float:
        """How well what somebody has done answers what is asked, 0 to 1."""
        return float(self.fit.values[self._places([row])[0]])

    def log_chance(self, row: int) -> float:
        """The logarithm of the chance that both want it and it goes well."""
        return float(np.log(max(self.scored.score[self._places([row])[0]], 1e-9)))

    def difference(self, row: int) -> float:
        """The log-odds of a row's fit less the average candidate's."""
        return sum(self.parts_of(row).values())

    def parts_of(self, row: int) -> dict[str, float]:
        """What each group of facts moved in a row's fit."""
        at = self._places([row])[0]
        return {group: float(values[at]) for group, values in self.parts.items()}

    def including(self, *rows: int) -> Ranked:
        """The same with these rows looked at closely too."""
        if np.isin(rows, self.rows).all():
            return self
        return _scored(self, np.union1d(self.rows, rows))

    def among(self, mask: NDArray[np.bool_]) -> Ranked:
        """The same where nobody else may be proposed."""
        return replace(self, rule=np.where(mask, self.rule, np.int8(0)))

    def _places(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        return np.searchsorted(self.rows, rows)

    def code_of(self, row: int) -> RuleCode | NearRule | None:
        """The code of the rule that forbids a row, if any."""
        return self.codes[self.rule[row]] if self.rule[row] >= 0 else None

    def facts(self, row: int) -> Facts:
        """What is true of one provider and the seeker, gathered once."""
        known: dict[int, Facts] = self.query.remembered.setdefault("facts", {})
        if row not in known:
            known[row] = facts_of(self.query, row)
        return known[row]

    def sums_of(self, rows: NDArray[np.int64]) -> list[dict[str, float]]:
        """For each row what each group of features moved in the chance of a yes, those that tell of the fit aside."""
        groups = {group: GROUPS[group].names for group in groups_of(self.kind, self.ranker)}
        sums = self.ranker.sums_of(self.scored, self._places(rows), groups)
        return [{group: moved for group, moved in one.items() if group not in self.parts} for one in sums]

    @cached_property
    def common(self) -> Common:
        """What is true of most of those on top, and so tells none of them from the others."""
        rows = self.best(_ON_TOP)
        told = [
            (self._reasons(int(row), facts, sums), cautions_of(facts, self.query))
            for row, sums in zip(rows, self.sums_of(rows), strict=True)
            for facts in (self.facts(int(row)),)
        ]
        return Common.of([reasons for reasons, _ in told], [cautions for _, cautions in told])

    def _reasons(self, row: int, facts: Facts, sums: Mapping[str, float]) -> tuple[Reason, ...]:
        """What speaks for a row, against the average; against nobody where it is the only one."""
        if self.query.index.total > 1:
            return reasons_of(self.query, facts, self.parts_of(row), sums)
        at = self._places([row])[0]
        return reasons_of(self.query, facts, {group: float(term[at]) for group, term in self.fit.terms.items()}, sums)

    def proposal(self, row: int, position: int, facts: Facts, sums: dict[str, float]) -> RankedProvider:
        """One proposal with its reasons."""
        query, fit = self.query, self.fit_of(row)
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
            score=self.score_of(row),
            seeker_probability=round(float(chances[0]), 4),
            provider_probability=round(float(chances[1]), 4),
            outcome=round(float(chances[2]), 4),
            fit=round(fit, 4),
            band=band_of(fit),
            shared_tags=facts.shared[:_MOST_TAGS],
            other_tags=facts.others[: max(1, _MOST_TAGS - len(facts.shared))],
            reasons=self.common.reasons(self._reasons(row, facts, sums)),
            caution=self.common.caution(cautions_of(facts, query)),
            free_places=facts.free,
            capacity=facts.capacity,
            answer_days=facts.answer_days,
            is_new=facts.is_new,
            languages=languages_of(query, row),
            by_fit_position=position,
            reach=reach_of_code(int(query.index.reach[row])),
        )

    def proposals(self, limit: int) -> tuple[RankedProvider, ...]:
        """The best `limit` as proposals."""
        rows = self.best(limit)
        if len(rows) == 0:
            return ()
        found = []
        for place, (row, sums) in enumerate(zip(rows, self.sums_of(rows), strict=True), start=1):
            found.append(self.proposal(int(row), place, self.facts(int(row)), sums))
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
    near = near_rules(kind, query, (rule < 0) & query.index.alive)
    for place, mask in enumerate(near.values(), start=len(codes)):
        rule[(rule < 0) & mask] = place
    every: tuple[RuleCode | NearRule, ...] = (*codes, *near)
    nothing = Scored(np.zeros((0, 0), np.float32), np.zeros(0), np.zeros((0, 3)), np.zeros(0))
    bare = Ranked(kind, query, ranker_of(kind, model), every, rule, np.zeros(0, np.int64), nothing, Fit({}, 0.0))
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
    # What is not known says nothing, whoever the others are: a fit means the same beside anybody.
    own = names_of(ranked.kind.features)
    instead = BaselineRanker(own).instead(features.expected(query))
    known = matrix[:, : len(own)]
    return replace(ranked, rows=rows, scored=scored, fit=fit_of(query, own, np.where(np.isnan(known), instead, known)))

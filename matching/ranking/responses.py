"""Assembles ranked candidates into the records that pages and commands show."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date, datetime

import numpy as np

from graph.domain.eligibility import RuleCode
from graph.entities.profile import PathNode
from graph.errors import NotFoundError
from matching.explanation.contributions import contribution_bars, differences_of, path_through
from matching.explanation.facts import Facts
from matching.index.name_search import find_names
from matching.ranking.learned_ranker import LearnedRanker
from matching.ranking.rank import Ranked
from matching.results import (
    Difference,
    Explanation,
    ModelInfo,
    NeedInfo,
    PathStep,
    Ranking,
    WhyNot,
    band_of,
    tell,
)

_MOST_EXCLUDED = 500


def steps_of(nodes: Iterable[PathNode]) -> tuple[PathStep, ...]:
    """A path of the graph as pages draw it."""
    return tuple(PathStep(node.id, node.label, node.name, node.via, node.name_zh) for node in nodes)


def to_ranking(ranked: Ranked, at: datetime, limit: int, started: float) -> Ranking:
    """The answer for one need."""
    index = ranked.query.index
    proposals = ranked.proposals(limit)
    return Ranking(
        kind=ranked.kind.name,
        need=need_info(ranked),
        model=model_info(ranked),
        considered=index.total,
        eligible=int(ranked.eligible.sum()),
        excluded=ranked.excluded_counts(),
        excluded_people=ranked.excluded_people(_MOST_EXCLUDED),
        unread=index.unread if ranked.query.seeker.asked else 0,
        seconds=round(time.perf_counter() - started, 4),
        at=at,
        proposals=proposals,
    )


def need_info(ranked: Ranked) -> NeedInfo:
    """What was asked for; a need made up from a profile carries the profile's tags."""
    need, startup = ranked.query.seeker.need, ranked.query.seeker.startup
    asked = need.industries or need.topics
    return NeedInfo(
        id=need.id,
        kind=ranked.kind.name,
        startup_id=startup.id,
        title=need.title or startup.name,
        industries=need.industries if asked else startup.industries,
        topics=need.topics if asked else startup.topics,
        stage=need.stage or (startup.stages[0] if startup.stages else None),
    )


def model_info(ranked: Ranked) -> ModelInfo:
    """Which model this was, and what it knows: a learned one what it was trained on; the baseline learns no weights,
    but counts answers up to the moment itself."""
    ranker = ranked.ranker
    if isinstance(ranker, LearnedRanker):
        card = ranker.model.card
        return ModelInfo(card.id, card.name, card.data_until, card.answers, is_learned=True)
    return ModelInfo(ranker.id, ranker.name, date.fromordinal(ranked.query.today), ranked.query.history.answers)


def to_explanation(ranked: Ranked, row: int, path: tuple[PathStep, ...], at: datetime) -> Explanation:
    """Why one row stands where it stands; somebody whom a rule leaves out has no place, but that rule."""
    ranked = ranked.including(row)
    position = ranked.position_of(row) if ranked.eligible[row] else 0
    sums, facts = ranked.sums_of(np.asarray([row]))[0], ranked.facts(row)
    proposal, parts = ranked.proposal(row, position, facts, sums), ranked.parts_of(row)
    return Explanation(
        proposal=proposal,
        bars=contribution_bars(ranked.query, facts, parts),
        total=ranked.difference(row),
        path=path or path_through(ranked.query.seeker.startup, proposal, ranked.kind.name),
        position=position,
        eligible=int(ranked.eligible.sum()),
        by_fit_position=position,
        model=model_info(ranked),
        at=at,
        contributions=parts,
        left_out=ranked.code_of(row),
    )


def to_why_not(ranked: Ranked, against: int, row: int) -> WhyNot:
    """The rule that leaves somebody out, or where they are behind the one they are compared with."""
    ranked = ranked.including(row, against)
    facts, shown = ranked.facts(row), ranked.facts(against)
    left_out = ranked.code_of(row)
    return WhyNot(
        kind=ranked.kind.name,
        provider_id=ranked.query.index.id_of(row),
        name=facts.name,
        name_zh=facts.name_zh,
        left_out=left_out,
        position=0 if left_out else ranked.position_of(row),
        band=None if left_out else band_of(ranked.fit_of(row)),
        against_id=ranked.query.index.id_of(against),
        against_name=shown.name,
        against_name_zh=shown.name_zh,
        differences=_differences(ranked, facts, row, against),
    )


def _differences(ranked: Ranked, facts: Facts, row: int, against: int) -> tuple[Difference, ...]:
    """Where one is behind the other in fit; where that is not why, how likely a yes is."""
    found = differences_of(ranked.query, facts, ranked.parts_of(row), ranked.parts_of(against))
    is_by_chance = ranked.fit_of(row) >= ranked.fit_of(against) and ranked.score_of(row) < ranked.score_of(against)
    if not is_by_chance:
        return found
    gap = ranked.log_chance(row) - ranked.log_chance(against)
    return (Difference("chance", tell("less_likely_yes"), round(gap, 4)), *found)


def row_of(ranked: Ranked, provider_id: str) -> int:
    """The row of a provider; raises NotFoundError, also for somebody outside the startup's pool."""
    row = ranked.query.index.row_of(provider_id)
    if row < 0 or ranked.code_of(row) == RuleCode.OUTSIDE_POOL:
        raise NotFoundError(ranked.kind.label.lower(), provider_id)
    return row


def row_named(ranked: Ranked, text: str) -> int:
    """The row of an id or of the best hit for a name; raises NotFoundError."""
    index = ranked.query.index
    if index.row_of(text) >= 0:
        return row_of(ranked, text)
    words = text.split()
    for attempt in [text, *([words[-1]] if len(words) > 1 else [])]:
        hidden = np.asarray([code == RuleCode.OUTSIDE_POOL for code in ranked.codes] + [False])[ranked.rule]
        found = find_names(index, attempt, 1, hidden)
        if found:
            return index.row_of(found[0].id)
    raise NotFoundError(ranked.kind.label.lower(), text)

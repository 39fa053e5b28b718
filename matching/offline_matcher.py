"""Batch scoring and ranking from a folder alone, learned from what was known before a cut-off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from graph.domain.calendar import UTC_CALENDAR
from graph.domain.kinds import Kind
from graph.entities.profile import InteractionRecord, ProfileRecord
from graph.exchange.format.problems import Problem
from matching.features.cases import Setting
from matching.features.query import RankingQuery, make_seeker
from matching.offline_scoring import ByAnswers, ByEngagements, Scoring, one_sided
from matching.ranking.eligibility import excluded_by, make_availability
from matching.relevance.encoder import WORDS_ALONE, SentenceEncoder
from matching.results import Fact, tell
from matching.sources.folder_reader import FolderError
from matching.sources.records import RecordSource
from matching.training.next_engagement import next_engagement_of

Progress = Callable[[Fact, int, int], None]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """One pair to score; without a need the seeker's profile is read as one."""

    seeker_id: str
    provider_id: str
    need_id: str | None = None


@dataclass(frozen=True)
class Scores:
    """Of each pair: `chances` (pairs, 3) of a yes of either side and of a good end; `fit` (pairs,), NaN where nothing
    is asked in words; `score` (pairs,), what a page is ordered by. `told`: how each head was learned."""

    chances: Values
    fit: Values
    score: Values
    told: list[Fact]


@dataclass(frozen=True)
class ListPosition:
    """One line of a ranking."""

    seeker_id: str
    need_id: str | None
    provider_id: str
    position: int
    score: float


def score_pairs(
    source: RecordSource,
    kind: Kind,
    as_of: date,
    pairs: Sequence[Pair],
    encoder: SentenceEncoder = WORDS_ALONE,
    progress: Progress = lambda *_: None,
) -> Scores:
    """Scores in the order of `pairs`."""
    past = source.before(as_of)
    next_engagement = next_engagement_of(past, kind, as_of, lambda step: progress(step, 0, 0))
    if next_engagement is not None:
        odds = next_engagement.log_odds([pair.seeker_id for pair in pairs], [pair.provider_id for pair in pairs])
        chances = one_sided(odds)
        return Scores(chances, np.full(len(pairs), np.nan), chances.prod(axis=1), next_engagement.told)
    wanted = list(dict.fromkeys((pair.seeker_id, pair.need_id) for pair in pairs))
    setting = Setting(past, kind, as_of, wanted, outside(past, kind, [pair.provider_id for pair in pairs]))
    scoring = ByAnswers(setting, encoder)
    asks = np.asarray([setting.ask_rows[pair.seeker_id, pair.need_id] for pair in pairs], dtype=np.int64)
    providers = np.asarray([setting.provider_rows[pair.provider_id] for pair in pairs], dtype=np.int64)
    chances = scoring.chances(asks, providers)
    fit, score = np.full(len(pairs), np.nan), chances.prod(axis=1)
    for ask in np.unique(asks):
        mine = np.flatnonzero(asks == ask)
        fits = scoring.fit(int(ask), providers[mine])
        if fits is not None:
            fit[mine] = fits
            score[mine] = scoring.order(fit[mine], score[mine])
    return Scores(chances, fit, score, scoring.told)


def rank_seekers(
    source: RecordSource,
    kind: Kind,
    as_of: date,
    seekers: Sequence[tuple[str, str | None]],
    limit: int,
    encoder: SentenceEncoder = WORDS_ALONE,
    progress: Progress = lambda *_: None,
) -> tuple[list[ListPosition], list[Fact]]:
    """The best `limit` providers for each (seeker, need), best first, ties by id; hard rules forbid as in the web."""
    past = source.before(as_of)
    setting = Setting(past, kind, as_of, list(dict.fromkeys(seekers)), outside(past, kind, []))
    next_engagement = next_engagement_of(past, kind, as_of, lambda step: progress(step, 0, 0))
    scoring: Scoring = (
        ByAnswers(setting, encoder)
        if next_engagement is None
        else ByEngagements(setting, next_engagement, [seeker for seeker, _ in seekers])
    )
    positions: list[ListPosition] = []
    for done, (seeker_id, need_id) in enumerate(seekers, start=1):
        positions += _best(past, setting, scoring, seeker_id, need_id, limit)
        progress(tell("rank"), done, len(seekers))
    return positions, scoring.told


def refuse_bad_days(source: RecordSource, kind: Kind, today: date | None = None) -> None:
    """Raises FolderError where no interaction has a day, so that nobody can say what was known when, or where days are
    after `today`, which nobody can know yet."""
    without, total = source.undated.get(kind.name, (0, 0))
    if total and without == total:
        raise FolderError(tell("none_dated", count=total, kind=kind.name))
    # Somewhere it is tomorrow already.
    last = (today or UTC_CALENDAR.today()) + timedelta(days=1)
    late = [item for item in source.interactions_of(kind.name) if max(_days_of(item), default=last) > last]
    if late:
        first, day = late[0].id, str(max(_days_of(late[0])))
        raise FolderError(tell("dated_after_today", count=len(late), kind=kind.name, first=first, day=day))


def _days_of(record: InteractionRecord) -> list[date]:
    return [day for day in (record.proposed_on, record.decided_on) if day]


def notes_on(source: RecordSource, kind: Kind, as_of: date) -> list[Fact | Problem]:
    """What somebody should know about the data that were learned from."""
    notes: list[Fact | Problem] = list(source.notes)
    without, total = source.undated.get(kind.name, (0, 0))
    if without:
        notes.append(tell("some_undated", count=without, total=total))
    before = len(source.before(as_of).interactions_of(kind.name))
    if total - without > before:
        notes.append(tell("dated_later", count=total - without - before, day=str(as_of)))
    if not before:
        notes.append(tell("none_before", kind=kind.name, day=str(as_of)))
    return notes


def outside(past: RecordSource, kind: Kind, ids: Sequence[str]) -> list[ProfileRecord]:
    """People who take part although the kind's population does not hold them."""
    inside = {record.id for record in past.list_providers(kind.population)}
    met = [record.provider_id for record in past.interactions_of(kind.name)]
    return [past.profiles[name] for name in dict.fromkeys([*ids, *met]) if name not in inside]


def _best(
    past: RecordSource, setting: Setting, scoring: Scoring, seeker_id: str, need_id: str | None, limit: int
) -> list[ListPosition]:
    ask = setting.ask_rows[seeker_id, need_id]
    rows = _eligible(past, setting, ask)
    score = np.round(scoring.scores(ask, rows), 9)
    ids = np.asarray([setting.providers[row].id for row in rows])
    order = np.lexsort((ids, -score))[:limit]
    return [
        ListPosition(seeker_id, need_id, str(ids[row]), position, float(score[row]))
        for position, row in enumerate(order, start=1)
    ]


def _eligible(past: RecordSource, setting: Setting, ask: int) -> NDArray[np.int64]:
    need, startup = setting.asks[ask].need, setting.seekers[setting.asks[ask].seeker]
    index, kind = setting.index, setting.kind
    decisions = past.list_decisions(startup.id, kind.name)
    conflicting = past.list_conflicting(startup.id)
    availability = make_availability(kind, index, need.id, setting.as_of, past.taken_places(), decisions, conflicting)
    history = setting.history_now
    query = RankingQuery(make_seeker(need, startup, index), index, history, availability, setting.as_of.toordinal())
    return np.flatnonzero((excluded_by(query, kind.rules) < 0) & index.alive)

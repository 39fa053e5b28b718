"""Facts of one seeker-provider pair, from which reasons, cautions and subtitles are made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.taxonomy import load
from matching.explanation.asked_facts import AskedFacts
from matching.explanation.behaviour_facts import Guided, PastFacts, guided_of
from matching.explanation.tag_facts import broader_of, cousins_of, nearest_tag, shared_and_other_tags, shared_words
from matching.features.query import RankingQuery
from matching.history.decisions import proposals_of
from matching.index.arrays import UNKNOWN_DAY
from matching.index.profiles import STAGES
from matching.results import Label

NEW_DAYS = 90
_LIKE_ENOUGH = 0.25
_MOST_COMPARED = 1000


@dataclass(frozen=True)
class Facts:
    """What is true of one provider and this seeker. Tags: the most telling first."""

    row: int
    name: str
    name_zh: str
    shared: tuple[Label, ...]
    shared_codes: tuple[int, ...]
    broader: tuple[Label, ...]
    covered: frozenset[int]
    rarest: int
    others: tuple[Label, ...]
    own_codes: tuple[int, ...]
    words: tuple[str, ...]
    words_zh: tuple[str, ...]
    near: Label | None
    likeness: float
    cousins: tuple[Label, ...]
    guided: Guided | None
    past: PastFacts
    asked_for: AskedFacts
    refused: int
    asked: int
    accepted: int
    answer_days: float | None
    ratings: int
    rating: float | None
    finished: int
    ended: int
    idle_days: float | None
    free: int | None
    capacity: int | None
    stage_fit: float | None
    place_fit: float | None
    region: Label | None
    same_pool: bool
    is_new: bool
    holds_share: bool


def facts_of(query: RankingQuery, row: int) -> Facts:
    """Gather the facts of one provider."""
    index, history = query.index, query.history
    part, at = index.locate(row)
    shared, others = shared_and_other_tags(query, row)
    words = shared_words(query, row)
    places = query.availability.places(index.capacity[[row]])[0]
    capacity = None if np.isnan(places) else int(places)
    return Facts(
        row=row,
        name=part.names[at],
        name_zh=part.names_zh[at],
        shared=tuple(index.tags.labels[code] for code in shared),
        shared_codes=tuple(shared),
        broader=broader_of(query, row, shared),
        covered=frozenset(part.tags[at].tolist()),
        rarest=index.tag_count(shared[0]) if shared else 0,
        others=tuple(index.tags.labels[code] for code in others),
        own_codes=(*shared, *others),
        words=words[0],
        words_zh=words[1],
        near=nearest_tag(query, others),
        likeness=float(query.index.text_scores(query.seeker.vector, np.asarray([row]))[0]),
        cousins=cousins_of(query, row, shared),
        guided=guided_of(query, row),
        past=PastFacts(query, row),
        asked_for=AskedFacts(query, row),
        refused=_refused_alike(query, row),
        asked=int(history.asked[row]),
        accepted=int(history.accepted[row]),
        answer_days=_number(history.answer_days[row]),
        ratings=int(history.ratings[row]),
        rating=_number(history.rating[row]),
        finished=int(history.finished[row]),
        ended=int(history.ended[row]),
        idle_days=_number(history.idle_days[row]),
        free=None if capacity is None else max(0, capacity - int(query.availability.taken[row])),
        capacity=capacity,
        stage_fit=_stage_fit(query, row),
        place_fit=_place_fit(query, row),
        region=_region(query, row),
        same_pool=bool(query.seeker.pools) and bool(set(part.pools[at].tolist()) & set(query.seeker.pools)),
        is_new=is_new(query, row),
        holds_share=row in query.availability.holders,
    )


def is_new(query: RankingQuery, row: int) -> bool:
    """Joined within the last 90 days and not yet asked by anybody."""
    joined = int(query.index.joined_on[row])
    return joined != UNKNOWN_DAY and 0 <= query.today - joined <= NEW_DAYS and int(query.history.asked[row]) == 0


def usual_likeness(query: RankingQuery) -> float:
    """The mean likeness of providers' texts and the seeker's, of at most a thousand; kept with the query."""
    if "usual_likeness" not in query.remembered:
        rows = np.arange(0, query.index.count, max(1, query.index.count // _MOST_COMPARED))
        query.remembered["usual_likeness"] = float(query.index.text_scores(query.seeker.vector, rows).mean())
    found: float = query.remembered["usual_likeness"]
    return found


def seeker_stage(query: RankingQuery) -> str:
    """The code of the need's stage, the latest of several; it must have one."""
    return STAGES[query.seeker.stages.bit_length() - 1]


def languages_of(query: RankingQuery, row: int) -> tuple[str, ...]:
    """The languages of a provider."""
    bits, names = int(query.index.languages[row]), query.index.books.languages.names
    return tuple(name for code, name in enumerate(names) if bits >> min(code, 61) & 1)


def _refused_alike(query: RankingQuery, row: int) -> int:
    mine = proposals_of(query.history, row)
    return int((query.history.refused_field[mine] & (query.past_likeness[mine] >= _LIKE_ENOUGH)).sum())


def _region(query: RankingQuery, row: int) -> Label | None:
    """The name of a provider's region; one that the list of regions does not know is said as it was written."""
    at = int(query.index.regions[row])
    if at < 0:
        return None
    code = query.index.books.regions.names[at]
    return Label(code, load().label(code, "en", "regions"), load().label(code, "zh", "regions"))


def _stage_fit(query: RankingQuery, row: int) -> float | None:
    have = int(query.index.stages[row])
    if not have or not query.seeker.stages:
        return None
    if have & query.seeker.stages:
        return 1.0
    return 0.5 if have & (query.seeker.stages << 1 | query.seeker.stages >> 1) else 0.0


def _place_fit(query: RankingQuery, row: int) -> float | None:
    index, seeker = query.index, query.seeker
    if index.regions[row] >= 0 and index.regions[row] == seeker.region:
        return 1.0
    if index.countries[row] >= 0 and index.countries[row] == seeker.country:
        return 0.5
    return 0.0 if (index.regions[row] >= 0 or index.countries[row] >= 0) and seeker.startup.region else None


def _number(value: np.float32) -> float | None:
    return None if np.isnan(value) else float(value)

"""True facts of one pair, from which reasons, cautions and subtitles are made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.arrays import UNKNOWN_DAY
from matching.profiles import STAGES
from matching.results import Label
from matching.seekers import Pairs
from matching.text import word_set

NEW_DAYS = 90
_LIKE_ENOUGH = 0.25
_NEAR_ENOUGH = 0.12
# The idf of a word that one text in 25 uses: a commoner one tells nothing about two people.
_RARE = 4.2
# In bits: a tag that more than one in sixteen carry tells nothing by being near.
_TELLING_BITS = 4.0
_CHINESE = "\u3400"
# Rare enough in a small city, yet they say nothing of two people when they stand alone.
_PALE = frozenset(
    [
        "car",
        "cars",
        "maker",
        "makers",
        "technical",
        "model",
        "models",
        "led",
        "line",
        "plant",
        "plants",
        "firm",
        "firms",
        "技术",
        "模型",
        "生产",
        "客户",
    ]
)


@dataclass(frozen=True)
class Guided:
    """Startups guided before on one tag (or at one stage), and how many of them ended well, of those that ended."""

    tag: Label
    count: int
    well: int
    ended: int


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
    words: tuple[str, ...]
    words_zh: tuple[str, ...]
    near: Label | None
    likeness: float
    cousins: tuple[Label, ...]
    guided: Guided | None
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
    region: str
    same_pool: bool
    is_new: bool


def facts_of(pairs: Pairs, row: int) -> Facts:
    """Gather the facts of one provider."""
    index, history = pairs.index, pairs.history
    part, at = index.locate(row)
    shared, others = _tags(pairs, row)
    words = shared_words(pairs, row)
    capacity = index.capacity[row]
    known_capacity = None if np.isnan(capacity) else int(capacity)
    return Facts(
        row=row,
        name=part.names[at],
        name_zh=part.names_zh[at],
        shared=tuple(index.tags.labels[code] for code in shared),
        shared_codes=tuple(shared),
        broader=_broader(pairs, row, shared),
        covered=frozenset(part.tags[at].tolist()),
        rarest=index.tag_count(shared[0]) if shared else 0,
        others=tuple(index.tags.labels[code] for code in others),
        words=words[0],
        words_zh=words[1],
        near=_near(pairs, others),
        likeness=float(pairs.index.text_scores(pairs.seeker.vector, np.asarray([row]))[0]),
        cousins=_cousins(pairs, row, shared),
        guided=_guided(pairs, row),
        refused=int((history.refused_field & (history.rows == row) & (pairs.past_likeness >= _LIKE_ENOUGH)).sum()),
        asked=int(history.asked[row]),
        accepted=int(history.accepted[row]),
        answer_days=_number(history.answer_days[row]),
        ratings=int(history.ratings[row]),
        rating=_number(history.rating[row]),
        finished=int(history.finished[row]),
        ended=int(history.ended[row]),
        idle_days=_number(history.idle_days[row]),
        free=None if known_capacity is None else max(0, known_capacity - int(pairs.live.taken[row])),
        capacity=known_capacity,
        stage_fit=_stage_fit(pairs, row),
        place_fit=_place_fit(pairs, row),
        region=index.books.regions.names[index.regions[row]] if index.regions[row] >= 0 else "",
        same_pool=bool(pairs.seeker.pools) and bool(set(part.pools[at].tolist()) & set(pairs.seeker.pools)),
        is_new=is_new(pairs, row),
    )


def is_new(pairs: Pairs, row: int) -> bool:
    """Joined within the last 90 days and not yet asked by anybody."""
    joined = int(pairs.index.joined_on[row])
    return joined != UNKNOWN_DAY and 0 <= pairs.today - joined <= NEW_DAYS and int(pairs.history.asked[row]) == 0


def languages_of(pairs: Pairs, row: int) -> tuple[str, ...]:
    """The languages of a provider."""
    bits, names = int(pairs.index.languages[row]), pairs.index.books.languages.names
    return tuple(name for code, name in enumerate(names) if bits >> min(code, 61) & 1)


def stage_names(bits: int) -> tuple[str, ...]:
    """Stages from bits."""
    return tuple(stage for at, stage in enumerate(STAGES) if bits >> at & 1)


def shared_words(pairs: Pairs, row: int, limit: int = 3) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rarest words that both texts use, rarest first, a word once in whatever form: English ones, Chinese ones."""
    part, at = pairs.index.locate(row)
    common = set(word_set(pairs.seeker.words) & word_set(part.texts[at]))
    # What a shared tag says already is no second reason, nor is the other language's name of a field.
    for code in part.tags[at]:
        if int(code) in pairs.seeker.tag_shares:
            label = pairs.index.tags.labels[int(code)]
            common -= word_set(f"{label.en} {label.zh}")
    encoder = pairs.index.encoder
    rare = [word for word in common if word not in _PALE and encoder.rarity(word) > _RARE]
    # A pair of words says more than either of them, and says both.
    inside = {half for pair in rare if " " in pair for half in pair.split(" ")}
    ranked = sorted(rare, key=lambda word: (" " not in word, -encoder.rarity(word), word))
    told = [word for word in ranked if word not in inside]
    english = [word for word in told if word[0] < _CHINESE]
    return tuple(english[:limit]), tuple(_joined(word) for word in told if word[0] >= _CHINESE)[:limit]


def _joined(term: str) -> str:
    """A term as people write it: Chinese words of a pair stand together."""
    return term.replace(" ", "") if term[0] >= _CHINESE else term


def _tags(pairs: Pairs, row: int) -> tuple[list[int], list[int]]:
    """The provider's own tags that the seeker has too (or a narrower one of), and the others; telling first.

    A field beside a narrower one of its own is left out: the narrower one says it.
    """
    information = pairs.index.information
    own = [int(code) for code in pairs.index.own_tags(row)]
    wanted = pairs.seeker.tag_shares

    def telling(code: int) -> tuple[float, str]:
        return (-float(information[code]) if code < len(information) else 0.0, pairs.index.tags.keys[code])

    shared = [code for code in own if code in wanted]
    rest = [code for code in own if code not in shared]
    above = {parent for code in shared for parent in pairs.index.tags.with_broader([code]) if parent != code}
    shared = sorted((code for code in shared if code not in above), key=telling)
    return shared, sorted(rest, key=telling)


def _near(pairs: Pairs, others: list[int]) -> Label | None:
    """The provider's tag that the seeker does not name but whose name is closest to what it does."""
    vectors = pairs.index.tag_vectors
    information = pairs.index.information
    codes = [code for code in others if code < len(vectors) and information[code] >= _TELLING_BITS]
    if not codes:
        return None
    likeness = vectors[codes] @ pairs.seeker.vector
    best = int(np.argmax(likeness))
    return pairs.index.tags.labels[codes[best]] if likeness[best] >= _NEAR_ENOUGH else None


def _broader(pairs: Pairs, row: int, shared: list[int]) -> tuple[Label, ...]:
    """Fields above the provider's own tags that the seeker's lie in too: a cousin's common ground."""
    part, at = pairs.index.locate(row)
    over = set(pairs.index.tags.with_broader(shared))
    codes = [int(code) for code in part.tags[at] if int(code) in pairs.seeker.tag_shares and int(code) not in over]
    codes.sort(key=lambda code: -float(pairs.index.information[code]))
    return tuple(pairs.index.tags.labels[code] for code in codes)


def _cousins(pairs: Pairs, row: int, shared: list[int]) -> tuple[Label, ...]:
    """The provider's own tags that lie in the same broader field as one of the seeker's."""
    tags = pairs.index.tags
    own = [int(code) for code in pairs.index.own_tags(row) if int(code) not in shared]
    found = [code for code in own if any(above in pairs.seeker.tag_shares for above in tags.with_broader([code]))]
    return tuple(tags.labels[code] for code in sorted(found, key=lambda code: tags.keys[code]))


def _guided(pairs: Pairs, row: int) -> Guided | None:
    """Past engagements with the most telling of the seeker's tags that any of them had."""
    history, table = pairs.history, pairs.history.table
    mine = np.flatnonzero(history.guided & (history.rows == row))
    if len(mine) == 0:
        return None
    weights = pairs.tag_weights
    per_tag: dict[int, list[int]] = {}
    for at in mine:
        for code in table.tags[int(at)]:
            if code in pairs.seeker.tag_shares and code < len(weights):
                per_tag.setdefault(int(code), []).append(int(at))
    if not per_tag:
        return None
    information = pairs.index.information
    code = max(per_tag, key=lambda tag: (float(information[tag]) + len(per_tag[tag]), pairs.index.tags.keys[tag]))
    rows = np.asarray(per_tag[code])
    startups = len(set(table.seeker_ids[rows].tolist()))
    well = len(set(table.seeker_ids[rows[history.done_well[rows]]].tolist()))
    ended = len(set(table.seeker_ids[rows[table.ended_well[rows] >= 0]].tolist()))
    return Guided(pairs.index.tags.labels[code], startups, well, ended)


def _stage_fit(pairs: Pairs, row: int) -> float | None:
    have = int(pairs.index.stages[row])
    if not have or not pairs.seeker.stages:
        return None
    if have & pairs.seeker.stages:
        return 1.0
    return 0.5 if have & (pairs.seeker.stages << 1 | pairs.seeker.stages >> 1) else 0.0


def _place_fit(pairs: Pairs, row: int) -> float | None:
    index, seeker = pairs.index, pairs.seeker
    if index.regions[row] >= 0 and index.regions[row] == seeker.region:
        return 1.0
    if index.countries[row] >= 0 and index.countries[row] == seeker.country:
        return 0.5
    return 0.0 if (index.regions[row] >= 0 or index.countries[row] >= 0) and seeker.startup.region else None


def _number(value: np.float32) -> float | None:
    return None if np.isnan(value) else float(value)

"""Facts about the tags and words of one provider and this seeker."""

from __future__ import annotations

import numpy as np

from matching.features.query import RankingQuery
from matching.index.tags import TOPIC
from matching.index.text import word_set
from matching.results import Label

_NEAR_ENOUGH = 0.12
# Two texts without a telling word in common must be about this alike before their likeness is a reason.
LIKE_ENOUGH = 0.3
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


def shared_words(query: RankingQuery, row: int, limit: int = 3) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rarest words that both texts use, rarest first, a word once in whatever form: English ones, Chinese ones."""
    part, at = query.index.locate(row)
    common = set(word_set(query.seeker.words) & word_set(part.texts[at]))
    # What a shared tag says already is no second reason, nor is the other language's name of a field.
    for code in part.tags[at]:
        if int(code) in query.seeker.tag_shares:
            label = query.index.tags.labels[int(code)]
            common -= word_set(f"{label.en} {label.zh}")
    encoder = query.index.encoder
    rare = [word for word in common if word not in _PALE and encoder.rarity(word) > _RARE]
    # A pair of words says more than either of them, and says both.
    inside = {half for pair in rare if " " in pair for half in pair.split(" ")}
    ranked = sorted(rare, key=lambda word: (" " not in word, -encoder.rarity(word), word))
    decisions = [word for word in ranked if word not in inside]
    english = [word for word in decisions if word[0] < _CHINESE]
    return tuple(english[:limit]), tuple(_joined(word) for word in decisions if word[0] >= _CHINESE)[:limit]


def _joined(term: str) -> str:
    """A term as people write it: Chinese words of a pair stand together."""
    return term.replace(" ", "") if term[0] >= _CHINESE else term


def shared_and_other_tags(query: RankingQuery, row: int) -> tuple[list[int], list[int]]:
    """The provider's own tags that the seeker has too (or a narrower one of), and the others; telling first.

    A field beside a narrower one of its own is left out: the narrower one says it.
    """
    information = query.index.information
    own = [int(code) for code in query.index.own_tags(row)]
    wanted = query.seeker.tag_shares

    def telling(code: int) -> tuple[float, str]:
        return (-float(information[code]) if code < len(information) else 0.0, query.index.tags.keys[code])

    shared = [code for code in own if code in wanted]
    rest = [code for code in own if code not in shared]
    above = {parent for code in shared for parent in query.index.tags.with_broader([code]) if parent != code}
    shared = sorted((code for code in shared if code not in above), key=telling)
    return shared, sorted(rest, key=telling)


def nearest_tag(query: RankingQuery, others: list[int]) -> Label | None:
    """The provider's tag that the seeker does not name but whose name is closest to what it does."""
    vectors = query.index.tag_vectors
    information = query.index.information
    codes = [code for code in others if code < len(vectors) and information[code] >= _TELLING_BITS]
    if not codes:
        return None
    likeness = vectors[codes] @ query.seeker.vector
    best = int(np.argmax(likeness))
    return query.index.tags.labels[codes[best]] if likeness[best] >= _NEAR_ENOUGH else None


def own_topics(query: RankingQuery, row: int, limit: int = 2) -> tuple[Label, ...]:
    """The topics that a provider names and the seeker does not: the most telling ones."""
    tags, information = query.index.tags, query.index.information
    own = [int(code) for code in query.index.own_tags(row)]
    topics = [code for code in own if code not in query.seeker.tag_shares and tags.keys[code].startswith(TOPIC)]
    known = [code for code in topics if code < len(information)]
    known.sort(key=lambda code: (-float(information[code]), tags.keys[code]))
    return tuple(tags.labels[code] for code in known[:limit])


def broader_of(query: RankingQuery, row: int, shared: list[int]) -> tuple[Label, ...]:
    """Fields above the provider's own tags that the seeker's lie in too: a cousin's common ground."""
    part, at = query.index.locate(row)
    over = set(query.index.tags.with_broader(shared))
    codes = [int(code) for code in part.tags[at] if int(code) in query.seeker.tag_shares and int(code) not in over]
    codes.sort(key=lambda code: -float(query.index.information[code]))
    return tuple(query.index.tags.labels[code] for code in codes)


def cousins_of(query: RankingQuery, row: int, shared: list[int]) -> tuple[Label, ...]:
    """The provider's own tags that lie in the same broader field as one of the seeker's."""
    tags = query.index.tags
    own = [int(code) for code in query.index.own_tags(row) if int(code) not in shared]
    found = [code for code in own if any(above in query.seeker.tag_shares for above in tags.with_broader([code]))]
    return tuple(tags.labels[code] for code in sorted(found, key=lambda code: tags.keys[code]))

"""Reads what people tell, some at a time, so that nobody waits for it; until then they are matched by words alone."""

from __future__ import annotations

from collections.abc import Iterable

from matching.index_cache import IndexCache
from matching.relevance.encoder import WORDS_ALONE
from matching.relevance.passages import passages_of
from matching.sources.base import Source

_PEOPLE_AT_ONCE = 1000


def read_texts(source: Source, cache: IndexCache, most: int) -> int:
    """Make the vectors of at most `most` passages; once none is missing, put all in the index. Returns how many are
    missing still."""
    reader = cache.reader
    if reader is None or reader.encoder is WORDS_ALONE or not cache.refresh(source).index.unread:
        return 0
    made = left = 0
    people = source.list_providers(cache.kind.population)
    for start in range(0, len(people), _PEOPLE_AT_ONCE):
        some = people[start : start + _PEOPLE_AT_ONCE]
        missing = reader.encoder.missing([text for one in some for text in passages_of(one)])
        reader.encoder.encode(missing[: most - made])
        left += max(0, len(missing) - (most - made))
        made += min(len(missing), most - made)
    if not left:
        cache.rebuild(source)
    return left


def forget_gone(source: Source, caches: Iterable[IndexCache]) -> int:
    """Forget what the texts of those meant who are gone, or tell something else now; returns how many passages."""
    readers = [(cache.kind.population, cache.reader) for cache in caches if cache.reader]
    texts = {
        text for population, _ in readers for one in source.list_providers(population) for text in passages_of(one)
    }
    return readers[0][1].encoder.forget_but(texts) if readers else 0

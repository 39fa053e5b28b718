"""Document retrieval features: profile and documents against the request, whole and best single ones."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.preprocessing import normalize

from graph.entities.profile import ProfileRecord
from matching.features.cases import ALL_FOLDS, Cases, Rows, Setting
from matching.features.terms import TermAxes, term_vectors
from matching.index.arrays import day_number
from matching.index.profiles import profile_text

Column = NDArray[np.float64]
# A request's terms (one unit row), and the same along the main directions.
Asked = tuple[sparse.csr_matrix, NDArray[np.float32]]
TEXT_NAMES = (
    "text_relevance",
    "text_whole",
    "text_best",
    "text_best_three",
    "text_profile",
    "text_recent",
    "text_dense",
    "documents_n",
)
# How much likeness along the main directions of all texts counts against that by words, both told by how far they
# differ between pairs.
_DENSE_SHARE = 1.3
_SAMPLE = 1000
# What a seeker's profile weighs where a need says more exactly what is asked for.
_PROFILE_SHARE = 0.5
_FADES_IN_DAYS = 3 * 365.25
_EPSILON = 1e-9


class TextIndex:
    """Every text of the providers (profile first, then documents, the oldest first) and of those who ask."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        units = [_units(record, profile_text(record, setting.index.tags)) for record in setting.providers]
        self._starts = np.cumsum([0, *(len(texts) for texts, _ in units)])
        self._days = np.asarray([day for _, days in units for day in days], dtype=np.int64)
        texts = [text for found, _ in units for text in found]
        self._asked = [self._ask_texts(row) for row in range(len(setting.asks))]
        self._is_dated = bool(self._days.any()) or any(day for parts in self._asked for _, _, day in parts)
        matrix = term_vectors(texts + [text for parts in self._asked for text, _, _ in parts])
        self._matrix, self._asked_matrix = matrix[: len(texts)], matrix[len(texts) :]
        self._asked_starts = np.cumsum([0, *(len(parts) for parts in self._asked)])
        self._lengths = _running_lengths(self._matrix, self._starts)
        self._axes = TermAxes(matrix)
        self._dense = self._axes.transform(self._matrix)
        self._dense_sums = _running_sums(self._dense, self._starts)
        self._queries: dict[tuple[int, int], Asked | None] = {}
        self._dense_weight = self._weigh_dense()

    def columns(self, cases: Cases) -> NDArray[np.float64]:
        """(cases, TEXT_NAMES); NaN where either side says nothing."""
        result = np.full((len(cases), len(TEXT_NAMES)), np.nan)
        # Where no text has a day, every day reads the same ones.
        days = cases.days if self._is_dated else np.full(len(cases), cases.days.max(initial=0))
        order = np.lexsort((days, cases.asks))
        moved = np.diff(cases.asks[order], prepend=-1) | np.diff(days[order], prepend=-1)
        for rows in np.split(order, np.flatnonzero(moved)[1:]) if len(order) else ():
            result[rows] = self._of_ask(int(cases.asks[rows[0]]), int(days[rows[0]]), cases.providers[rows])
        return result

    def _of_ask(self, ask: int, day: int, providers: Rows) -> NDArray[np.float64]:
        result = np.full((len(providers), len(TEXT_NAMES)), np.nan)
        query = self._query(ask, day)
        sizes = self._starts[providers + 1] - self._starts[providers]
        group = np.repeat(np.arange(len(providers)), sizes)
        units = np.arange(sizes.sum()) + np.repeat(self._starts[providers] - np.cumsum(sizes) + sizes, sizes)
        seen = self._days[units] < day
        group, units = group[seen], units[seen]
        counts = np.bincount(group, minlength=len(providers))
        result[:, 7] = np.log1p(counts - 1)
        if query is None:
            return result
        words, directions = query
        likeness = np.asarray((self._matrix[units] @ words.T).todense()).ravel()
        last = self._starts[providers] + counts - 1
        has_words = self._lengths[last] > _EPSILON
        sums = np.bincount(group, weights=likeness, minlength=len(providers))
        whole = sums / np.maximum(self._lengths[last], _EPSILON)
        best, three = _best(group, likeness, len(providers))
        dense = self._dense_part(directions, group, units, last)
        relevance = ((whole + three) / 2 + self._dense_weight * dense) / (1 + self._dense_weight)
        profile = likeness[np.concatenate([[0], np.cumsum(counts)[:-1]])]
        recent = self._recent(group, units, likeness, day, len(providers))
        columns = [relevance, whole, best, three, profile, recent, dense]
        result[:, :7] = np.where(has_words[:, None], np.column_stack(columns), np.nan)
        return result

    def _dense_part(self, query: NDArray[np.float32], group: Rows, units: Rows, last: Rows) -> Column:
        """The same along the main directions: the whole and the best three, evenly."""
        sums = self._dense_sums[last]
        whole = sums @ query / np.maximum(np.linalg.norm(sums, axis=1), _EPSILON)
        three = _best(group, np.asarray(self._dense[units] @ query, dtype=np.float64), len(last))[1]
        return np.asarray((whole + three) / 2, dtype=np.float64)

    def _weigh_dense(self) -> float:
        """What brings the two likenesses to one scale, from pairs drawn evenly."""
        setting, rng = self._setting, np.random.default_rng(0)
        self._dense_weight = 0.0
        if not setting.asks or not setting.providers:
            return 0.0
        asks, providers = (rng.integers(0, len(some), _SAMPLE) for some in (setting.asks, setting.providers))
        days, folds = np.full(_SAMPLE, setting.as_of.toordinal()), np.full(_SAMPLE, ALL_FOLDS)
        found = self.columns(Cases(asks, providers, days, folds))
        found = found[~np.isnan(found[:, 0])]
        spread, dense = (float(column.std()) if len(column) else 0.0 for column in (found[:, 0], found[:, 6]))
        return _DENSE_SHARE * spread / dense if dense > _EPSILON else 0.0

    def _recent(self, group: Rows, units: Rows, likeness: Column, day: int, size: int) -> Column:
        """The mean likeness of dated documents, a new one counting more than an old one."""
        days = self._days[units]
        weight = np.where(days > 0, np.exp(-(day - days) / _FADES_IN_DAYS), 0.0)
        total = np.bincount(group, weights=weight, minlength=size)
        sums = np.bincount(group, weights=weight * likeness, minlength=size)
        return np.where(total > 0, sums / np.maximum(total, _EPSILON), np.nan)

    def _query(self, ask: int, day: int) -> Asked | None:
        """What an ask says up to a day; worked out once for as many texts."""
        seen = [dated < day for _, _, dated in self._asked[ask]]
        key = ask, sum(seen)
        if key not in self._queries:
            shares = [share * is_seen for (_, share, _), is_seen in zip(self._asked[ask], seen, strict=True)]
            vectors = self._asked_matrix[self._asked_starts[ask] : self._asked_starts[ask + 1]]
            mixed = sparse.csr_matrix(np.asarray([shares], dtype=np.float32)) @ vectors
            words = normalize(mixed) if mixed.nnz else None
            self._queries[key] = None if words is None else (words, self._axes.transform(words)[0])
        return self._queries[key]

    def _ask_texts(self, row: int) -> list[tuple[str, float, int]]:
        """(text, share, day) of all that somebody who asks says."""
        ask = self._setting.asks[row]
        seeker = self._setting.seekers[ask.seeker]
        words = f"{ask.need.title}. {ask.need.description}".strip(". ")
        named = self._setting.index.tags.codes(ask.need.industries, ask.need.topics)
        labels = " ".join(self._setting.index.tags.labels[code].en for code in named)
        profile = f"{seeker.name}. {profile_text(seeker, self._setting.index.tags)}"
        found = [(f"{words}. {labels}", 1.0, 0)] if words or labels else []
        found.append((profile, _PROFILE_SHARE if found else 1.0, 0))
        share = 1.0 / max(len(seeker.documents), 1)
        return found + [(document.text, share, _day(document.dated_on)) for document in seeker.documents]


def _units(record: ProfileRecord, profile: str) -> tuple[list[str], list[int]]:
    documents = sorted(record.documents, key=lambda document: (_day(document.dated_on), document.id))
    return [profile, *(item.text for item in documents)], [0, *(_day(item.dated_on) for item in documents)]


def _day(day: date | None) -> int:
    return max(0, day_number(day))


def _running_lengths(matrix: sparse.csr_matrix, starts: NDArray[np.int64]) -> Column:
    """The length of the sum of each provider's first texts up to and with each."""
    lengths = np.zeros(matrix.shape[0])
    for begin, end in itertools.pairwise(starts):
        part = matrix[begin:end]
        products = (part @ part.T).toarray()
        squares = np.cumsum(np.cumsum(products, axis=0), axis=1).diagonal()
        lengths[begin:end] = np.sqrt(np.maximum(squares, 0))
    return lengths


def _running_sums(vectors: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
    """The sum of each provider's first texts up to and with each."""
    sums = np.empty_like(vectors)
    for begin, end in itertools.pairwise(starts):
        sums[begin:end] = np.cumsum(vectors[begin:end], axis=0)
    return sums


def _best(group: Rows, likeness: Column, size: int) -> tuple[Column, Column]:
    """The best likeness of each group, and the mean of its best three (of fewer where it has fewer)."""
    order = np.lexsort((-likeness, group))
    group, likeness = group[order], likeness[order]
    counts = np.bincount(group, minlength=size)
    place = np.arange(len(group)) - np.repeat(np.cumsum(counts) - counts, counts)
    first = np.bincount(group[place == 0], weights=likeness[place == 0], minlength=size)
    top = place < 3
    three = np.bincount(group[top], weights=likeness[top], minlength=size) / np.maximum(np.minimum(counts, 3), 1)
    return np.asarray(first, dtype=np.float64), three


def text_columns(index: TextIndex, cases: Cases) -> Sequence[Column]:
    """The columns one by one."""
    return list(index.columns(cases).T)

"""All providers of a kind: the shared snapshot with the changes since on top, as one sequence of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.arrays import Codes
from matching.index.profiles import Profiles
from matching.index.snapshot import Snapshot

# Rows to look at: all, a slice, or their numbers.
Rows = slice | NDArray[np.int64]
EVERYBODY = slice(None)
_NUMBERS = (
    "stages",
    "languages",
    "regions",
    "countries",
    "categories",
    "employers",
    "capacity",
    "paused_until",
    "joined_on",
    "reach",
    "ticket_min",
    "ticket_max",
)


class ProviderIndex:
    """Rows 0..n-1 are the snapshot's, those after them the delta's; a snapshot row that the delta replaces, or that
    is gone from the graph, is not `alive`."""

    def __init__(self, snapshot: Snapshot, delta: Profiles | None = None, gone: Iterable[str] = ()) -> None:
        self.snapshot = snapshot
        self.tags, self.books, self.encoder = snapshot.tags, snapshot.books, snapshot.encoder
        self.parts = [snapshot.profiles] if delta is None else [snapshot.profiles, delta]
        self.count = sum(part.count for part in self.parts)
        self.alive = self._alive(delta, gone)
        for name in _NUMBERS:
            columns = [getattr(part, name) for part in self.parts]
            setattr(self, name, columns[0] if len(columns) == 1 else np.concatenate(columns))
        self.total = int(self.alive.sum())
        self.tag_counts = self._tag_counts()
        self.increments = self.tags.increments(self.tag_counts, self.total)
        # What was fitted to this index (features by kind), so that it is fitted once.
        self.fitted: dict[str, Any] = {}
        self.information = self.tags.information(self.tag_counts, self.total)

    stages: NDArray[np.int64]
    languages: NDArray[np.int64]
    regions: NDArray[np.int32]
    countries: NDArray[np.int32]
    categories: NDArray[np.int32]
    employers: NDArray[np.int32]
    capacity: NDArray[np.float32]
    ticket_min: NDArray[np.float32]
    ticket_max: NDArray[np.float32]
    paused_until: NDArray[np.int32]
    joined_on: NDArray[np.int32]
    reach: NDArray[np.int8]

    @property
    def nbytes(self) -> int:
        """The size of all arrays, shared (memory-mapped) ones included."""
        return sum(part.nbytes for part in self.parts)

    @cached_property
    def unread(self) -> int:
        """How many living providers have a passage whose meaning is not known yet."""
        rows = [np.isnan(part.evidence.usual) for part in self.parts]
        unread = np.concatenate(rows)
        return int((unread & self.alive[: len(unread)]).sum()) if len(unread) == self.count else 0

    def text_scores(self, vector: NDArray[np.float32], rows: Rows = EVERYBODY) -> NDArray[np.float32]:
        """Cosine of every profile's text with a unit vector, (rows,)."""
        return self._each(rows, lambda part, at: vector @ part.vectors[at].T)

    def tag_scores(self, weights: NDArray[np.float32], rows: Rows = EVERYBODY) -> NDArray[np.float32]:
        """The sum of weights (one per tag code) over every profile's tags, (rows,)."""
        if isinstance(rows, slice) and rows == EVERYBODY:
            return self._scores_of_all(self._carriers, weights)
        return self._each(rows, lambda part, at: _taken(part.tags, at).sums(_padded(weights, part.tags)))

    def own_tag_scores(self, weights: NDArray[np.float32], rows: Rows = EVERYBODY) -> NDArray[np.float32]:
        """The sum of weights over the tags that each profile names itself, not those these lie in, (rows,)."""
        if isinstance(rows, slice) and rows == EVERYBODY:
            return self._scores_of_all(self._own_carriers, weights)
        return self._each(rows, lambda part, at: _taken(part.own_tags, at).sums(_padded(weights, part.own_tags)))

    def own_tag_counts(self, rows: Rows = EVERYBODY) -> NDArray[np.float32]:
        """How many tags each profile names itself, (rows,)."""
        return self._each(rows, lambda part, at: np.diff(part.own_tags.starts).astype(np.float32)[at])

    def _scores_of_all(self, carriers: Codes, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same by tag, since a need has few: who does not carry one of them is not looked at."""
        scores = np.zeros(self.count, dtype=np.float32)
        for code in np.flatnonzero(weights[: len(carriers)]):
            scores[carriers[int(code)]] += weights[code]
        return scores

    @cached_property
    def _carriers(self) -> Codes:
        return self._carriers_of([part.tags for part in self.parts])

    @cached_property
    def _own_carriers(self) -> Codes:
        return self._carriers_of([part.own_tags for part in self.parts])

    def _carriers_of(self, lists: list[Codes]) -> Codes:
        """The rows that carry each tag."""
        values = np.concatenate([part.values for part in lists])
        sizes = np.concatenate([np.diff(part.starts) for part in lists])
        rows = np.repeat(np.arange(self.count, dtype=np.int32), sizes)
        counts = np.bincount(values, minlength=len(self.tags))
        return Codes(np.concatenate([[0], np.cumsum(counts)]), rows[np.argsort(values, kind="stable")])

    def carry_any(self, column: str, codes: Iterable[int], rows: Rows = EVERYBODY) -> NDArray[np.bool_]:
        """Whether each row's codes (`pools`, `reserved_for`) hold any of these."""
        wanted = np.zeros(len(self.books.pools) + 1, dtype=np.float32)
        wanted[[code for code in codes if code >= 0]] = 1
        return self._each(rows, lambda part, at: _taken(getattr(part, column), at).sums(wanted)) > 0

    def has_any(self, column: str) -> NDArray[np.bool_]:
        """Whether each row has any code in a column."""
        return np.concatenate([np.diff(getattr(part, column).starts) > 0 for part in self.parts])

    def _each(self, rows: Rows, work: Callable[[Profiles, Rows], NDArray[np.float32]]) -> NDArray[np.float32]:
        """What `work` makes of the rows of each part, in the order of `rows`."""
        if len(self.parts) == 1:
            return work(self.parts[0], rows)
        if isinstance(rows, slice):
            return np.concatenate([work(part, EVERYBODY) for part in self.parts])[rows]
        result = np.empty(len(rows), dtype=np.float32)
        in_base = rows < self.parts[0].count
        result[in_base] = work(self.parts[0], rows[in_base])
        result[~in_base] = work(self.parts[1], rows[~in_base] - self.parts[0].count)
        return result

    def locate(self, row: int) -> tuple[Profiles, int]:
        """The part that holds a row, and its place there."""
        base = self.parts[0].count
        return (self.parts[0], row) if row < base else (self.parts[1], row - base)

    def row_of(self, profile_id: str) -> int:
        """The living row of an id, or -1."""
        offset = self.count
        for part in reversed(self.parts):
            offset -= part.count
            row = part.row_of(profile_id)
            if row >= 0:
                return offset + row if self.alive[offset + row] else -1
        return -1

    def rows_of(self, ids: NDArray[np.bytes_]) -> NDArray[np.int64]:
        """The living rows of many ids at once, -1 for the unknown."""
        found = np.full(len(ids), -1, dtype=np.int64)
        offset = 0
        for part in self.parts:
            if part.count and len(ids):
                at = np.minimum(np.searchsorted(part.ids, ids), part.count - 1)
                found = np.where(part.ids[at] == ids, offset + at, found)
            offset += part.count
        return np.where((found >= 0) & self.alive[np.maximum(found, 0)], found, -1) if self.count else found

    def id_of(self, row: int) -> str:
        """The id of a row."""
        part, at = self.locate(row)
        return part.id_of(at)

    def own_tags(self, row: int) -> NDArray[np.int32]:
        """The tags that a profile names itself."""
        part, at = self.locate(row)
        return part.own_tags[at]

    @cached_property
    def tag_vectors(self) -> NDArray[np.float32]:
        """What each tag's name is about, (tags, d)."""
        return self.encoder.transform([f"{label.en} {label.zh}" for label in self.tags.labels])

    def tag_count(self, code: int) -> int:
        """How many living profiles carry a tag, by itself or by a narrower one."""
        return int(self.tag_counts[code]) if code < len(self.tag_counts) else 0

    def _alive(self, delta: Profiles | None, gone: Iterable[str]) -> NDArray[np.bool_]:
        alive = np.ones(self.count, dtype=np.bool_)
        base = self.parts[0]
        replaced = [] if delta is None else [delta.id_of(row) for row in range(delta.count)]
        for profile_id in [*replaced, *gone]:
            row = base.row_of(profile_id)
            if row >= 0:
                alive[row] = False
        return alive

    def _tag_counts(self) -> NDArray[np.int64]:
        size = len(self.tags)
        counts = sum((part.tags.counts(size) for part in self.parts), np.zeros(size, dtype=np.int64))
        for row in np.flatnonzero(~self.alive):
            part, at = self.locate(int(row))
            counts[part.tags[at]] -= 1
        return counts


def _taken(codes: Codes, rows: Rows) -> Codes:
    return codes if isinstance(rows, slice) and rows == EVERYBODY else codes.take(np.arange(len(codes))[rows])


def _padded(weights: NDArray[np.float32], codes: Codes) -> NDArray[np.float32]:
    """Weights long enough for every code of a column."""
    size = int(codes.values.max(initial=-1)) + 1
    return weights if len(weights) >= size else np.pad(weights, (0, size - len(weights)))

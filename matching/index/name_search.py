"""Finds providers by name, in either language, without decoding everybody's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.index.arrays import Texts
from matching.index.provider_index import ProviderIndex
from matching.results import NameMatch

T = TypeVar("T")
Find = Callable[[ProviderIndex, str, int, NDArray[np.bool_] | None], T]
"""A search: in an index, for a text, for at most so many, without rows that are hidden."""


def find_names(
    index: ProviderIndex, text: str, limit: int, hidden: NDArray[np.bool_] | None = None
) -> tuple[NameMatch, ...]:
    """At most `limit` living providers whose name holds `text`, names that begin with it first, then by name and id."""
    wanted = text.strip().lower()
    if not wanted:
        return ()
    rows = sorted(row for row in matching_rows(index, wanted, 20 * limit) if hidden is None or not hidden[row])
    found = [match_of(index, row) for row in rows]
    found.sort(key=lambda match: (not _begins(match, wanted), match.name.lower(), match.id))
    return tuple(found[:limit])


def matching_rows(index: ProviderIndex, wanted: str, most: int) -> set[int]:
    """Up to about `most` living rows whose name holds lower-case text."""
    rows: set[int] = set()
    offset = 0
    for part in index.parts:
        for column in (part.names, part.names_zh):
            for row in _hits(column, wanted.encode()):
                if index.alive[offset + row]:
                    rows.add(offset + row)
                if len(rows) >= most:
                    return rows
        offset += part.count
    return rows


def _hits(column: Texts, wanted: bytes) -> Iterator[int]:
    """Rows whose text holds the bytes; a hit across two neighbours' names is none."""
    blob = column.blob.tobytes().lower()
    at = blob.find(wanted)
    while at >= 0:
        row = int(np.searchsorted(column.starts, at, side="right")) - 1
        if at + len(wanted) <= int(column.starts[row + 1]):
            yield row
            at = blob.find(wanted, int(column.starts[row + 1]))
        else:
            at = blob.find(wanted, at + 1)


def match_of(index: ProviderIndex, row: int) -> NameMatch:
    """A row as a hit."""
    part, at = index.locate(row)
    return NameMatch(part.id_of(at), part.names[at], part.names_zh[at], part.headlines[at], part.headlines_zh[at])


def _begins(match: NameMatch, wanted: str) -> bool:
    return match.name.lower().startswith(wanted) or match.name_zh.startswith(wanted)

"""Small shapes that repositories share when they turn rows into entities."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from graph.errors import UnknownStateError
from graph.query_runner import Row
from graph.taxonomy.model import topic_id

S = TypeVar("S", bound=StrEnum)


def state_of(states: type[S], value: str | None, missing: S | None = None) -> S:
    """A stored state; `missing` where none is stored. Raises UnknownStateError."""
    if value is None and missing is not None:
        return missing
    try:
        return states(value or "")
    except ValueError:
        raise UnknownStateError(states.__name__, value) from None


def with_states(row: Row, **states: type[StrEnum]) -> Row:
    """The row with these columns as states; None stays None. Raises UnknownStateError."""
    read = {name: None if row[name] is None else state_of(kind, row[name]) for name, kind in states.items()}
    return {**row, **read}


def frozen(row: Row) -> Row:
    """The row with its lists as tuples, and with missing lists empty."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def lists(row: Row, *names: str) -> Row:
    """The row with None of these columns as an empty tuple."""
    return {**row, **{name: tuple(row.get(name) or ()) for name in names}}


def topic_rows(names: Iterable[str]) -> list[dict[str, str]]:
    """Topics as `{id, name}`, none twice: the id is the normalised name, so that one topic is one node."""
    rows: dict[str, dict[str, str]] = {}
    for name in names:
        if name.strip():
            rows.setdefault(topic_id(name), {"id": topic_id(name), "name": " ".join(name.split())})
    return list(rows.values())

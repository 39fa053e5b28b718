"""Small shapes that repositories share when they turn rows into entities."""

from __future__ import annotations

from collections.abc import Iterable

from graph.query_runner import Row
from graph.taxonomy.model import topic_id


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

"""Small shapes that repositories share when they turn rows into entities."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from graph.transaction import Row


def frozen(row: Row) -> Row:
    """The row with its lists as tuples, and with missing lists empty."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def lists(row: Row, *names: str) -> Row:
    """The row with None of these columns as an empty tuple."""
    return {**row, **{name: tuple(row.get(name) or ()) for name in names}}


def topic_rows(names: Iterable[str]) -> list[dict[str, str]]:
    """Topics as `{id, name}`: the id is the name folded, so that one topic is one node."""
    rows: dict[str, dict[str, str]] = {}
    for name in names:
        clean = " ".join(unicodedata.normalize("NFKC", name).split())
        if clean:
            rows.setdefault(clean.casefold(), {"id": clean.casefold(), "name": clean})
    return list(rows.values())

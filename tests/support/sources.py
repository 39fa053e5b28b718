"""Sources of made-up records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from matching.sources.records import RecordSource


def with_interactions(source: RecordSource, changes: Mapping[str, Mapping[str, Any]]) -> RecordSource:
    """The same source with some interactions changed: a graph knows more of them than files do."""
    interactions = [replace(one, **changes.get(one.id, {})) for one in source.records.interactions]
    records = replace(source.records, interactions=interactions)
    return RecordSource(records, expire_after_days=source.expire_after_days, as_of=source.as_of)

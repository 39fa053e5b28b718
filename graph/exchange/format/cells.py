"""Values as the cells of a file: one way only, so that the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.exchange.format.schema import Sheet


def cell_text(value: Any) -> str:
    """One value as text: lists with `|`, whole numbers without a point, dates in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "|".join(str(item).replace("|", "/") for item in value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def row_cells(sheet: Sheet, record: Mapping[str, Any]) -> list[str]:
    """A record as the cells of its file; tags that a file has no column for stand with its industries."""
    names = [column.name for column in sheet.columns]
    values = dict(record)
    if "topics" not in names and record.get("topics"):
        tags = "leading_industries" if "leading_industries" in names else "industries"
        values[tags] = sorted([*(record.get(tags) or ()), *record["topics"]])
    return [cell_text(values.get(name)) for name in names]

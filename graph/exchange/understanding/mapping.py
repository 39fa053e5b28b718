"""What somebody said of a table's headings and values, to be used again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import InvalidInputError


def plain(text: str) -> str:
    """A heading or value as it is compared: without outer spaces, in small letters."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class Remembered:
    """Names of columns by plain heading (None: left out), and codes by column and plain value."""

    columns: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_mapping(path: Path) -> Remembered:
    """A mapping file: `{"columns": {heading: name}, "values": {column: {value: code}}}`. Raises InvalidInputError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidInputError(f"{path} cannot be read. Name a mapping file in JSON.") from error
    columns = _part(path, found, "columns")
    values = _part(path, found, "values")
    if not all(name is None or isinstance(name, str) for name in columns.values()):
        raise InvalidInputError(f'{path}: "columns" must give the name of a column, or null, for each heading.')
    for column, codes in values.items():
        if not isinstance(codes, dict) or not all(isinstance(code, str) for code in codes.values()):
            raise InvalidInputError(f'{path}: "values" must give codes by value for the column {column}.')
    return Remembered(
        {plain(heading): name for heading, name in columns.items()},
        {column: {plain(value): code for value, code in codes.items()} for column, codes in values.items()},
    )


def _part(path: Path, found: Any, name: str) -> dict[str, Any]:
    part = found.get(name, {}) if isinstance(found, dict) else None
    if not isinstance(part, dict):
        raise InvalidInputError(f'{path} must be an object with "columns" and "values", both objects.')
    return part

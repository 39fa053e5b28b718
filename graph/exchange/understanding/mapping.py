"""What somebody said of a table's headings, values and ways of writing, to be used again.

A mapping file: `{"columns": {heading: name}, "values": {column: {value: code}}, "styles": {column: {"separators":
";,", "day_first": true}}, "others": {column: "topics"}}`; each part may be absent. A name is a column of the format,
`null` (leave it out), or one that several headings make together: two headings of one column are joined; `name.first`
and `name.last` make `name`, `organisation` is an employer by name, `ticket` an amount that may be a range. A value
`""` leaves its cells empty.
`others` says of a column what becomes of the values of which `values` says nothing and which are not sure: `topics`
takes those that nothing can be proposed for as topics, `proposed` accepts what is proposed, `empty` leaves all out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.errors import InvalidInputError


def plain(text: str) -> str:
    """A heading or value as it is compared: without outer spaces, in small letters."""
    return " ".join(text.split()).casefold()


class Others(StrEnum):
    """What becomes of the values of a column that are not sure, where nothing is said of the single value."""

    PROPOSED = "proposed"
    TOPICS = "topics"
    EMPTY = "empty"


@dataclass(frozen=True)
class SaidStyle:
    """How the cells of a column are written, where somebody said it."""

    separators: str | None = None
    day_first: bool | None = None


@dataclass(frozen=True)
class Remembered:
    """Names of columns by plain heading (None: left out), codes by column and plain value, styles by column.

    `others`: by column, what becomes of values that are not sure.
    """

    columns: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    styles: Mapping[str, SaidStyle] = field(default_factory=dict)
    others: Mapping[str, Others] = field(default_factory=dict)


def read_mapping(path: Path) -> Remembered:
    """A mapping file. Raises InvalidInputError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidInputError(f"{path} cannot be read. Name a mapping file in JSON.") from error
    return as_remembered(found, str(path))


def as_remembered(found: Any, path: str = "The mapping") -> Remembered:
    """The same of what a mapping file holds. Raises InvalidInputError."""
    columns = _part(path, found, "columns")
    values = _part(path, found, "values")
    styles = _part(path, found, "styles")
    others = _part(path, found, "others")
    if not set(others.values()) <= set(Others):
        raise InvalidInputError(f'{path}: "others" must give one of {", ".join(Others)} for each column.')
    if not all(name is None or isinstance(name, str) for name in columns.values()):
        raise InvalidInputError(f'{path}: "columns" must give the name of a column, or null, for each heading.')
    for column, codes in values.items():
        if not isinstance(codes, dict) or not all(isinstance(code, str) for code in codes.values()):
            raise InvalidInputError(f'{path}: "values" must give codes by value for the column {column}.')
    return Remembered(
        {plain(heading): name for heading, name in columns.items()},
        {column: {plain(value): code for value, code in codes.items()} for column, codes in values.items()},
        {column: _style(path, column, told) for column, told in styles.items()},
        {column: Others(how) for column, how in others.items()},
    )


def _style(path: str, column: str, told: Any) -> SaidStyle:
    separators = told.get("separators") if isinstance(told, dict) else 0
    day_first = told.get("day_first") if isinstance(told, dict) else None
    if not isinstance(separators, str | None) or not isinstance(day_first, bool | None):
        raise InvalidInputError(f'{path}: "styles" must give "separators" (a text) or "day_first" for {column}.')
    return SaidStyle(separators, day_first)


def _part(path: str, found: Any, name: str) -> dict[str, Any]:
    part = found.get(name, {}) if isinstance(found, dict) else None
    if not isinstance(part, dict):
        raise InvalidInputError(f'{path} must be an object with "columns" and "values", both objects.')
    return part

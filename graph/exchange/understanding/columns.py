"""Which column is what: by what somebody said, by its heading, and by what its cells show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.exchange.format.schema import Sheet
from graph.exchange.understanding.evidence import are_row_numbers, share, told
from graph.exchange.understanding.lexicon import Name, lexicon_of
from graph.exchange.understanding.mapping import Remembered, plain
from graph.exchange.understanding.words.numbers import unit_of_heading
from graph.exchange.understanding.words.readers import BESIDE

_JOINED_KINDS = ("tags", "codes", "help_areas", "languages", "list", "text", "region", "ticket")
_BY_CELLS = ("email", "linkedin", "orcid", "uscc", "mobile", "website")
_REACHES = ("email", "phone", "wechat", "linkedin", "website", "orcid", "contact_email", "contact_phone", "contact")
_STANDING_IN = ("phone", "email", "mail")
SETTLED_PARTS = frozenset(("name.en", "summary.en"))
"""Parts that a heading may name and that no column has in the end: they are the name and the summary themselves."""
_ENOUGH = 0.8
_SOME = 0.3


@dataclass
class ReadColumn:
    """One column of a file: its place, its heading, the name it has in the format, and what stands in it.

    `part` is what it is of that column, where several headings make one (`first` of `name`).
    """

    place: int
    heading: str
    name: str | None
    why: str
    part: str = ""
    is_sure: bool = True
    params: Mapping[str, str] = field(default_factory=dict)
    is_empty: bool = False
    unit: int = 1
    currency: str = ""
    examples: list[str] = field(default_factory=list)
    cells: int = 0

    @property
    def target(self) -> str | None:
        """The name with its part, as a mapping has it."""
        return f"{self.name}.{self.part}" if self.name and self.part else self.name


def read_columns(
    headings: Sequence[str],
    table: Sheet | None,
    remembered: Remembered,
    rows: Sequence[Sequence[str]],
    *,
    is_format: bool = False,
) -> list[ReadColumn]:
    """Each column with a heading or with cells; `rows` are some of what stands below.

    In a file that goes by a name of the format (`is_format`) ids are what it says, be they numbers.
    """
    columns = []
    for place, heading in enumerate(headings):
        cells = told([row[place] for row in rows if place < len(row)])
        if heading.strip() or cells:
            columns.append(_column(place, heading.strip(), table, remembered, cells, is_format))
    if table:
        _settle_own(columns)
        _settle_names(columns, rows)
        _settle_doubles(columns, table)
    return columns


def kinds_of(table: Sheet) -> dict[str, str]:
    """The kinds of the columns that a heading of a table may mean."""
    return {column.name: column.kind for column in (*table.columns, *BESIDE.values())}


def _column(
    place: int, heading: str, table: Sheet | None, remembered: Remembered, cells: list[str], is_format: bool
) -> ReadColumn:
    if table is None:
        return ReadColumn(place, heading, None, "unknown")
    if heading and plain(heading) in remembered.columns:
        return _as_said(place, heading, table, remembered.columns[plain(heading)])
    name = lexicon_of(table.name).names_of(heading) if heading else None
    if not (name and name.why == "exact" and is_format):
        name = _by_cells(table, name, cells)
    if name is None or not name.target:
        return ReadColumn(place, heading, None, name.why if name else "unknown" if heading else "no_heading")
    unit, currency = unit_of_heading(heading)
    is_sure = name.nearness >= 0.9  # a known name, not one that is like it
    return ReadColumn(place, heading, name.column, name.why, name.part, is_sure, {}, not cells, unit, currency)


def _as_said(place: int, heading: str, table: Sheet, target: str | None) -> ReadColumn:
    name, _, part = (target or "").partition(".")
    known = name in kinds_of(table)
    unit, currency = unit_of_heading(heading)
    return ReadColumn(
        place, heading, name if known else None, "mapping", part if known else "", unit=unit, currency=currency
    )


def _by_cells(table: Sheet, name: Name | None, cells: list[str]) -> Name | None:
    """What the cells make of what the heading says."""
    names = {column.name for column in table.columns}
    column = name.column if name else ""
    if column == "id" and name and are_row_numbers(cells):
        return Name("", 1.0, "row_numbers")
    if share("own_page", cells) >= _ENOUGH and "id" in names:
        return Name("id", 1.0, "cells")
    shown = next((look for look in _BY_CELLS if len(cells) > 1 and share(look, cells) >= _ENOUGH), "")
    shown = "phone" if shown == "mobile" else shown
    shown = shown if shown in names else f"contact_{shown}"
    if shown in names and shown != column:
        contradicts = column in _REACHES or (
            name is not None and name.nearness < 0.9 and column not in ("summary", "summary_zh")
        )  # fmt: skip
        if (name is None or contradicts) and not (name and name.why == "nowhere"):
            return Name(shown, 0.75, "cells")
    if name is None:
        return None
    if column == "title" and share("honorific", cells) > _SOME:
        return Name("", 0.9, "honorific")
    if column == "category" and cells and not share("category", cells) and share("industries", cells) >= _SOME:
        return Name("industries", 0.75, "cells")
    if cells and _differ(kinds_of(table).get(column, ""), column, name, cells):
        return Name("", 0.5, "cells_differ")
    return name


def _settle_own(columns: list[ReadColumn]) -> None:
    """In a table that the product wrote, the employer is a record's name, and the record is known."""
    if any(column.name == "id" and column.why == "cells" for column in columns):
        for column in columns:
            if column.name == "organisation":
                column.name, column.why = None, "nowhere"


def _differ(kind: str, column: str, name: Name, cells: list[str]) -> bool:
    """Whether cells cannot be what a heading seems to say."""
    if kind in ("text", "tags", "codes", "help_areas", "languages") or column in ("name", "title", "organisation"):
        return share("number", cells) > _SOME
    if name.nearness >= 0.9:  # a known name
        return False
    if kind in ("integer", "number", "date", "ticket"):
        return share("digits", cells) < _SOME and share("counted", cells) < _SOME
    return column in ("email", "orcid", "uscc") and share(column, cells) < _SOME


def _settle_names(columns: list[ReadColumn], rows: Sequence[Sequence[str]]) -> None:
    """Which of a Chinese and an English name is `name`; a name apart is left out where it stands as a whole, too."""
    names = {column.target: column for column in reversed(columns) if column.name in ("name", "name_zh")}
    whole, english, chinese = names.get("name"), names.get("name.en"), names.get("name_zh")
    for column in columns:
        if column.target in ("name.first", "name.last") and whole and column.why != "mapping":
            column.name, column.part, column.why = None, "", "name_is_whole"
    if english and english.why != "mapping":
        english.part = ""
        if whole and whole.why != "mapping" and not chinese:
            cells = told([row[whole.place] for row in rows if whole.place < len(row)])
            if share("han", cells) * 2 >= 1:
                whole.name, whole.why = "name_zh", "name_beside_english"
    summaries = {column.target: column for column in reversed(columns) if column.name in ("summary", "summary_zh")}
    if "summary.en" in summaries:
        summaries["summary.en"].part = ""
        if "summary" in summaries and "summary_zh" not in summaries:
            summaries["summary"].name = "summary_zh"


def _settle_doubles(columns: list[ReadColumn], table: Sheet) -> None:
    """Two headings of one column: joined where they can be, else the nearer one has it."""
    kinds = kinds_of(table)
    held: dict[str, ReadColumn] = {}
    for column in sorted(
        columns, key=lambda one: (one.is_empty, one.why != "exact", one.why != "mapping", not one.is_sure, one.place)
    ):
        if not column.name:
            continue
        target = column.target or ""
        first = held.setdefault(target, column)
        if first is column:
            continue
        if kinds[column.name] in _JOINED_KINDS or column.why == "mapping":
            column.params = {"heading": first.heading}
            column.why = "joined" if column.why != "mapping" else "mapping"
        elif kinds[column.name] in _STANDING_IN:
            column.params, column.why = {"heading": first.heading}, "stands_in"
        else:
            column.params = {"heading": first.heading}
            column.name, column.part, column.why = None, "", "twice"


def nearness(headings: Sequence[str], table: Sheet, remembered: Remembered) -> dict[str, float]:
    """The columns of a table that headings name by their words alone, each with how nearly."""
    found: dict[str, float] = {}
    for heading in headings:
        if not heading.strip():
            continue
        if plain(heading) in remembered.columns:
            column = (remembered.columns[plain(heading)] or "").partition(".")[0]
            if column in kinds_of(table):
                found[column] = 1.0
            continue
        name = lexicon_of(table.name).names_of(heading)
        if name and name.target:
            found[name.column] = max(found.get(name.column, 0.0), name.nearness)
    return found

"""What was understood of one table: the shape in which it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from graph.exchange.format.problems import FIXES, MESSAGES, Problem, shown
from graph.exchange.understanding.cells import CellReader
from graph.exchange.understanding.columns import ReadColumn
from graph.exchange.understanding.why import WHY
from graph.exchange.understanding.words.reading import Question, Style

MOST_LEFT_OUT = 1000
MOST_LISTED = 20_000
_FIRST_ROWS = 8


@dataclass
class Understood:
    """One table of a file; `table` is None where it is none of the format.

    `first_rows` are the lines under the headings as they stand, for somebody to look at; `assumed_role` is whom its
    people were taken for where no column says it.
    """

    file: str
    sheet: str
    encoding: str | None
    delimiter: str | None
    table: str | None = None
    heading_row: int | None = None
    columns: list[ReadColumn] = field(default_factory=list)
    styles: dict[int, Style] = field(default_factory=dict)
    first_rows: list[tuple[int, list[str]]] = field(default_factory=list)
    reader: CellReader | None = None
    rows: int = 0
    assumed_role: str = ""
    left_out: list[Problem] = field(default_factory=list)
    more_left_out: int = 0
    is_cut_off: bool = False

    @property
    def label(self) -> str:
        """How reports name it."""
        return f"{self.file}#{self.sheet}" if self.sheet else self.file

    @property
    def has_known_columns(self) -> bool:
        """Whether it is a table of the format with a column that is known."""
        return self.table is not None and any(column.name for column in self.columns)

    @property
    def is_understood(self) -> bool:
        """Whether it was read to its end, too."""
        return self.has_known_columns and not self.is_cut_off

    def leave_out(self, problem: Problem) -> None:
        """Note a row that is left out; of very many only the first are listed."""
        if len(self.left_out) < MOST_LEFT_OUT:
            self.left_out.append(problem)
        else:
            self.more_left_out += 1

    def note_first(self, number: int, cells: Iterable[str]) -> None:
        """Keep a line to be looked at, if it is among the first."""
        if len(self.first_rows) < _FIRST_ROWS:
            self.first_rows.append((number, [shown(cell) for cell in cells]))

    def mapping(self) -> dict[str, object]:
        """What was understood, as a mapping file (see the module of it): to be changed and given again."""
        values: dict[str, dict[str, str]] = {}
        for one in self.reader.values() if self.reader else ():
            if not one.reading.is_sure and one.column in one.reading.cells and one.value and one.column != "id":
                values.setdefault(one.column, {})[one.value] = one.reading.cells[one.column]
        return {
            "columns": {column.heading: column.target for column in self.columns if column.heading},
            "values": values,
            "styles": {
                column.name: {"separators": style.separators, "day_first": style.day_first}
                for column in self.columns
                if column.name and (style := self.styles.get(column.place))
                and (style.separators != "|" or style.day_first is not None)
            },
            "others": {
                column.name: style.others
                for column in self.columns
                if column.name and (style := self.styles.get(column.place)) and style.others
            },
        }  # fmt: skip

    def as_json(self, *, is_full: bool = False) -> dict[str, object]:
        """The documented shape of one entry of `files`; in full, with what pages show beside it."""
        more = {"rows_shown": self.first_rows, "mapping": self.mapping()} if is_full else {}
        return {
            "file": self.file,
            "sheet": self.sheet or None,
            "table": self.table,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "heading_row": self.heading_row,
            "columns": [self._column(column, is_full=is_full) for column in self.columns],
            "values": self._values(),
            "questions": self._questions(),
            "rows": self.rows,
            "left_out": [{"line": one.line, "why": f"{one.message} {one.fix}"} for one in self.left_out],
            **more,
        }

    def _column(self, column: ReadColumn, *, is_full: bool) -> dict[str, object]:
        style = self.styles.get(column.place)
        more = {"sure": column.is_sure, "part": column.part, "separators": style.separators if style else ""}
        return {
            "heading": shown(column.heading),
            "as": column.name,
            "why": WHY[column.why] % column.params,
            "examples": column.examples,
            "cells": column.cells,
            **(more if is_full else {}),
        }

    def _values(self) -> list[dict[str, object]]:
        return [
            {"column": name, "value": one.value, "read_as": text, "cells": one.cells, "sure": one.reading.is_sure}
            for one in islice(self.reader.values() if self.reader else (), MOST_LISTED)
            for name, text in one.reading.cells.items()
        ]

    def _questions(self) -> list[dict[str, object]]:
        return [
            {"column": one.column, "value": one.value, "cells": one.cells, **_in_words(one.reading.question)}
            for one in islice(self.reader.questions() if self.reader else (), MOST_LISTED)
            if one.reading.question
        ]


def _in_words(question: Question) -> dict[str, object]:
    return {
        "why": MESSAGES[question.code] % question.params,
        "mend": FIXES[question.fix_code] % question.params,
    }

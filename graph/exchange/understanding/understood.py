"""What was understood of one table: the shape in which it is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.exchange.format.problems import FIXES, MESSAGES, Problem, shown
from graph.exchange.understanding.cells import CellReader
from graph.exchange.understanding.headings import WHY, ReadColumn

MOST_LEFT_OUT = 1000


@dataclass
class Understood:
    """One table of a file; `table` is None where it is none of the format."""

    file: str
    sheet: str
    encoding: str | None
    delimiter: str | None
    table: str | None = None
    heading_row: int | None = None
    columns: list[ReadColumn] = field(default_factory=list)
    reader: CellReader | None = None
    rows: int = 0
    left_out: list[Problem] = field(default_factory=list)
    more_left_out: int = 0
    is_cut_off: bool = False

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

    def as_json(self) -> dict[str, object]:
        """The documented shape of one entry of `files`."""
        return {
            "file": self.file,
            "sheet": self.sheet or None,
            "table": self.table,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "heading_row": self.heading_row,
            "columns": [_column(column) for column in self.columns],
            "values": self._values(),
            "questions": self._questions(),
            "rows": self.rows,
            "left_out": [{"line": one.line, "why": f"{one.message} {one.fix}"} for one in self.left_out],
        }

    def _values(self) -> list[dict[str, object]]:
        return [
            {"column": column, "value": value, "read_as": reading.text, "cells": cells, "sure": reading.is_sure}
            for column, value, reading, cells in (self.reader.values() if self.reader else ())
        ]

    def _questions(self) -> list[dict[str, object]]:
        return [
            {
                "column": column,
                "value": value,
                "cells": cells,
                "why": MESSAGES[reading.error.code] % reading.error.params,
                "mend": FIXES[reading.error.fix_code] % reading.error.params,
            }
            for column, value, reading, cells in (self.reader.questions() if self.reader else ())
            if reading.error
        ]


def _column(column: ReadColumn) -> dict[str, object]:
    return {
        "heading": shown(column.heading),
        "as": column.name,
        "why": WHY[column.why],
        "examples": column.examples,
        "cells": column.cells,
    }

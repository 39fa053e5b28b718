"""What a cell was taken for, and what of its column helps to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.exchange.format.cell_error import CellError
from graph.exchange.format.schema import Column
from graph.exchange.understanding.mapping import Others
from graph.taxonomy import Taxonomy


@dataclass(frozen=True)
class Style:
    """How the cells of one column are written, decided on all of them.

    `separators` stand between the values of a list, and perhaps `loose` ones in the cells that have none of those.
    `day_first` is None where the column does not show it; `is_year`: the heading says that years stand there. A `unit`
    of the heading multiplies numbers, and `currency` is what it says of money; `has_currency`: some column of the
    table says in which currency its amounts are. `said` has what somebody said that values mean, `others` what becomes
    of the others that are not sure.
    """

    separators: str = "|"
    are_separators_sure: bool = True
    loose: str = ""
    day_first: bool | None = None
    is_year: bool = False
    unit: int = 1
    currency: str = ""
    has_currency: bool = False
    said: Mapping[str, str] = field(default_factory=dict)
    others: Others | None = None


@dataclass(frozen=True)
class Question:
    """Why nothing can be proposed for a cell or a part of it."""

    code: str
    fix_code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(error: CellError) -> Question:
        """The same, of an error of the format."""
        return Question(error.code, error.fix_code, error.params)


@dataclass(frozen=True)
class Reading:
    """What a cell was taken for: texts of the format by column; a question where (a part of) it says nothing.

    `money` is the currency that an amount names. `by_column`: settled by what was said of the whole column.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    is_sure: bool = True
    question: Question | None = None
    money: str = ""
    by_column: bool = False


@dataclass(frozen=True)
class Asked:
    """What is asked of a reader: the column meant, the part of it, the style of the file's column, and the lists."""

    column: Column
    part: str
    style: Style
    taxonomy: Taxonomy
    table: str

    def said(self, text: str, *, sure: bool = True, **more: str) -> Reading:
        """A reading of this column, and of others."""
        return Reading({self.column.name: text, **more}, sure)

    def ask(self, code: str, fix_code: str, **params: str) -> Reading:
        """Nothing can be proposed."""
        return Reading(question=Question(code, fix_code, params))


NOTHING = Reading()
"""An empty cell, or one that says that nothing is there."""

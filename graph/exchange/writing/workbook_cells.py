"""Cells of a workbook that we write: text whatever it looks like, and never cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from openpyxl.cell import WriteOnlyCell

from graph.errors import InvalidInputError
from graph.exchange.format.formulas import guard

LONGEST_CELL = 32_767


class CellTooLongError(InvalidInputError):
    """A text that no cell of a workbook holds; a CSV file does."""

    code = "cell_too_long"


def book_row(page: Any, sheet_name: str, names: list[str], cells: list[str]) -> list[Any]:
    """One row of a sheet; raises CellTooLongError rather than cutting a text."""
    return [_text_cell(page, sheet_name, name, cells[0], cell) for name, cell in zip(names, cells, strict=True)]


@contextmanager
def pages_closed(book: Any) -> Iterator[None]:
    """Where writing ends early, let go of the temporary files of the sheets begun."""
    try:
        yield
    except BaseException:
        for page in book.worksheets:
            page.close()
        raise


def _text_cell(page: Any, sheet_name: str, column: str, item_id: str, text: str) -> Any:
    guarded = guard(text)
    if len(guarded) > LONGEST_CELL:
        raise CellTooLongError(
            f"{sheet_name}, {item_id}, {column}: {len(text)} characters do not fit into a cell of a workbook "
            f"(at most {LONGEST_CELL}). Export CSV files instead, or shorten this text.",
            sheet=sheet_name, id=item_id, column=column, length=len(text), limit=LONGEST_CELL,
        )  # fmt: skip
    cell = WriteOnlyCell(page, value=guarded or None)
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
    return cell

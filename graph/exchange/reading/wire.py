"""What the reading child says to its parent: one JSON list a line, its kind first."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

Answer = list[Any]
OUT_OF_MEMORY = 3
"""The code with which a child ends that could not have the memory it needed."""


class Work(StrEnum):
    """What a child is asked to do."""

    CSV = "csv"
    WORKBOOK = "workbook"
    ARCHIVE = "archive"


class Said(StrEnum):
    """The kinds of answers."""

    NAMES = "names"
    """[names of all sheets]"""
    SHEET = "sheet"
    """name, {facts of it}: its rows follow."""
    ROWS = "rows"
    """[[line, [cells]] or [line, [cells], {place of a cell that cannot be read: code}], ...]"""
    UNPACKED = "unpacked"
    """name in the archive, name in the folder"""
    LEFT_OUT = "left_out"
    """name in the archive, code, code of the fix, {parameters}"""
    REFUSED = "refused"
    """code, code of the fix, line or 0, {parameters}: the last answer"""
    END = "end"
    """Everything was read."""


class Refused(Exception):  # noqa: N818  # an answer, not an error of the program
    """What ends reading: codes of the problem and its fix, the line (0: the whole file), their parameters."""

    def __init__(self, code: str, fix_code: str, line: int = 0, **params: str) -> None:
        super().__init__(code)
        self.answer: Answer = [Said.REFUSED, code, fix_code, line, params]

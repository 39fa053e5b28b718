"""Says rows to the parent, some at a time, and refuses what is beyond the limits."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from graph.exchange.reading.limits import Limits
from graph.exchange.reading.wire import Refused, Said

_BATCH_CHARACTERS = 1 << 15
_BATCH_ROWS = 200


class Speaker:
    """The child's way to its parent."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self._stream = stream
        self._batch: list[list[Any]] = []
        self._characters = self._rows = self._cells = 0

    def say(self, kind: Said, *values: object) -> None:
        """Say one answer, after the rows that came before it."""
        if self._batch:
            self._write([Said.ROWS, self._batch])
            self._batch, self._characters = [], 0
        # The row of headings of each sheet does not count.
        self._rows -= kind == Said.SHEET
        self._write([kind, *values])
        self._stream.flush()

    def row(self, line: int, cells: list[str], unread: dict[int, str] | None = None) -> None:
        """Say a row that starts in a line; `unread` has codes of cells that cannot be read. Raises Refused."""
        characters = self._require_within(line, cells)
        self._batch.append([line, cells, unread] if unread else [line, cells])
        self._characters += characters
        if self._characters > _BATCH_CHARACTERS or len(self._batch) == _BATCH_ROWS:
            self._write([Said.ROWS, self._batch])
            self._batch, self._characters = [], 0

    def _require_within(self, line: int, cells: list[str]) -> int:
        """Raises Refused beyond the limits; columns that are empty to their end do not count. Gives the characters."""
        limits = self.limits
        if len(cells) > limits.columns:
            if any(cells[limits.columns :]):
                raise Refused("too_many_columns", "keep_columns", line, limit=str(limits.columns))
            del cells[limits.columns :]
        self._rows += 1
        self._cells += len(cells)
        if self._rows > limits.rows:
            raise Refused("too_many_rows", "split_file", line, limit=f"{limits.rows:,}")
        if self._cells > limits.cells:
            raise Refused("too_many_filled_cells", "split_file", line, limit=f"{limits.cells:,}")
        characters = sum(map(len, cells))
        if characters > limits.row_characters:
            raise Refused("row_too_long", "shorten_row", line, limit=f"{limits.row_characters:,}")
        return characters

    def _write(self, answer: list[Any]) -> None:
        self._stream.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

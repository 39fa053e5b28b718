"""Reads a text as somebody's file, for tests of what is understood of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.exchange.understanding.choices import Choices
from graph.exchange.understanding.read_files import Answers, understand
from graph.exchange.understanding.store import RowStore
from graph.exchange.understanding.understood import Understood


@dataclass
class Read:
    """What was understood of one file, and its rows by table."""

    answers: Answers
    rows: dict[str, list[dict[str, str]]]

    @property
    def table(self) -> Understood:
        return next(one for one in self.answers.tables if one.table)

    @property
    def sure(self) -> dict[tuple[str, str], bool]:
        """Of each value of a column that is listed, whether it is sure."""
        assert self.table.reader
        return {(one.column, one.value): one.reading.is_sure for one in self.table.reader.values()}

    @property
    def asked(self) -> set[tuple[str, str]]:
        """The values that are asked for, by column."""
        assert self.table.reader
        return {(one.column, one.value) for one in self.table.reader.questions()}

    def column(self, name: str) -> list[str]:
        """A column of the rows."""
        return [row.get(name, "") for row in self.rows[self.table.table or ""]]


class Reader:
    """Reads texts as files of a folder."""

    def __init__(self, folder: Path, store: RowStore) -> None:
        self._folder = folder
        self._store = store

    def __call__(
        self, text: str | Path, name: str = "list.csv", encoding: str = "utf-8", choices: Choices | None = None
    ) -> Read:
        path = text if isinstance(text, Path) else self._folder / name
        if isinstance(text, str):
            path.write_bytes(text.encode(encoding))
        answers = understand([path], self._store, choices)
        return Read(answers, {table: [row for _, row in self._store.rows(table)] for table in self._store.tables()})


def names(found: Read) -> dict[str, str | None]:
    """The name of each column by its heading."""
    return {column.heading: column.name for column in found.table.columns}

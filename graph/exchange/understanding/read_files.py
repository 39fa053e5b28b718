"""Reads files that people really have: what was understood of each table, and the rows in the exchange format.

For pages and commands alike, one call does the three steps ("what is it", "which column is what", "what do the words
mean"):

    with RowStore() as store:
        choices = Choices(sheet="Sheet1", heading_row=3, table="people", remembered=mapping)
        answers = understand([path], store, choices)

`answers.tables` has an `Understood` for each table of the files (a sheet, or a text file): `table`, `encoding`,
`delimiter`, `heading_row`, `first_rows`, `columns` (each with `name`, `part`, `why`, `is_sure`, `examples`, `cells`),
`styles` by place, `reader.values()` and `reader.questions()` (what each value was taken for, in how many cells),
`left_out` rows with why, and `rows`. `answers.notes` are problems of whole files, all at once.
`answers.as_json(is_full=True)` is all of it as JSON, more than `liulu read --json`.

Whatever `Choices` leaves open is found out. To change what was understood, take `table.mapping()` (a mapping file as
a dict), change what the person changed, and read again with `Choices(remembered=as_remembered(changed))`: `columns`
say what headings mean, `values` what words mean, `styles` how cells are written. Each reading is the whole file;
nothing is kept between.

`store.tables()` and `store.rows(table)` give the rows that would be loaded, `(line, cells by column)`;
`store.write(folder)` writes them as files of the format, which `webapp.operations.exchange.import_folder` takes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from graph.exchange.format.problems import Problem, whole_file
from graph.exchange.reading.bounded import read_apart
from graph.exchange.reading.limits import COMMAND, Limits
from graph.exchange.reading.tables import lines, refusal, sheets_of
from graph.exchange.reading.wire import Answer, Said
from graph.exchange.understanding.choices import Choices, Progress
from graph.exchange.understanding.given import Given, find_given
from graph.exchange.understanding.sheet_reader import SheetReader
from graph.exchange.understanding.store import RowStore
from graph.exchange.understanding.understood import Understood


@dataclass
class Answers:
    """What was understood of each table, and what else there is to know."""

    tables: list[Understood] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def as_json(self, *, is_full: bool = False) -> dict[str, object]:
        """The documented shape of `liulu read --json`; in full, with what pages show beside it."""
        return {
            "files": [table.as_json(is_full=is_full) for table in self.tables],
            "notes": [note.as_json() for note in self.notes],
        }


def understand(
    paths: Sequence[Path],
    store: RowStore,
    choices: Choices | None = None,
    *,
    names: dict[Path, str] | None = None,
    limits: Limits = COMMAND,
    progress: Progress | None = None,
) -> Answers:
    """Read files, folders and archives of them; the store is given every row that is not left out.

    `names` are those by which files were sent that are kept under others. Raises what `progress` raises.
    """
    return _FileReader(store, choices or Choices(), names or {}, limits, progress).read(paths)


class _FileReader:
    """Reads files; a table that cannot be understood is told as one."""

    def __init__(
        self, store: RowStore, choices: Choices, names: dict[Path, str], limits: Limits, progress: Progress | None
    ) -> None:
        self._answers = Answers()
        self._choices = choices
        self._names = names
        self._limits = limits
        self._progress = progress
        self._rows = 0
        self._sheets = SheetReader(store, choices, self._answers.notes.append, self._step)

    def read(self, paths: Sequence[Path]) -> Answers:
        """Read every file."""
        with tempfile.TemporaryDirectory(prefix="liulu-read-") as folder:
            for item in find_given(list(paths), Path(folder), self._limits, self._tick, self._names):
                if isinstance(item, Problem):
                    self._answers.notes.append(item)
                else:
                    self._read_file(item)
        return self._answers

    def _step(self) -> None:
        self._rows += 1

    def _tick(self) -> None:
        if self._progress:
            self._progress("read", self._rows, 0)

    def _read_file(self, given: Given) -> None:
        sheets = 0
        said = {"encoding": self._choices.encoding, "delimiter": self._choices.delimiter}
        asked = read_apart(given.work, given.path, self._limits, self._tick, wanted=None, guess=True, **said)
        with closing(asked) as answers:
            for part in sheets_of(answers):
                first = next(part)
                if first[0] == Said.SHEET:
                    if not self._choices.sheet or first[1] in (self._choices.sheet, ""):
                        sheets += 1
                        self._read_sheet(given, first, part)
                else:
                    refused = [answer for answer in chain([first], part) if answer[0] == Said.REFUSED]
                    self._answers.notes.extend(refusal(given.name, answer) for answer in refused)
                    sheets += len(refused)
        if not sheets and self._choices.sheet:
            self._answers.notes.append(whole_file(given.name, "no_sheet", "check_path"))

    def _read_sheet(self, given: Given, said: Answer, part: Iterator[Answer]) -> None:
        _, sheet, facts = said
        table = Understood(given.name, sheet, facts.get("encoding"), facts.get("delimiter"))
        self._answers.tables.append(table)
        self._sheets.read(table, lines(table.label, part), facts.get("across", []))

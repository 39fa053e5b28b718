"""What an import checks: the files of the format as they were sent, or the rows that a table was understood to hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.entities.job import Job
from graph.exchange.format.problems import Problem
from graph.exchange.format.schema import SHEETS
from graph.exchange.reading.bounded import no_tick, read_apart
from graph.exchange.reading.limits import PAGE
from graph.exchange.reading.sources import Source
from graph.exchange.reading.tables import Line, RawRow, Table, lines, sheets_of
from graph.exchange.reading.uploads import unpacked
from graph.exchange.reading.wire import Said, Work
from graph.exchange.understanding.given import WORKBOOKS
from graph.exchange.understanding.read_files import understand
from graph.exchange.understanding.store import RowStore
from graph.exchange.understanding.understood import Understood
from webapp.operations.exchange.answer_rows import read_json
from webapp.operations.exchange.draft_import import choices_of
from webapp.operations.exchange.upload_files import draft_path, uploads_folder
from webapp.operations.jobs.progress import Progress

_NO_RECORDS = "no_mend_needed"
"""How rows are told that are no records: totals, notes, headings that stand there again."""


@dataclass
class Given:
    """The tables of a file, and rows that were no records by what they lack: (table, problem, cells by column)."""

    tables: list[Source | Table | Problem]
    left_out: list[tuple[str, Problem, dict[str, str]]]


@contextmanager
def rows_to_check(home: Path, job: Job, progress: Progress) -> Iterator[Given]:
    """The tables of a job's file; what is unpacked or kept goes with the context."""
    stored = uploads_folder(home) / Path(str(job.payload["stored_name"])).name
    file_name = str(job.payload["file_name"])
    if not job.payload.get("import_id"):
        with unpacked(stored, file_name, PAGE, lambda: progress.report("check", 0, 0)) as found:
            yield Given(list(found), [])
        return
    said = read_json(draft_path(home, str(job.payload.get("check_id") or job.id)), {})
    with RowStore() as store:
        answers = understand(
            [stored], store, choices_of(said), names={stored: file_name}, limits=PAGE, progress=progress.report
        )
        tables = [_table(store, name, file_name) for name in store.tables()]
        left_out = [one for table in answers.tables for one in _left_out(table, stored, said)]
        # What is worth knowing of tables that are read was said in the steps before.
        yield Given([*tables] if tables else list(answers.notes), left_out)


def _left_out(table: Understood, stored: Path, said: dict[str, Any]) -> Iterator[tuple[str, Problem, dict[str, str]]]:
    """Rows that would be records but for what they lack, as they stand in the file: it is looked into again."""
    lost = {one.line: one for one in table.left_out if one.fix_code != _NO_RECORDS}
    if not table.table or not lost:
        return
    cells: dict[int, list[str]] = {}
    if stored.suffix.lower() != ".zip":
        work = Work.WORKBOOK if stored.suffix.lower() in WORKBOOKS else Work.CSV
        how = {"encoding": said.get("encoding") or None, "delimiter": said.get("delimiter") or None}
        with closing(read_apart(work, stored, PAGE, no_tick, wanted=None, guess=True, **how)) as answers:
            for part in sheets_of(answers):
                first = next(part)
                if first[0] == Said.SHEET and first[1] in (table.sheet, ""):
                    rows = lines(table.label, part)
                    cells = {one.number: one.cells for one in rows if isinstance(one, Line) and one.number in lost}
    for line, problem in lost.items():
        row = cells.get(line, [])
        named = {column.name: row[column.place] for column in table.columns if column.name and column.place < len(row)}
        yield table.table, problem, named


def _table(store: RowStore, name: str, file_name: str) -> Table:
    named = {column for _, cells in store.rows(name) for column in cells}
    header = [column.name for column in SHEETS[name].columns if column.name in named]
    return Table(SHEETS[name], file_name, header, [], _rows(store, name, header))


def _rows(store: RowStore, name: str, header: list[str]) -> Iterator[RawRow | Problem]:
    for line, cells in store.rows(name):
        values = {column: cells.get(column, "") for column in header}
        yield RawRow(line, values, list(values.values()))
